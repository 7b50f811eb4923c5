import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Page } from '../components/page';
import { Loading } from '../components/states';
import { canSeal } from '../platform/can-seal';
import { errandNow } from '../platform/channel';
import { TooOld } from '../tip/too-old';
import { loadChannel } from './load-channel';

const WriteChannel = lazy(() => loadChannel().then((m) => ({ default: m.WriteChannel })));
const FollowChannel = lazy(() => loadChannel().then((m) => ({ default: m.FollowChannel })));

function Waiting(): ReactNode {
  return (
    <Page>
      <Loading what="这一页" />
    </Page>
  );
}

/** One neutral page for the whole channel: WeChat's console counts visits by page, so what one does here is only in its memory. */
export default function More(): ReactNode {
  // Kept for as long as this page stands, whatever another one is opened for.
  const [errand] = useState(errandNow);
  if (!canSeal()) return <TooOld />;
  return (
    <Suspense fallback={<Waiting />}>{errand === 'follow' ? <FollowChannel /> : <WriteChannel />}</Suspense>
  );
}
