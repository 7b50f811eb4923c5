import type { ReactNode } from 'react';
import { Empty } from '../components/states';

/** Where no election is planned yet: when one can give a proxy. */
export function NoElection(): ReactNode {
  return <Empty title="还没有定选举日">定了选举日、有了选民名单，就可以在这里委托。</Empty>;
}
