import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import type { OwnEntry } from '#shared/roll/contract';
import type { Tied, UntieReason } from '#shared/slip/contract';
import type { LegalDate } from '#shared/time';
import { monthOf } from '#shared/token/month';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { ABSENT, check, type Write } from '../platform/item';
import * as roll from '../roll/items';
import { withhold } from '../token/items';
import * as items from './items';

/** Slips that an office asks for: for whom, under which request, and what their codes hash to. */
export interface Making {
  village: AreaCode;
  id: Id;
  entries: readonly Id[];
  lastDay: LegalDate;
  actor: Id;
  codeHashOf: (entry: Id) => string;
}

/** Makes slips for those who stand on the roll and are tied to nobody; answers for whom, those of the same request included. */
export async function makeSlips(
  dynamo: Dynamo,
  making: Making,
  now: number,
): Promise<Result<{ lastDay: LegalDate; made: Id[] }>> {
  const { village } = making;
  const entries = [...new Set(making.entries)];
  const [headItem, ...rest] = await dynamo.batchGet([
    { table: 'people', key: roll.headKey(village) },
    ...entries.map((entry) => ({ table: 'people' as const, key: items.givenKey(village, entry) })),
    ...entries.map((entry) => ({ table: 'people' as const, key: roll.tieBackKey(village, entry) })),
  ]);
  const version = headItem ? roll.StoredHead.parse(headItem).version : 0;
  const known = entries.map((entry, i) => ({
    entry,
    before: rest[i] && items.StoredGiven.parse(rest[i]),
    isTied: rest[entries.length + i] !== undefined,
  }));
  // By the code, which is its maker's own: another officer's request of this id would show codes that nobody made.
  const again = known.flatMap(({ entry, before }) =>
    before?.codeHash === making.codeHashOf(entry) ? [before] : [],
  );
  // Made once and all together: what a later request put in the place of one of them stays.
  const wanted = again.length > 0 ? [] : known.filter(({ isTied }) => !isTied);
  const { lastDay } = again[0] ?? making;
  const listed = wanted.length > 0 ? await readListed(dynamo, { village, version }) : new Map<Id, Listed>();
  const slips = wanted.flatMap(({ entry, before }) => {
    const stands = listed.get(entry);
    return stands ? [{ stands, before }] : [];
  });
  const made = [...again, ...slips.map(({ stands }) => stands)].map(({ entry }) => entry);
  if (slips.length === 0) return ok({ lastDay, made });
  const place = { village, version };
  const writes = slips.flatMap((slip) => slipWrites({ ...making, lastDay }, slip, place, now));
  const written = unlessConflict(await dynamo.transact([roll.stillHead(place), ...writes]));
  return written.ok ? ok({ lastDay, made }) : written;
}

type Listed = roll.StoredEntry;

async function readListed(dynamo: Dynamo, { village, version }: roll.RollPlace): Promise<Map<Id, Listed>> {
  const found = await dynamo.query('people', { PK: roll.rollPartition(village, version) });
  return new Map(found.map((item) => roll.StoredEntry.parse(item)).map((one) => [one.entry, one]));
}

function slipWrites(
  { village: area, id, lastDay, actor, codeHashOf }: Making,
  { stands, before }: { stands: Listed; before: items.StoredGiven | undefined },
  place: roll.RollPlace,
  now: number,
): Write[] {
  const { entry, name, group, member } = stands;
  const given = { entry, codeHash: codeHashOf(entry), lastDay };
  // A slip is an entity of its own, made once: that it was used is nobody's to read.
  const entity = `SLIP#${area}#${entry}#${id}`;
  const { write } = audit({ entity, revision: 1, previous: '', actor, action: 'make slip', at: now });
  return [
    roll.boundTo(place, entry),
    check('people', roll.tieBackKey(area, entry), ABSENT),
    ...items.giveSlip({ area, entry, name, group, member }, given, before),
    write,
  ];
}

/** What tells a tie of an entry from the next one. */
type MarkOf = (entry: Id, person: Id) => Id;

/** Who of a village is tied, and which slips are good at `now`. */
export async function readSlips(dynamo: Dynamo, village: AreaCode, markOf: MarkOf, now: number) {
  const [ties, slips] = await Promise.all([
    dynamo.query('people', { PK: roll.tiePartition(village) }),
    dynamo.query('people', { PK: items.slipPartition(village), begins: items.GIVEN }),
  ]);
  const given = slips.map((item) => items.StoredGiven.parse(item)).filter((one) => items.endOf(one) > now);
  return {
    tied: ties.map((item) => tiedOf(item, markOf)),
    given: given.map(({ entry, lastDay }) => ({ entry, lastDay })),
  };
}

