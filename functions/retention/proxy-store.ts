import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { handRange, paperRange, proxyRange, StoredHand, StoredPaper, StoredProxy } from '../proxy/items';
import type { PastElection } from './past';

/** Deletes the proxies of an election, their photographed papers, and who gave and took them. */
export async function endProxies(dynamo: Dynamo, { village, electionDay }: PastElection): Promise<number> {
  const proxies = await clear(
    dynamo,
    'people',
    proxyRange(village),
    (item) => StoredProxy.parse(item).proxy.askedOn <= electionDay,
  );
  const papers = await clear(
    dynamo,
    'people',
    paperRange(village),
    (item) => StoredPaper.parse(item).electionDay <= electionDay,
  );
  await clear(dynamo, 'people', handRange(village), (item) => {
    const { electionDay: day } = StoredHand.parse(item);
    return day === undefined || day <= electionDay;
  });
  return proxies + papers;
}
