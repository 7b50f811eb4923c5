import Taro from '@tarojs/taro';

/** Nothing to listen to. */
export const listenForBack: () => void = () => undefined;

/** WeChat's Back cannot be answered otherwise: `askBeforeClosing` asks before it. */
export const holdBack: (run: () => void) => () => void = () => () => undefined;

/** Nothing is held. */
export const letGo: () => Promise<void> = () => Promise.resolve();

/** A mini-program's pages have no address that could be changed. */
export const putAddress: (address: string) => void = () => undefined;

/** Lets WeChat ask before the page is left by its Back, until it is let go. */
export function askBeforeClosing(): () => void {
  Taro.enableAlertBeforeUnload({ message: '现在离开，这一页上的内容不会留下。' });
  return () => Taro.disableAlertBeforeUnload();
}
