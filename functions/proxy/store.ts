import type { AreaCode } from '#shared/area/code';
import { PublishedCandidates } from '#shared/candidate/contract';
import type { Id } from '#shared/ids';
import type { Proxy, ShownProxy, Voter } from '#shared/proxy/contract';
import { PublishedNotice } from '#shared/notice/notice';
import { listedIn, listingOf, type ListNotice } from '#shared/proxy/listing';
import { publishedNames } from '#shared/proxy/notice';
import * as rules from '#shared/proxy/rules';
import { fail, ok, type Result } from '#shared/result';
import { CANDIDATES_DOCUMENT } from '../candidate/items';
import { stillReads } from '../notice/items';
import { type PlannedElection, plannedIn, timetableAt } from '../election/planned-items';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import { remove, type Write } from '../platform/item';
import { documentKey, noticeDocument, storedValue } from '../platform/prepared';
import { headKey, StoredHead, StoredTie, tieKey } from '../roll/items';
import * as items from './items';

type Found = Record<string, unknown> | undefined;

const candidatesAt = (village: AreaCode) => ({
  table: 'public' as const,
  key: documentKey({ area: village, name: CANDIDATES_DOCUMENT }),
});

/** A village's election, the version of its roll, and who is a candidate. */
export interface Place {
  election: PlannedElection;
  version: number;
  candidates: PublishedCandidates | undefined;
}

/** What every proxy of a village is held by. */
export const placeKeys = (village: AreaCode) => [
  timetableAt(village),
  { table: 'people' as const, key: headKey(village) },
  candidatesAt(village),
];

/** What an asking finds changed when somebody was first: the proxy itself, and how many there are. */
export const changingKeys = ({ village, id }: { village: AreaCode; id: Id }) => [
  { table: 'people' as const, key: items.proxyKey(village, id) },
  { table: 'people' as const, key: items.countKey(village) },
];

export function placeIn([timetable, head, list]: readonly Found[]): Place | undefined {
  const election = plannedIn(timetable);
  if (!election) return undefined;
  const version = head ? StoredHead.parse(head).version : 0;
  return { election, version, candidates: list && PublishedCandidates.parse(storedValue(list)) };
}

/** A proxy with what the candidates say of its agent. */
export function shown({ candidates }: Place, proxy: Proxy): ShownProxy {
  return { proxy, agentStands: !rules.hasEnded(proxy) && rules.stands(candidates, proxy.agent) };
}

/** What two entries give and take. */
async function readHands(
  dynamo: Dynamo,
  village: AreaCode,
  term: number,
  entries: readonly Id[],
): Promise<items.StoredHand[]> {
  const keys = entries.map((entry) => ({
    table: 'people' as const,
    key: items.handKey(village, term, entry),
  }));
  const found = await dynamo.batchGet(keys);
  return found.map((item) => (item ? items.StoredHand.parse(item) : items.EMPTY_HAND));
}

export function handOf({ gave, holds }: items.StoredHand): rules.Hand {
  return { gave, holds };
}

/** Who moves which proxy. */
export interface Moved {
  village: AreaCode;
  id: Id;
  actor: Id;
  action: string;
  now: number;
  /** The notice that lists it. */
  notice?: Id | undefined;
  /** As whom the signed-in person may do it, by their tie; absent at an office. */
  as?: readonly Side[];
}

type Side = 'principal' | 'agent';

const TRIES = 5;

/** What a move is decided from, beside who makes it and when. */
type Decide = (
  before: Proxy,
  moving: Pick<rules.Moving, 'election' | 'agent' | 'agentStands' | 'notice'> & { who: Side | undefined },
) => Result<Proxy>;

/** Moves a proxy, with what its principal and its agent give and take; whoever moved it meanwhile was first. */
export async function move(dynamo: Dynamo, moved: Moved, decide: Decide): Promise<Result<Proxy>> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await readMoving(dynamo, moved);
    if (!known) return fail('not-found');
    const { before, moving, notice } = known;
    const next = decide(before.proxy, moving);
    if (!next.ok || next.value === before.proxy) return next;
    const still = notice ? [stillReads(moved.village, notice.id, notice.version)] : [];
    const writes = [...movingWrites(moved, before, next.value, known), ...still];
    if ((await dynamo.transact(writes)).ok) return next;
  }
  return fail('busy');
}

/** What a move is decided from and written over; nothing where the proxy is of no such person or of another election. */
async function readMoving(dynamo: Dynamo, { village, id, as, actor, notice: asked }: Moved) {
  const [item, timetable, head, list, ...more] = await dynamo.batchGet([
    { table: 'people', key: items.proxyKey(village, id) },
    ...placeKeys(village),
    ...(as ? [{ table: 'people' as const, key: tieKey(actor) }] : []),
    ...(asked ? [noticeAt(village, asked)] : []),
  ]);
  const before = item && items.StoredProxy.parse(item);
  const place = placeIn([timetable, head, list]);
  if (!before || !place || before.proxy.term !== place.election.term) return undefined;
  const [tied] = as ? more : [];
  const who = as?.find((side) => isOwn(before.proxy[side], village, tied));
  if (as && !who) return undefined;
  const { principal, agent, term } = before.proxy;
  const [gives = items.EMPTY_HAND, takes = items.EMPTY_HAND] = await readHands(dynamo, village, term, [
    principal.entry,
    agent.entry,
  ]);
  const { election, candidates } = place;
  const notice = asked ? readsIn(more.at(-1)) : undefined;
  const agentStands = rules.stands(candidates, agent);
  const moving = { election, agent: handOf(takes), agentStands, who, notice };
  return { before, moving, notice, gives, takes, election };
}

