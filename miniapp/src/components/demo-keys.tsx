import type { ReactNode } from 'react';
import { useTrust } from '../platform/county';
import { go } from '../platform/navigate';
import { Sheet } from './head';
import { Row } from './row';

/** In the demo county alone: the way to the page that makes its keys, without which nothing can be sealed. */
export function DemoKeys(): ReactNode {
  const isDemo = useTrust()?.demo === true;
  // The page is a browser's: a mini-program has none.
  if (!isDemo || process.env.TARO_ENV === 'weapp') return null;
  return (
    <Sheet>
      <Row
        icon="key"
        name="这是演示县：准备演示钥匙"
        news="约半分钟。有了钥匙，投诉举报和推荐才走得通"
        onTap={() => go('demo/keys/index')}
      />
    </Sheet>
  );
}
