import type { AreaCode } from '#shared/area/code';
import type { OwnEntry, RollHead } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import type { KeyedHash } from '../platform/keyed-hash';
import * as items from './items';

/** Which version of a village's roll stands; version 0 when there is none. */
export async function readHead(dynamo: Dynamo, village: AreaCode): Promise<RollHead> {
  const head = await storedHead(dynamo, village);
  return {
    area: village,
    version: head?.version ?? 0,
    entries: head?.entries ?? 0,
    members: head?.members ?? 0,
  };
}

async function storedHead(dynamo: Dynamo, village: AreaCode): Promise<items.StoredHead | undefined> {
  const item = await dynamo.get('people', items.headKey(village));
  return item && items.StoredHead.parse(item);
}

/** A row as it lies: ID numbers only as a keyed hash and the last four characters. */
interface HashedRow {
  idHash: string;
  nameHash: string;
  entry: items.StoredEntry;
}

/** The hash an entry is found by: name and the last six of the ID number. */
export function nameHashOf(hash: KeyedHash, village: AreaCode, name: string, lastSix: string): string {
  return hash('roll-name', village, name, lastSix.toUpperCase());
}

function hashRow(hash: KeyedHash, village: AreaCode, batch: number, row: RollRow): HashedRow {
  // The entry's id follows from the ID number, so a person keeps it through every version of the village's roll.
  const entry = Id.parse(
    Buffer.from(hash('roll-entry', village, row.idNumber), 'base64url')
      .subarray(0, 16)
      .toString('base64url'),
  );
  return {
    idHash: hash('id-number', row.idNumber),
    nameHash: nameHashOf(hash, village, row.name, row.idNumber.slice(-6)),
    entry: {
      entry,
      name: row.name,
      group: row.group,
      category: row.category,
      member: row.member,
      idLastFour: row.idNumber.slice(-4),
      batch,
    },
  };
}

const NAMESAKES = 4;

/** Writes one batch of an import, wholly or not at all; the same batch again changes nothing. */
export async function writeBatch(
  dynamo: Dynamo,
  hash: KeyedHash,
  at: { village: AreaCode; version: number; batch: number },
  rows: readonly RollRow[],
): Promise<Result<{ written: number }>> {
  const hashed = rows.map((row) => hashRow(hash, at.village, at.batch, row));
  const nth = hashed.map(
    (row, i) => 1 + hashed.slice(0, i).filter((other) => other.nameHash === row.nameHash).length,
  );
  const released = new Map<number, { village: AreaCode; version: number }>();
  for (let attempt = 0; attempt < NAMESAKES + rows.length; attempt += 1) {
    const written = await dynamo.transact(batchWrites(at, hashed, nth, released));
    if (written.ok) return ok({ written: rows.length });
    if (written.failed.includes(0)) return fail('roll-frozen');
    const elsewhere = await stillBoundElsewhere(dynamo, hashed, released, written.failed);
    if (elsewhere.length > 0) return fail('roll-elsewhere', elsewhere);
    for (const index of written.failed) {
      const row = index - 1;
      const rank = nth[row];
      if (rank !== undefined) nth[row] = rank + 1;
    }
  }
  return fail('conflict');
}

function batchWrites(
  at: { village: AreaCode; version: number },
  hashed: readonly HashedRow[],
  nth: readonly number[],
  released: ReadonlyMap<number, { village: AreaCode; version: number }>,
): Write[] {
  const PK = items.rollPartition(at.village, at.version);
  return [
    items.notYetHead(at.village, at.version),
    ...hashed.map((row, i) => items.putEntry(PK, row.nameHash, nth[i] ?? 1, row.entry)),
    ...hashed.map((row, i) => items.bindIdentity(row.idHash, at.village, at.version, released.get(i))),
  ];
}

/** Of the rows whose ID number another village holds: those it holds in the roll that stands there. */
async function stillBoundElsewhere(
  dynamo: Dynamo,
  hashed: readonly HashedRow[],
  released: Map<number, { village: AreaCode; version: number }>,
  failed: readonly number[],
): Promise<{ path: string; message: string }[]> {
  const bound: { path: string; message: string }[] = [];
  for (const row of failed.map((index) => index - 1 - hashed.length).filter((index) => index >= 0)) {
    const idHash = hashed[row]?.idHash;
    const item = idHash && (await dynamo.get('people', items.identityKey(idHash)));
    if (!item) continue;
    const identity = items.StoredIdentity.parse(item);
    const head = await storedHead(dynamo, identity.village);
    if (head?.version === identity.version) {
      bound.push({ path: `rows.${row}.idNumber`, message: `已登记在 ${identity.village} 的名单上` });
    } else {
      released.set(row, identity);
    }
  }
  return bound;
}

/** Makes an imported version the roll, when all of it is there. */
export async function finishImport(
  dynamo: Dynamo,
  at: { village: AreaCode; version: number; from: number; entries: number },
  actor: Id,
  now: number,
): Promise<Result<RollHead>> {
  const before = await storedHead(dynamo, at.village);
  if (before?.version === at.version) return ok(await readHead(dynamo, at.village));
  if ((before?.version ?? 0) !== at.from) return fail('conflict');
  const stored = await readEntries(dynamo, at.village, at.version);
  if (stored.length !== at.entries) return fail('roll-incomplete');
  const members = stored.filter((entry) => entry.member).length;
  const revision = (before?.revision ?? 0) + 1;
  const { write, auditHash } = audit({
    entity: `ROLL#${at.village}`,
    revision,
    previous: before?.auditHash ?? '',
    actor,
    action: `head ${at.version}`,
    at: now,
  });
  const head = { version: at.version, entries: stored.length, members, revision, auditHash };
  const written = await dynamo.transact([items.moveHead(at.village, head, before), write]);
  if (!written.ok) return fail('conflict');
  return ok({ area: at.village, version: head.version, entries: head.entries, members });
}

/** All entries of a version. */
export async function readEntries(
  dynamo: Dynamo,
  village: AreaCode,
  version: number,
): Promise<items.StoredEntry[]> {
  const found = await dynamo.query('people', { PK: items.rollPartition(village, version) });
  return found.map((item) => items.StoredEntry.parse(item));
}

const HOUR = 3600;

/** Ties a person to the one entry of that name and last six; a wrong try counts, and so does a right one. */
export async function matchEntry(
  dynamo: Dynamo,
  asked: { person: Id; village: AreaCode; nameHash: string; subjectHash: string },
  now: number,
): Promise<Result<OwnEntry>> {
  const head = await readHead(dynamo, asked.village);
  const PK = items.rollPartition(asked.village, head.version);
  const found = await dynamo.query('people', { PK, begins: asked.nameHash });
  const counted = items.countTry(asked.subjectHash, Math.floor(now / HOUR));
  const only = found.length === 1 ? found[0] : undefined;
  if (!only) {
    const written = await dynamo.transact([counted]);
    return fail(written.ok ? 'roll-no-match' : 'too-many-tries');
  }
  const { entry, name, group, member } = items.StoredEntry.parse(only);
  const tied = { area: asked.village, entry, name, group, member };
  const written = await dynamo.transact([counted, ...items.tie(asked.person, tied)]);
  if (written.ok) return ok(tied);
  return fail(written.failed.includes(0) ? 'too-many-tries' : 'roll-tied');
}

/** A person's ties. */
export async function readTies(dynamo: Dynamo, person: Id): Promise<OwnEntry[]> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}`, begins: items.TIES });
  return found.map((item) => items.StoredTie.parse(item));
}
