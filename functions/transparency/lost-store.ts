import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import type { Dynamo } from '../platform/dynamo';
import * as waiting from './pending-items';
import { putSought, type StoredSought } from './sought-items';
import { placeKey } from './tile-items';

export type { StoredSought } from './sought-items';

/** How old a leaf is at least that is looked for, in seconds: a younger one may still be on its way. */
const AGE = 15 * 60;
/** How many are looked for each time: the newest, which a restore loses first, and the next of all, round and round. */
const NEWEST = 100;
const ROUND = 400;
/** How many places one call asks for. */
const AT_ONCE = 100;
/** How many lost leaves are named. */
const NAMED = 20;

/** Looks for some of what was published, and notes what is lost. Seven to ten calls, mostly. */
export async function seekLost(
  dynamo: Dynamo,
  log: number,
  before: StoredSought | undefined,
  now: number,
): Promise<StoredSought> {
  const all = waiting.publishedRange(now - AGE);
  const [newest, next] = await Promise.all([
    readPublished(dynamo, { ...all, newest: true, limit: NEWEST }),
    readPublished(dynamo, { ...all, limit: ROUND, ...(before?.after && { after: before.after }) }),
  ]);
  const leaves = new Map([...newest, ...next].map((one) => [one.SK, one]));
  const lost = await lostAmong(dynamo, log, [...leaves.values()]);
  const end = next.length === ROUND ? next.at(-1)?.SK : undefined;
  // The round stays where leaves are lost, until they are entered again.
  const after = lost.length > 0 ? before?.after : end;
  const named = lost.slice(0, NAMED).map(({ leaf }) => leaf);
  const sought = { at: now, lost: named, ...(after !== undefined && { after }) };
  await dynamo.transact([putSought(log, sought)]);
  return sought;
}

/** Lets all that is lost wait again, each leaf as it was; answers these leaves. Run twice, it does nothing more. */
export async function enterLost(dynamo: Dynamo, log: number, now: number): Promise<Uint8Array[]> {
  const all = waiting.publishedRange(now - AGE);
  const entered: waiting.Pending[] = [];
  let after: string | undefined;
  do {
    const page = await readPublished(dynamo, { ...all, limit: ROUND, ...(after && { after }) });
    const lost = await lostAmong(dynamo, log, page);
    for (let at = 0; at < lost.length; at += AT_ONCE) {
      entered.push(...(await enterAgain(dynamo, lost.slice(at, at + AT_ONCE))));
    }
    after = page.length === ROUND ? page.at(-1)?.SK : undefined;
  } while (after);
  await dynamo.transact([putSought(log, { at: 0, lost: [] })]);
  return entered.map(({ leaf }) => leaf);
}

/** Whoever entered some of them meanwhile is not disturbed. */
async function enterAgain(
  dynamo: Dynamo,
  lost: readonly waiting.Pending[],
): Promise<readonly waiting.Pending[]> {
  const written = await dynamo.transact(lost.map(waiting.enterAgain));
  if (written.ok) return lost;
  return enterAgain(
    dynamo,
    lost.filter((_, i) => !written.failed.includes(i)),
  );
}

async function readPublished(
  dynamo: Dynamo,
  range: Parameters<Dynamo['query']>[1],
): Promise<waiting.Pending[]> {
  return (await dynamo.query('affairs', range)).map((item) => waiting.StoredPending.parse(item));
}

/**
 * Which of these stand nowhere. What waits moves into the log in one transaction, so whoever is in neither is asked for
 * in the log once more, after it was not found waiting.
 */
async function lostAmong(
  dynamo: Dynamo,
  log: number,
  leaves: readonly waiting.Pending[],
): Promise<waiting.Pending[]> {
  const place = ({ leaf }: waiting.Pending) =>
    ({ table: 'public', key: placeKey(log, toBase64url(leafHash(leaf))) }) as const;
  const wait = (one: waiting.Pending) => ({ table: 'ledger', key: waiting.pendingKey(one) }) as const;
  const unplaced = await absent(dynamo, leaves, place);
  return absent(dynamo, await absent(dynamo, unplaced, wait), place);
}

async function absent(
  dynamo: Dynamo,
  leaves: readonly waiting.Pending[],
  keyOf: (one: waiting.Pending) => Parameters<Dynamo['batchGet']>[0][number],
): Promise<waiting.Pending[]> {
  const missing: waiting.Pending[] = [];
  for (let at = 0; at < leaves.length; at += AT_ONCE) {
    const some = leaves.slice(at, at + AT_ONCE);
    const found = await dynamo.batchGet(some.map(keyOf));
    missing.push(...some.filter((_, i) => found[i] === undefined));
  }
  return missing;
}