function tiedOf(item: Record<string, unknown>, markOf: MarkOf): Tied {
  const entry = roll.tiedEntry(item);
  return { entry, mark: markOf(entry, roll.StoredTieBack.parse(item).person) };
}

/** Whose tie ends and by which mark, why, and who decides it. */
export interface Untying {
  village: AreaCode;
  entry: Id;
  reason: UntieReason;
  mark: Id;
  actor: Id;
  markOf: MarkOf;
}

/** Ends one tie of an entry, both ways, with the entry's slip; one that is gone already, or another by now, is left. */
export async function endTie(
  dynamo: Dynamo,
  { village, entry, reason, mark, actor, markOf }: Untying,
  now: number,
): Promise<Result<void>> {
  const [back, slip] = await dynamo.batchGet([
    { table: 'people', key: roll.tieBackKey(village, entry) },
    { table: 'people', key: items.givenKey(village, entry) },
  ]);
  const person = back && roll.StoredTieBack.parse(back).person;
  if (!person || markOf(entry, person) !== mark) return ok();
  const entity = `TIEEND#${village}#${entry}#${now}`;
  const action = `end tie: ${reason}`;
  const { write } = audit({ entity, revision: 1, previous: '', actor, action, at: now });
  const written = await dynamo.transact([
    ...roll.untie({ area: village, entry }, person),
    ...items.endSlip(village, entry, slip && items.StoredGiven.parse(slip)),
    write,
  ]);
  const isGone = !written.ok && written.failed.includes(0);
  return isGone ? ok() : unlessConflict(written);
}

/** A slip that somebody shows: its code by hash, and by what their tries are counted. */
export interface Showing {
  village: AreaCode;
  codeHash: string;
  person: Id;
  triedBy: string;
}

/**
 * Ties a person to the entry of a slip; every try counts, whatever comes of it. The same again by them is no failure. The
 * month's villagers' tokens are withheld with it.
 */
export async function takeSlip(dynamo: Dynamo, shown: Showing, now: number): Promise<Result<OwnEntry>> {
  const { village, codeHash, person, triedBy } = shown;
  const { slip, own, version } = await readShown(dynamo, shown);
  if (own) return ok(own);
  const counted = roll.countTry(triedBy, undefined, Math.floor(now / roll.HOUR));
  const refuse = async (code: 'slip-unknown' | 'slip-unlisted' | 'person-tied' | 'roll-tied') => {
    const written = await dynamo.transact(counted);
    return fail(written.ok ? code : 'too-many-tries');
  };
  if (!slip || slip.usedBy !== undefined || items.endOf(slip) <= now) return refuse('slip-unknown');
  const { area, entry, name, group, member } = slip;
  const tied = { area, entry, name, group, member };
  const written = await dynamo.transact([
    ...counted,
    ...roll.standsOn({ village, version }, entry),
    ...roll.tie(person, tied),
    items.useSlip(village, codeHash, person),
    withhold(monthOf(now), entry),
  ]);
  if (written.ok) return ok(tied);
  const [first = 0] = written.failed;
  if (first < 1) return fail('too-many-tries');
  if (first < 3) return refuse('slip-unlisted');
  if (first < 5) return refuse(first === 3 ? 'person-tied' : 'roll-tied');
  // Used meanwhile: by the same person, perhaps, whose phone asked twice.
  const after = await readShown(dynamo, shown);
  return after.own ? ok(after.own) : refuse('slip-unknown');
}

/** A slip, the version of its village's roll, and the tie that this person has by this slip. */
async function readShown(dynamo: Dynamo, { village, codeHash, person }: Showing) {
  const [slipItem, headItem, tieItem] = await dynamo.batchGet([
    { table: 'people', key: items.codeKey(village, codeHash) },
    { table: 'people', key: roll.headKey(village) },
    { table: 'people', key: roll.tieKey(person) },
  ]);
  const slip = slipItem && items.StoredSlip.parse(slipItem);
  const tie = tieItem && roll.StoredTie.parse(tieItem);
  const isOwn = slip?.usedBy === person && tie?.entry === slip.entry && tie.area === slip.area;
  const version = headItem ? roll.StoredHead.parse(headItem).version : 0;
  return { slip, version, own: isOwn ? tie : undefined };
}
