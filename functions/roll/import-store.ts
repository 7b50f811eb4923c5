import { isDeepStrictEqual } from 'node:util';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { type FieldError, fail, ok, type Result } from '#shared/result';
import type { RollChange, RollHead } from '#shared/roll/contract';
import { occasionOf, type RollOccasion, sayUnfit, unfitOn } from '#shared/roll/occasion';
import { BY_CONSENT, type RollRow } from '#shared/roll/row';
import type { LegalDate } from '#shared/time';
import { groundBasis } from '#shared/registration/rules';
import { electionKey, StoredElection } from '../election/items';
import { type PlannedElection, plannedIn, timetableAt } from '../election/planned-items';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import type { KeyedHash } from '../platform/keyed-hash';
import { noConsents, readConsents } from './consent-store';
import { readHeads, readIdentities } from './identity-store';
import * as items from './items';
import { entryOf, nameHashOf } from '../platform/roll-hash';

/** A row as it lies: of the ID number only the last four characters, and the entry's id, a keyed hash of it. */
export interface HashedRow {
  nameHash: string;
  entry: items.StoredEntry;
}

function hashRow(hash: KeyedHash, village: AreaCode, batch: number, row: RollRow): HashedRow {
  const { idNumber, ...rest } = row;
  return {
    nameHash: nameHashOf(hash, village, row.name, idNumber.slice(-6)),
    entry: { ...rest, entry: entryOf(hash, idNumber), idLastFour: idNumber.slice(-4), batch },
  };
}

const TRIES = 6;
/** With 45 entries, 45 identities, the head and the import itself, a transaction of 100 writes has room for these. */
const CONTESTED_AT_ONCE = 8;

/**
 * Writes one batch of an import, wholly or not at all; the same batch again changes nothing. Who may not be registered
 * for the village's election is named by row, and none of the batch is written.
 */
export async function writeBatch(
  dynamo: Dynamo,
  hash: KeyedHash,
  at: items.RollPlace & { batch: number; today: LegalDate },
  rows: readonly RollRow[],
): Promise<Result<{ written: number }>> {
  const hashed = rows.map((row) => hashRow(hash, at.village, at.batch, row));
  const needed = rows.some(({ category }) => category === BY_CONSENT);
  const consents = needed ? await readConsents(dynamo, at.village) : noConsents;
  return writeHashed(dynamo, { village: at.village, version: at.version }, hashed, ({ election }) => {
    const timetable = election?.timetable;
    const days = timetable ? consents(timetable.term) : [];
    const unfit = unfitRows(rows, occasionOf(at.today, timetable, days));
    return unfit.length > 0 ? fail('invalid', unfit) : ok();
  });
}

/** What a batch is written over: the village's election, and the roll that stands. */
export interface Standing {
  election: StoredElection | undefined;
  head: items.StoredHead | undefined;
}

/** Writes people of one batch as they lie, unless what stands speaks against it. */
export async function writeHashed(
  dynamo: Dynamo,
  place: items.RollPlace,
  hashed: readonly HashedRow[],
  allowed: (standing: Standing) => Result<void>,
): Promise<Result<{ written: number }>> {
  const all = { written: hashed.length };
  let ranks = hashed.map((row, i) => 1 + namesakesAmong(hashed.slice(0, i), row));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { identities, ...standing } = await readBefore(dynamo, place, hashed);
    const may = allowed(standing);
    if (!may.ok) return may;
    const bindings = await decideBindings(dynamo, place, hashed, identities, standing.head?.version ?? 0);
    if (!bindings.ok) return bindings;
    if (await isWritten(dynamo, place, hashed, ranks, bindings.value)) return ok(all);
    const written = await dynamo.transact(batchWrites(place, hashed, ranks, bindings.value));
    if (written.ok) return ok(all);
    if (written.failed.includes(0) || written.failed.includes(1)) return fail('roll-frozen');
    const isTaken = written.failed.some((index) => index < 2 + hashed.length);
    if (isTaken) ranks = await readRanks(dynamo, place, hashed);
  }
  return fail('busy');
}

/** Whether everybody is bound to this import already and stands in it as the rows say: the same batch again. */
async function isWritten(
  dynamo: Dynamo,
  place: items.RollPlace,
  hashed: readonly HashedRow[],
  ranks: readonly number[],
  { bound }: Bindings,
): Promise<boolean> {
  const here = items.placeText(place);
  if (!bound.every(({ before }) => before && items.placeText(before.pending) === here)) return false;
  const PK = items.rollPartition(place.village, place.version);
  const found = await dynamo.batchGet(
    hashed.map(({ nameHash }, i) => ({ table: 'people', key: items.entryKey(PK, nameHash, ranks[i] ?? 1) })),
  );
  return found.every((item, i) => {
    const stored = items.StoredEntry.safeParse(item).data;
    return stored !== undefined && isDeepStrictEqual(stored, hashed[i]?.entry);
  });
}

