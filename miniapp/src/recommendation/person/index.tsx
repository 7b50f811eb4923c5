import { lazy, type ReactNode, Suspense } from 'react';
import { Page } from '../../components/page';
import { Loading } from '../../components/states';
import { canSeal } from '../../platform/can-seal';
import { TooOld } from './too-old';

// Loaded only where it can run: the curves need BigInt as soon as their code is read.
const Recommend = lazy(() => import('./recommend').then((m) => ({ default: m.Recommend })));

function Waiting(): ReactNode {
  return (
    <Page>
      <Loading what="推荐" />
    </Page>
  );
}

/** Recommending, where the phone can seal; a phone that cannot is told before anything is chosen. */
export default function Recommending(): ReactNode {
  if (!canSeal()) return <TooOld />;
  return (
    <Suspense fallback={<Waiting />}>
      <Recommend />
    </Suspense>
  );
}