const noticeAt = (village: AreaCode, id: Id) => ({
  table: 'public' as const,
  key: documentKey({ area: village, name: noticeDocument(id) }),
});

/** A notice as people read it; nothing while they do not. */
function readsIn(item: Found): ListNotice | undefined {
  return item && PublishedNotice.parse(storedValue(item));
}

function isOwn({ entry }: Voter, village: AreaCode, tied: Found): boolean {
  const tie = tied && StoredTie.parse(tied);
  return tie?.area === village && tie.entry === entry;
}

function movingWrites(
  { village, id, actor, action, now }: Moved,
  before: items.StoredProxy,
  proxy: Proxy,
  { gives, takes, election }: { gives: items.StoredHand; takes: items.StoredHand; election: PlannedElection },
): Write[] {
  const revision = before.revision + 1;
  const event = audit({
    entity: `PROXY#${id}`,
    revision,
    previous: before.auditHash,
    actor,
    action,
    at: now,
  });
  const { principal, agent, photographed } = proxy;
  const others = takes.holds.filter((one) => one !== id);
  const hasEnded = rules.hasEnded(proxy);
  const isTaken = proxy.state === 'consented' && before.proxy.state === 'asked';
  return [
    items.putProxy({ proxy, revision, auditHash: event.auditHash }),
    ...(hasEnded ? [items.putHand(village, election, principal.entry, { ...gives, gave: undefined })] : []),
    ...(hasEnded || isTaken
      ? [
          items.putHand(village, election, agent.entry, {
            ...takes,
            holds: hasEnded ? others : [...others, id],
          }),
        ]
      : []),
    // Nobody needs the paper of a proxy that counts no more.
    ...(hasEnded && photographed ? [remove('people', items.paperKey(village, id))] : []),
    event.write,
  ];
}

/** Everything of a village's election, by number. */
export async function readVillage(dynamo: Dynamo, village: AreaCode) {
  const [found, stored] = await Promise.all([
    dynamo.batchGet(placeKeys(village)),
    dynamo.query('people', items.proxyRange(village)),
  ]);
  const place = placeIn(found);
  if (!place) return fail('not-found');
  const shownProxies = proxiesOf(place, stored);
  const all = shownProxies.map(({ proxy }) => proxy);
  const ids = [...new Set(all.flatMap((proxy) => listedIn(proxy) ?? []))].slice(0, NOTICES_AT_MOST);
  const read = await dynamo.batchGet(ids.map((id) => noticeAt(village, id)));
  const notices = read.flatMap((item) => readsIn(item) ?? []);
  const proxies = shownProxies.map((one) => ({ ...one, listing: listingOf(one.proxy, all, notices) }));
  return ok({ election: place.election, proxies });
}

/** More notices of proxies than any village publishes; as many are read in one call. */
const NOTICES_AT_MOST = 100;

function proxiesOf(place: Place, stored: readonly Record<string, unknown>[]): ShownProxy[] {
  return stored
    .map((item) => items.StoredProxy.parse(item).proxy)
    .filter(({ term }) => term === place.election.term)
    .sort((a, b) => a.number - b.number)
    .map((proxy) => shown(place, proxy));
}

/** The photographed paper of a proxy. */
export async function readPaper(dynamo: Dynamo, village: AreaCode, id: Id): Promise<Result<Uint8Array>> {
  const found = await dynamo.get('people', items.paperKey(village, id));
  return found ? ok(items.StoredPaper.parse(found).bytes) : fail('not-found');
}

/** What somebody of the roll gave and is asked to take, newest first, and what the village has published. */
export async function readOwn(dynamo: Dynamo, village: AreaCode, person: Id) {
  const [[tied, ...rest], stored] = await Promise.all([
    dynamo.batchGet([{ table: 'people', key: tieKey(person) }, ...placeKeys(village)]),
    dynamo.query('people', items.proxyRange(village)),
  ]);
  const tie = tied && StoredTie.parse(tied);
  if (tie?.area !== village) return fail('roll-needed');
  const { entry } = tie;
  const place = placeIn(rest);
  if (!place) return fail('not-found');
  const proxies = proxiesOf(place, stored);
  const of = (who: Side) => proxies.filter(({ proxy }) => proxy[who].entry === entry).reverse();
  const isListed = ({ proxy }: ShownProxy) => proxy.state === 'listed';
  const listed = publishedNames(proxies.filter(isListed));
  return ok({ election: place.election, gave: of('principal'), asked: of('agent'), listed });
}
