import { useShareAppMessage } from '@tarojs/taro';

/** What a page gives the share sheet of WeChat. */
export function useShareCard(title: string, path: string): void {
  useShareAppMessage(() => ({ title, path }));
}
