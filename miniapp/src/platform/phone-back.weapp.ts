import Taro from '@tarojs/taro';

/** Nothing to listen to. */
export const listenForBack: () => void = () => undefined;

/** WeChat's Back cannot be answered otherwise: `askBeforeClosing` asks before it. */
export const holdBack: (run: () => void) => () => void = () => () => undefined;

/** Nothing is held. */
export const letGo: () => Promise<void> = () => Promise.resolve();

/** Lets WeChat ask before the page is left by its Back, until it is let go. */
export function askBeforeClosing(): () => void {
  void Taro.enableAlertBeforeUnload({ message: '现在离开，这一页上的内容不会留下。' });
  return () => void Taro.disableAlertBeforeUnload();
}
