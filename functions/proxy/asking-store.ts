import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Proxy, Voter } from '#shared/proxy/contract';
import * as rules from '#shared/proxy/rules';
import { fail, ok, type Result } from '#shared/result';
import type { LegalDate } from '#shared/time';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import type { KeyedHash } from '../platform/keyed-hash';
import { nameHashOf } from '../platform/roll-hash';
import {
  countTry,
  entryKey,
  HOUR,
  rollPartition,
  StoredEntry,
  StoredTie,
  standsOn,
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

const NOTHING = store.handOf(items.EMPTY_HAND);

/** Takes a proxy of two people of the village's roll, under the village's next number. */
export async function ask(
  dynamo: Dynamo,
  hash: KeyedHash,
  asked: Asked,
  now: number,
): Promise<Result<Proxy>> {
  const { village, actor } = asked;
  const [item, count, timetable, head, list, tied] = await dynamo.batchGet([
    ...store.changingKeys(asked),
    ...store.placeKeys(village),
    ...(asked.principal ? [] : [{ table: 'people' as const, key: tieKey(actor) }]),
  ]);
  const place = store.placeIn([timetable, head, list]);
  if (!place) return fail('election-unplanned');
  const people = await findBoth(dynamo, hash, asked, place.version, tied);
  if (!people.ok) return people;
  const counted = triesOf(hash, asked, now);
  const refuse = (code: 'roll-no-match' | 'proxy-self') => countRefusal(dynamo, counted, fail(code));
  if (!people.value) return refuse('roll-no-match');
  if (people.value.principal.entry === people.value.agent.entry) return refuse('proxy-self');
  const from = { place, counted, ...people.value };
  // Most people give and take nothing yet: what they do is read only where the write found otherwise.
  let known = knownOf(from, [item, count]);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const written = await askOnce(dynamo, asked, known, now);
    if (written) return written;
    known = await readKnown(dynamo, asked, from);
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
  { village, principal, agent }: Pick<Asked, 'village' | 'principal' | 'agent'>,
  version: number,
  tied: Record<string, unknown> | undefined,
): Promise<Result<People | undefined>> {
  const tie = tied && StoredTie.parse(tied);
  if (!principal && tie?.area !== village) return fail('roll-needed');
  const PK = rollPartition(village, version);
  const hashOf = ({ name, idLastSix }: Named) => nameHashOf(hash, village, name, idLastSix);
  const hashes = [...new Set([agent, ...(principal ? [principal] : [])].map(hashOf))];
  // A namesake with the same last six lies under the second key.
  const keys = hashes.flatMap((one) => [entryKey(PK, one, 1), entryKey(PK, one, 2)]);
  const found = await dynamo.batchGet(keys.map((key) => ({ table: 'people', key })));
  const find = (named: Named): Voter | undefined => {
    const at = hashes.indexOf(hashOf(named)) * 2;
    return found[at] && !found[at + 1] ? StoredEntry.parse(found[at]) : undefined;
  };
  const [gives, takes] = [principal ? find(principal) : tie, find(agent)];
  const voter = ({ entry, name, group }: Voter): Voter => ({ entry, name, group });
  return ok(gives && takes && { principal: voter(gives), agent: voter(takes) });
}

/** Counts a try, so that guesses come to an end whatever is answered; a clerk, who has the roll, is not counted. */
function triesOf(
  hash: KeyedHash,
  { village, principal, agent, actor }: Pick<Asked, 'village' | 'principal' | 'agent' | 'actor'>,
  now: number,
): Write[] {
  if (principal) return [];
  const triedBy = hash('try-roll', actor);
  const triedName = hash('try-name', village, agent.name);
  return countTry(triedBy, triedName, Math.floor(now / HOUR));
}

/** A refusal, once its try is counted: it too says that such a person stands on the roll, or does not. */
async function countRefusal(
  dynamo: Dynamo,
  counted: readonly Write[],
  refused: Result<never>,
): Promise<Result<never>> {
  if (counted.length === 0) return refused;
  return (await dynamo.transact(counted)).ok ? refused : fail('too-many-tries');
}

/** Whether the signed-in person may ask this agent; every check is counted, whatever comes of it. */
export async function checkAgent(
  dynamo: Dynamo,
  hash: KeyedHash,
  asked: Pick<Asked, 'village' | 'agent' | 'actor' | 'today'>,
  now: number,
): Promise<Result<void>> {
  const { village, actor, today } = asked;
  const whole = { ...asked, principal: undefined };
  const [tied, ...rest] = await dynamo.batchGet([
    { table: 'people', key: tieKey(actor) },
    ...store.placeKeys(village),
  ]);
  const place = store.placeIn(rest);
  if (!place) return fail('election-unplanned');
  const people = await findBoth(dynamo, hash, whole, place.version, tied);
  if (!people.ok) return people;
  if (!(await dynamo.transact(triesOf(hash, whole, now))).ok) return fail('too-many-tries');
  if (!people.value) return fail('roll-no-match');
  const { principal, agent } = people.value;
  const { election, candidates } = place;
  const agentStands = rules.stands(candidates, agent);
  // What they give and take already is asked when the paper is sent.
  const asking = { election, today, principal: NOTHING, agent: NOTHING, agentStands };
  return rules.mayAsk(asking, { principal, agent, askedOn: today });
}

/** What a try is decided from. */
interface Known extends People {
  place: store.Place;
  /** Its try; nothing at the counter. */
  counted: readonly Write[];
  before: Proxy | undefined;
  gives: items.StoredHand;
  takes: items.StoredHand;
  /** Of this term; the revision counts on. */
  count: number;
  countRevision: number;
}

type From = Pick<Known, 'place' | 'counted' | 'principal' | 'agent'>;
type Found = Record<string, unknown> | undefined;

function knownOf(from: From, [item, counter, mine, theirs]: readonly Found[]): Known {
  const { term } = from.place.election;
  const count = counter ? items.StoredCount.parse(counter) : undefined;
  return {
    ...from,
    before: item && items.StoredProxy.parse(item).proxy,
    gives: mine ? items.StoredHand.parse(mine) : items.EMPTY_HAND,
    takes: theirs ? items.StoredHand.parse(theirs) : items.EMPTY_HAND,
    count: count?.term === term ? count.count : 0,
    countRevision: count?.revision ?? 0,
  };
}

async function readKnown(dynamo: Dynamo, asked: Asked, from: From): Promise<Known> {
  const { term } = from.place.election;
  const handAt = ({ entry }: Voter) => ({
    table: 'people' as const,
    key: items.handKey(asked.village, term, entry),
  });
  const keys = [...store.changingKeys(asked), handAt(from.principal), handAt(from.agent)];
  return knownOf(from, await dynamo.batchGet(keys));
}

function decide({ village, id, text, paper, principal: named, today }: Asked, known: Known): Result<Proxy> {
  const { place, before, principal, agent, gives, takes } = known;
  const asking = {
    election: place.election,
    today,
    principal: store.handOf(gives),
    agent: store.handOf(takes),
    agentStands: rules.stands(place.candidates, agent),
  };
  const { term } = place.election;
  const number = known.count + 1;
  const how = { atCounter: named !== undefined, photographed: paper !== undefined };
  return rules.askProxy(before, asking, {
    ...text,
    ...how,
    id,
    area: village,
    term,
    number,
    principal,
    agent,
  });
}

/** One try: nothing where somebody else was first. */
async function askOnce(
  dynamo: Dynamo,
  asked: Asked,
  known: Known,
  now: number,
): Promise<Result<Proxy> | undefined> {
  const next = decide(asked, known);
  if (next.ok && next.value === known.before) return next;
  const { gives, takes, principal, agent, place, counted } = known;
  if (!next.ok) return countRefusal(dynamo, counted, next);
  if (gives.given.length >= items.MOST_NAMED || takes.asked.length >= items.MOST_NAMED)
    return countRefusal(dynamo, counted, fail('proxy-full'));
  const roll = { village: asked.village, version: place.version };
  const onRoll = [...standsOn(roll, principal.entry), ...standsOn(roll, agent.entry).slice(1)];
  const asks = askingWrites(asked, known, next.value, now);
  const written = await dynamo.transact([...counted, ...onRoll, ...asks]);
  if (written.ok) return next;
  const fell = (writes: readonly Write[], after: number) =>
    written.failed.some((index) => index >= after && index < after + writes.length);
  if (fell(counted, 0)) return fail('too-many-tries');
  return fell(onRoll, counted.length) ? fail('roll-dropped') : undefined;
}

function askingWrites(asked: Asked, known: Known, proxy: Proxy, now: number): Write[] {
  const { village, id, paper, actor } = asked;
  const { principal, agent, countRevision } = known;
  const { election } = known.place;
  const action = asked.principal ? 'enter at the counter' : 'ask';
  const event = audit({ entity: `PROXY#${id}`, revision: 1, previous: '', actor, action, at: now });
  const holdsBelow = proxy.state === 'consented' ? rules.mostOf(election) : undefined;
  return [
    items.putProxy({ proxy, revision: 1, auditHash: event.auditHash }),
    items.giveBy(village, election, principal.entry, id),
    items.nameIn(village, election, agent.entry, id, holdsBelow),
    items.putCount(village, election.term, proxy.number, countRevision),
    ...(paper ? [items.putPaper(village, id, { bytes: paper, electionDay: election.electionDay })] : []),
    event.write,
  ];
}
