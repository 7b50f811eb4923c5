import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Proxy, Voter } from '#shared/proxy/contract';
import * as rules from '#shared/proxy/rules';
import { fail, ok, type Result } from '#shared/result';
import type { LegalDate } from '#shared/time';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { KeyedHash } from '../platform/keyed-hash';
import { nameHashOf } from '../roll/hash-items';
import {
  countTry,
  HOUR,
  rollPartition,
  StoredEntry,
  standsOn,
  StoredTie,
  tieKey,
} from '../roll/items';
import * as items from './items';
import * as store from './store';

/** Somebody as the 委托书 names them. */
export interface Named {
  name: string;
  idLastSix: string;
}

/** What is asked: by the signed-in principal, or at the counter for the one who is named. */
export interface Asked {
  village: AreaCode;
  id: Id;
  text: { relation: string; reason: string; askedOn: LegalDate };
  /** Absent where the signed-in person asks. */
  principal: Named | undefined;
  agent: Named;
  paper: Uint8Array | undefined;
  actor: Id;
  today: LegalDate;
}

const TRIES = 5;
/** More have named one person than any village's agent needs. */
const MOST_NAMED = 40;

/** Takes a proxy of two people of the village's roll, under the village's next number. */
export async function ask(
  dynamo: Dynamo,
  hash: KeyedHash,
  asked: Asked,
  now: number,
): Promise<Result<Proxy>> {
  const { village, actor } = asked;
  const [tied, counted, ...rest] = await dynamo.batchGet([
    { table: 'people', key: tieKey(actor) },
    { table: 'people', key: items.countKey(village) },
    ...store.placeKeys(village),
  ]);
  const place = store.placeIn(rest);
  if (!place) return fail('election-unplanned');
  const people = await findBoth(dynamo, hash, asked, place.version, tied);
  if (!people.ok) return people;
  if (!people.value) return countWrongTry(dynamo, hash, asked, now);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const count = attempt === 0 ? counted : await dynamo.get('people', items.countKey(village));
    const written = await askOnce(dynamo, asked, { place, ...people.value, counted: count }, now);
    if (written) return written;
  }
  return fail('busy');
}

interface People {
  principal: Voter;
  agent: Voter;
}

/** Both by the roll that stands; nothing where one is not found there. */
async function findBoth(
  dynamo: Dynamo,
  hash: KeyedHash,
  { village, principal, agent }: Asked,
  version: number,
  tied: Record<string, unknown> | undefined,
): Promise<Result<People | undefined>> {
  const find = async ({ name, idLastSix }: Named): Promise<Voter | undefined> => {
    const begins = nameHashOf(hash, village, name, idLastSix);
    const found = await dynamo.query('people', { PK: rollPartition(village, version), begins });
    return found.length === 1 ? StoredEntry.parse(found[0]) : undefined;
  };
  const tie = tied && StoredTie.parse(tied);
  if (!principal && tie?.area !== village) return fail('roll-needed');
  const [gives, takes] = await Promise.all([principal ? find(principal) : tie, find(agent)]);
  const voter = ({ entry, name, group }: Voter): Voter => ({ entry, name, group });
  return ok(gives && takes && { principal: voter(gives), agent: voter(takes) });
}

/** A wrong name tells nothing but that, and only so often; of a clerk, who has the roll, tries are not counted. */
async function countWrongTry(
  dynamo: Dynamo,
  hash: KeyedHash,
  { village, principal, agent, actor }: Asked,
  now: number,
): Promise<Result<never>> {
  if (principal) return fail('roll-no-match');
  const triedBy = hash('try-roll', actor);
  const triedName = hash('try-name', village, agent.name);
  const written = await dynamo.transact(countTry(triedBy, triedName, Math.floor(now / HOUR)));
  return fail(written.ok ? 'roll-no-match' : 'too-many-tries');
}

/** One try: nothing where somebody else was first. */
async function askOnce(
  dynamo: Dynamo,
  asked: Asked,
  { place, principal, agent, counted }: People & { place: store.Place; counted: unknown },
  now: number,
): Promise<Result<Proxy> | undefined> {
  const { village, id, text, paper, today } = asked;
  const { election, version, candidates } = place;
  const { term } = election;
  const [item, mine, theirs] = await dynamo.batchGet([
    { table: 'people', key: items.proxyKey(village, id) },
    { table: 'people', key: items.handKey(village, term, principal.entry) },
    { table: 'people', key: items.handKey(village, term, agent.entry) },
  ]);
  const gives = mine ? items.StoredHand.parse(mine) : items.EMPTY_HAND;
  const takes = theirs ? items.StoredHand.parse(theirs) : items.EMPTY_HAND;
  const count = counted ? items.StoredCount.parse(counted) : undefined;
  const before = item && items.StoredProxy.parse(item).proxy;
  const next = rules.askProxy(
    before,
    {
      election,
      today,
      principal: store.handOf(gives),
      agent: store.handOf(takes),
      agentStands: rules.stands(candidates, agent),
    },
    {
      ...text,
      id,
      area: village,
      term,
      number: (count?.term === term ? count.count : 0) + 1,
      principal,
      agent,
      atCounter: asked.principal !== undefined,
      photographed: paper !== undefined,
    },
  );
  if (!next.ok || next.value === before) return next;
  if (gives.given.length >= MOST_NAMED || takes.asked.length >= MOST_NAMED) return fail('proxy-full');
  const action = asked.principal ? 'enter at the counter' : 'ask';
  const event = audit({ entity: `PROXY#${id}`, revision: 1, previous: '', actor: asked.actor, action, at: now });
  const holds = next.value.state === 'consented' ? [...takes.holds, id] : takes.holds;
  const onRoll = [
    ...standsOn({ village, version }, principal.entry),
    ...standsOn({ village, version }, agent.entry).slice(1),
  ];
  const written = await dynamo.transact([
    ...onRoll,
    items.putProxy({ proxy: next.value, revision: 1, auditHash: event.auditHash }),
    items.putHand(village, election, principal.entry, { ...gives, gave: id, given: [...gives.given, id] }),
    items.putHand(village, election, agent.entry, { ...takes, holds, asked: [...takes.asked, id] }),
    items.putCount(village, term, next.value.number, count?.revision ?? 0),
    ...(paper ? [items.putPaper(village, id, { bytes: paper, electionDay: election.electionDay })] : []),
    event.write,
  ]);
  if (written.ok) return next;
  return written.failed.some((index) => index < onRoll.length) ? fail('roll-dropped') : undefined;
}
