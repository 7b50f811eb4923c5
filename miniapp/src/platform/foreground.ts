import Taro from '@tarojs/taro';

/** Runs when the app comes back to the front: WeChat shows it again, or the browser its tab. */
export function onForeground(run: () => void): void {
  Taro.onAppShow(run);
}
