import type { Proxy } from '#shared/proxy/contract';
import { sayDate } from '#shared/time';

/** Where a proxy stands, in a word. */
export function sayState(proxy: Proxy): string {
  switch (proxy.state) {
    case 'asked':
      return '等受委托人同意';
    case 'consented':
      return '等核对';
    case 'checked':
      return '等公布名单';
    case 'listed':
      return '已公布';
    case 'withdrawn':
      return proxy.who === 'agent' ? '受委托人退回了' : '已撤回';
    case 'refused':
      return proxy.who === 'agent' ? '受委托人没有同意' : '没有通过核对';
    case 'void':
      return '作废，受委托人成了候选人';
  }
}

/** How and when a proxy ended; nothing of one that counts. */
export function sayEnd(proxy: Proxy): string | undefined {
  if (!('endedOn' in proxy)) return undefined;
  const why = proxy.state === 'refused' && proxy.who === 'office' ? `：${proxy.why}` : '';
  return `${sayDate(proxy.endedOn)}${sayState(proxy)}${why}`;
}