function namesakesAmong(rows: readonly HashedRow[], { nameHash }: HashedRow): number {
  return rows.filter((other) => other.nameHash === nameHash).length;
}

function batchWrites(
  place: items.RollPlace,
  hashed: readonly HashedRow[],
  ranks: readonly number[],
  { bound, contested }: Bindings,
): Write[] {
  const PK = items.rollPartition(place.village, place.version);
  return [
    items.notYetHead(place.village, place.version),
    items.countBatch(place),
    ...hashed.map((row, i) => items.putEntry(PK, row.nameHash, ranks[i] ?? 1, row.entry)),
    ...bound.map(({ entry, before, after }) => items.bindIdentity(entry, after, before)),
    ...contested.map(items.contestImport),
  ];
}

/** The place of each row among those of its name and last six: its own where it has one, else the first free one. */
async function readRanks(
  dynamo: Dynamo,
  { village, version }: items.RollPlace,
  hashed: readonly HashedRow[],
): Promise<number[]> {
  const PK = items.rollPartition(village, version);
  const holders = new Map<string, Id[]>();
  for (const { nameHash } of hashed) {
    if (holders.has(nameHash)) continue;
    const found = await dynamo.query('people', { PK, begins: nameHash });
    holders.set(
      nameHash,
      found.map((item) => items.StoredEntry.parse(item).entry),
    );
  }
  return hashed.map(({ nameHash, entry: { entry } }) => {
    const held = holders.get(nameHash) ?? [];
    const own = held.indexOf(entry);
    return own < 0 ? held.push(entry) : own + 1;
  });
}

/** What the people are bound to, the election they are registered for and the roll that stands, in one call. */
async function readBefore(dynamo: Dynamo, { village }: items.RollPlace, hashed: readonly HashedRow[]) {
  const keys = hashed.map(({ entry: { entry } }) => ({
    table: 'people' as const,
    key: items.identityKey(entry),
  }));
  const [head, election, ...found] = await dynamo.batchGet([
    { table: 'people', key: items.headKey(village) },
    { table: 'affairs', key: electionKey(village) },
    ...keys,
  ]);
  return {
    identities: found.map((item) => item && items.StoredIdentity.parse(item)),
    election: election && StoredElection.parse(election),
    head: head && items.StoredHead.parse(head),
  };
}

function unfitRows(rows: readonly RollRow[], occasion: RollOccasion): FieldError[] {
  return rows.flatMap((row, i) =>
    unfitOn(row, occasion).map((code) => ({
      path: `rows.${i}.${code === 'under-age' ? 'idNumber' : 'agreed'}`,
      message: sayUnfit(code, occasion),
    })),
  );
}

interface Binding {
  entry: Id;
  before: items.StoredIdentity | undefined;
  after: items.StoredIdentity;
}

interface Bindings {
  bound: Binding[];
  /** Unfinished imports that lose somebody by it. */
  contested: items.RollPlace[];
}

/** What each person is bound to, or which rows another village's roll holds. */
async function decideBindings(
  dynamo: Dynamo,
  place: items.RollPlace,
  hashed: readonly HashedRow[],
  identities: readonly (items.StoredIdentity | undefined)[],
  standing: number,
): Promise<Result<Bindings>> {
  const ids = hashed.map((row) => row.entry.entry);
  const heads = await readHeads(dynamo, identities, new Map([[place.village, standing]]));
  const isInForce = ({ village, version }: items.RollPlace) => heads.get(village) === version;
  const bound: Binding[] = [];
  const contested = new Map<string, items.RollPlace>();
  const elsewhere: { path: string; message: string }[] = [];
  for (const [row, entry] of ids.entries()) {
    const before = identities[row];
    const { pending, standing } = before ?? {};
    const stands = [pending, standing].find((one) => one && isInForce(one));
    const path = `rows.${row}.idNumber`;
    if (stands && stands.village !== place.village) {
      elsewhere.push({ path, message: `已登记在 ${stands.village} 的名单上` });
      continue;
    }
    bound.push({ entry, before, after: { pending: place, ...(stands && { standing: stands }) } });
    if (!pending || pending.version <= (heads.get(pending.village) ?? 0)) continue;
    const text = items.placeText(pending);
    if (text !== items.placeText(place)) contested.set(text, pending);
    if (contested.size > CONTESTED_AT_ONCE)
      elsewhere.push({ path, message: `正在导入 ${pending.village} 的名单` });
  }
  return elsewhere.length > 0
    ? fail('roll-elsewhere', elsewhere)
    : ok({ bound, contested: [...contested.values()] });
}

/** Which version becomes the roll, over which, of how many people, and how it came of that one. */
type Finishing = items.RollPlace & {
  from: number;
  entries: number;
  change: RollChange['kind'] | undefined;
};

/** Makes an imported version the roll, when all of it is there and everybody on it is still bound to it. */
export async function finishImport(
  dynamo: Dynamo,
  at: Finishing,
  actor: Id,
  now: number,
): Promise<Result<RollHead>> {
  const place = { village: at.village, version: at.version };
  const [headItem, importItem, timetable] = await dynamo.batchGet([
    { table: 'people', key: items.headKey(at.village) },
    { table: 'people', key: items.importKey(place) },
    timetableAt(at.village),
  ]);
  const before = headItem && items.StoredHead.parse(headItem);
  if (before?.version === at.version) return ok(headOf(at.village, before));
  if ((before?.version ?? 0) !== at.from) return fail('conflict');
  if (at.version < at.from) return fail('roll-frozen');
  // Read before the entries: a batch that comes after this makes the finish fail.
  const seen = items.StoredImport.safeParse(importItem).data;
  if (!seen) return fail('roll-incomplete');
  const entries = await readWhole(dynamo, place, seen, at.entries);
  if (!entries.ok) return entries;
  const change = changeOf(at, before, plannedIn(timetable));
  const { head, write } = nextHead({ ...place, change }, entries.value, before, actor, now);
  const written = await dynamo.transact([
    items.moveHead(at.village, head, before),
    items.endImport(place, seen),
    write,
  ]);
  return written.ok ? ok(headOf(at.village, head)) : fail('conflict');
}

/** The entries of an import, if they are as many as was said and all still bound to it. */
async function readWhole(
  dynamo: Dynamo,
  place: items.RollPlace,
  { contested }: items.StoredImport,
  count: number,
): Promise<Result<items.StoredEntry[]>> {
  const stored = await readEntries(dynamo, place);
  if (stored.length !== count) return fail('roll-incomplete');
  if (contested && !(await areBound(dynamo, place, stored))) return fail('roll-taken');
  return ok(stored);
}

/** How a version came of the one before it; who is struck has no ground in the article of the edition in force. */
function changeOf(
  { change: kind, entries }: Finishing,
  before: items.StoredHead | undefined,
  election: PlannedElection | undefined,
): RollChange | undefined {
  if (!kind || !before) return undefined;
  const { version: from } = before;
  if (kind !== 'struck') return { kind, from };
  return { kind, from, people: before.entries - entries, ...(election && { basis: groundBasis(election) }) };
}

function nextHead(
  { village, version, change }: items.RollPlace & { change: RollChange | undefined },
  entries: readonly items.StoredEntry[],
  before: items.StoredHead | undefined,
  actor: Id,
  at: number,
): { head: items.StoredHead; write: Write } {
  const revision = (before?.revision ?? 0) + 1;
  const entity = `ROLL#${village}`;
  const previous = before?.auditHash ?? '';
  const action = change ? `head ${version} ${change.kind} of ${change.from}` : `head ${version}`;
  const { write, auditHash } = audit({ entity, revision, previous, actor, action, at });
  const members = entries.filter((entry) => entry.member).length;
  const counted = { version, entries: entries.length, members, ...(change && { change }) };
  return { head: { ...counted, revision, auditHash }, write };
}

function headOf(area: AreaCode, { version, entries, members, change }: items.StoredHead): RollHead {
  return { area, version, entries, members, ...(change && { change }) };
}

async function readEntries(
  dynamo: Dynamo,
  { village, version }: items.RollPlace,
): Promise<items.StoredEntry[]> {
  const found = await dynamo.query('people', { PK: items.rollPartition(village, version) });
  return found.map((item) => items.StoredEntry.parse(item));
}

async function areBound(
  dynamo: Dynamo,
  place: items.RollPlace,
  entries: readonly items.StoredEntry[],
): Promise<boolean> {
  const identities = await readIdentities(
    dynamo,
    entries.map(({ entry }) => entry),
  );
  return identities.every((one) => one && items.placeText(one.pending) === items.placeText(place));
}
