import type { AreaCode } from '#shared/area/code';
import { bytesOf, equalBytes, toBase64url, toHex } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { leafHash } from '#shared/crypto/merkle';
import { readDirectory, type TrustAnchor } from '#shared/directory/directory';
import { decodeEntry, type DirectoryEntry } from '#shared/directory/entry';
import { makerAmong } from '#shared/directory/made';
import { type Office, officeText, sameOffice } from '#shared/directory/office';
import { readRoot } from '#shared/directory/root';
import { checkEntry, mayFollow } from '#shared/directory/rules';
import { readSnapshot } from '#shared/directory/snapshot';
import type { DirectoryWire } from '#shared/directory/contract';
import { signedToWire } from '#shared/directory/wire';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { ONLY } from '#shared/transparency/log-content';
import { commitmentOf, encodeLeaf, type Leaf, NO_NONCE, NO_PREV } from '#shared/transparency/leaf';
import { audit } from '../platform/audit';
import { CURRENT, epochName } from '../platform/directory';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { atRevision, put } from '../platform/item';
import { type PreparedDocument, prepare } from '../platform/prepared';
import { publicDocument, type PublicReader } from '../platform/published';
import { checkHolders } from './holder-store';
import * as items from './items';
import { type Actor, readAllOfficers, readOfficers, sameDevice } from './officer-store';

/** All entries an office ever had, oldest first. */
export async function readEntries(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
): Promise<items.StoredEntry[]> {
  const found = await dynamo.query('affairs', items.entriesOf(county, office));
  return found.map((item) => items.StoredEntry.parse(item));
}

/** The devices that the office's newest entry lists, by their public keys; none before the first. */
export async function readListed(dynamo: Dynamo, county: AreaCode, office: Office): Promise<string[]> {
  const found = await dynamo.get('affairs', items.newestKey(county, office));
  const entry = found && decodeEntry(items.StoredNewest.parse(found).entry);
  return entry ? entry.officers.map(({ devicePk }) => toBase64url(devicePk)) : [];
}

/**
 * Takes an office's next entry: as the office and the day ask, with enrolled officers only, signed by a device of who
 * hands it in, a sealed key for each key holder, the recovery keys of three who registered them; who stands in the last
 * one is left out by one of those only.
 */
export async function putEntry(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  sent: Pick<items.StoredEntry, 'entry' | 'keys'> & { made: Uint8Array },
  { person, now }: Actor,
): Promise<Result<{ epoch: number }>> {
  const entry = decodeEntry(sent.entry);
  if (!entry) return fail('directory-refused');
  const last = (await readEntries(dynamo, county, office)).pop();
  if (last && equalBytes(last.entry, sent.entry)) return ok({ epoch: last.epoch });
  const officers = await readAllOfficers(dynamo, county);
  const enrolled = officers.filter((one) => sameOffice(one.office, office));
  const fits = fitsOffice(entry, sent.keys, { office, enrolled, last, person, today: dayOf(now) });
  if (!fits.ok) return fits;
  if (!isMadeBy(person, sent, entry, enrolled)) return fail('maker-refused');
  const held = checkHolders(entry, officers);
  if (!held.ok) return held;
  const { epoch } = entry;
  if (epoch !== (last?.epoch ?? 0) + 1) return fail('conflict');
  const { write, auditHash } = audit({
    entity: `OFFICE#${officeText(office)}`,
    revision: epoch,
    previous: last?.auditHash ?? '',
    actor: person,
    action: 'entry',
    at: now,
  });
  const stored = { ...sent, epoch, auditHash, people: peopleOf(entry, enrolled, last?.people ?? []) };
  const written = await dynamo.transact([...items.putEntry(county, office, stored), write]);
  return written.ok ? ok({ epoch }) : fail('conflict');
}

/** A key of one epoch, sealed to one device. */
type HandedKey = items.StoredEntry['keys'][number] & { readonly epoch: number };

/**
 * Seals keys of entries that stand to devices of the office's people that lack them; what they have is left alone, and
 * what was sealed to people who have left, or to devices that were taken away, is dropped.
 */
export async function handOn(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  keys: readonly HandedKey[],
  { person, now }: Actor,
): Promise<Result<void>> {
  const [entries, enrolled] = await Promise.all([
    readEntries(dynamo, county, office),
    readOfficers(dynamo, county, office),
  ]);
  const handling = new Set(enrolled.filter(({ handles }) => handles).flatMap(placesOf));
  const known = new Set(entries.map(({ epoch }) => epoch));
  if (!keys.every((key) => handling.has(placeOf(key)) && known.has(key.epoch))) {
    return fail('keys-unlisted');
  }
  const writes = entries.flatMap((entry) => {
    const has = new Set(entry.keys.map(placeOf));
    const given = keys.filter((key) => key.epoch === entry.epoch && !has.has(placeOf(key)));
    if (given.length === 0) return [];
    const kept = entry.keys.filter((key) => handling.has(placeOf(key)));
    const added = new Map(
      given.map(({ officer, devicePk, sealed }) => [toHex(devicePk), { officer, devicePk, sealed }]),
    );
    const all = [...kept, ...added.values()];
    return items.handOn(county, office, entry, all, { actor: person, now });
  });
  return writes.length === 0 ? ok() : unlessConflict(await dynamo.transact(writes));
}

/** Whether a device of this person, who acts on the office's cases and stands in the entry, signed that it made its key. */
function isMadeBy(
  person: Id,
  sent: { entry: Uint8Array; made: Uint8Array },
  { officers }: DirectoryEntry,
  enrolled: readonly items.StoredOfficer[],
): boolean {
  const own = enrolled.filter((one) => one.person === person && one.handles);
  const listed = officers.filter((row) =>
    own.some(({ id, devices }) => id === row.id && devices.some((one) => sameDevice(one, row))),
  );
  return makerAmong(sent.entry, sent.made, listed) !== undefined;
}

function fitsOffice(
  entry: DirectoryEntry,
  keys: items.StoredEntry['keys'],
  at: {
    office: Office;
    enrolled: readonly items.StoredOfficer[];
    last: items.StoredEntry | undefined;
    person: Id;
    today: number;
  },
): Result<void> {
  const { office, enrolled, last, person, today } = at;
  if (!isCovered(entry, enrolled, keys)) return fail('keys-unlisted');
  const checked = checkEntry(entry, office, enrolled, today);
  const standing = last && decodeEntry(last.entry);
  if (!checked.ok || !standing) return checked;
  return mayFollow(entry, { entry: standing, people: last.people }, enrolled, person);
}

/** Everybody an office's entries have named, by number, so that the county can be told who left as well. */
function peopleOf(
  entry: DirectoryEntry,
  enrolled: readonly items.StoredOfficer[],
  before: readonly items.Person[],
): items.Person[] {
  const ids = new Set(entry.officers.map(({ id }) => id));
  const named = enrolled
    .filter(({ id }) => ids.has(id))
    .map(({ person, id, name, handles }) => ({ person, id, name, handles }));
  return [...before.filter(({ id }) => !ids.has(id)), ...named].sort((one, other) => one.id - other.id);
}

/** What the county has to sign: the published epoch, every office's newest entry, and whose the officer ids are. */
export async function readDraft(
  dynamo: Dynamo,
  county: AreaCode,
): Promise<{
  epoch: number;
  entries: Uint8Array[];
  made: Uint8Array[];
  officers: { id: number; name: string }[];
}> {
  const published = await readPublished(dynamo, county);
  const newest = await readNewest(dynamo, county);
  return {
    epoch: published?.epoch ?? 0,
    entries: newest.map(({ entry }) => entry),
    made: newest.flatMap(({ made }) => made ?? []),
    officers: newest.flatMap(({ people }) => people).map(({ id, name }) => ({ id, name })),
  };
}

const UNPUBLISHED: items.StoredPublished = {
  epoch: 0,
  revision: 0,
  auditHash: '',
  snapshotHash: '',
  leaf: '',
};

/** Publishes a signed snapshot over the newest entries, if every rule a phone asks for holds already here. */
export async function publish(
  dynamo: Dynamo,
  anchor: TrustAnchor & { servicePk: Uint8Array },
  signed: { root: Uint8Array; snapshot: Uint8Array },
  { person, now }: Actor,
): Promise<Result<{ epoch: number }>> {
  const { county } = anchor;
  const root = readRoot(signed.root, anchor.rootPk);
  const snapshot = root && readSnapshot(signed.snapshot, root.directoryPk);
  if (!snapshot || !equalBytes(snapshot.servicePk, anchor.servicePk)) return fail('directory-refused');
  const published = (await readPublished(dynamo, county)) ?? UNPUBLISHED;
  const { epoch } = snapshot;
  const snapshotHash = toBase64url(sha256(signed.snapshot));
  if (published.snapshotHash === snapshotHash) return ok({ epoch });
  if (epoch !== published.epoch + 1) return fail('directory-moved');
  const entries = (await readNewest(dynamo, county)).map(({ entry }) => entry);
  const sent = { ...signed, entries, proof: null };
  const directory = readDirectory(sent, anchor);
  if (directory === 'entries') return fail('directory-moved');
  if (typeof directory === 'string') return fail('directory-refused');
  const { write, auditHash } = audit({
    entity: `DIRECTORY#${county}`,
    revision: epoch,
    previous: published.auditHash,
    actor: person,
    action: `publish ${snapshotHash}`,
    at: now,
  });
  const leaf = snapshotLeaf(county, epoch, signed.snapshot, published, now);
  const item = {
    ...items.publishedKey(county),
    ...{ epoch, revision: epoch, auditHash, snapshotHash },
    leaf: toBase64url(leafHash(encodeLeaf(leaf))),
  };
  const written = await dynamo.transact([
    put('affairs', item, atRevision(published.revision)),
    ...items.publish(county, signedToWire(sent), leaf),
    items.keepSnapshot(county, sha256(signed.snapshot), snapshot.entryHashes),
    write,
  ]);
  return written.ok ? ok({ epoch }) : fail('directory-moved');
}

function snapshotLeaf(
  county: AreaCode,
  version: number,
  snapshot: Uint8Array,
  before: items.StoredPublished,
  time: number,
): Leaf {
  const commitment = commitmentOf(NO_NONCE, snapshot);
  const prev = before.leaf === '' ? NO_PREV : bytesOf(before.leaf);
  return { kind: 'directory', area: county, id: ONLY, version, time, prev, commitment };
}

/** Finds a leaf's proof; undefined while it is not in the log. */
export type FindProof = (leaf: string) => Promise<Uint8Array | undefined>;

/** How far back a directory in the log is looked for: a county that publishes faster than it logs waits. */
const MOST_WAITING = 3;

/** Reads the newest directory that stands in the log: one just published is shown to nobody before it does. */
export function loggedDirectory(
  p: PublicReader,
  findProof: FindProof,
): () => Promise<Result<PreparedDocument>> {
  const parsed = new WeakMap<PreparedDocument, items.PublishedDirectory>();
  let last: { document: PreparedDocument; sent: PreparedDocument } | undefined;
  const read = async (name: string, waiting: number): Promise<Result<PreparedDocument>> => {
    const found = await publicDocument(p, p.county, name);
    if (!found.ok || found.value === last?.document) return last && found.ok ? ok(last.sent) : found;
    const document = found.value;
    const directory = parsed.get(document) ?? items.PublishedDirectory.parse(JSON.parse(document.body));
    parsed.set(document, directory);
    const { leaf, epoch, ...signed } = directory;
    const proof = await findProof(leaf);
    if (!proof) {
      return epoch > 1 && waiting > 0 ? read(epochName(epoch - 1), waiting - 1) : fail('not-logged');
    }
    const sent = prepare({ ...signed, proof: toBase64url(proof) } satisfies DirectoryWire);
    last = { document, sent };
    return ok(sent);
  };
  return () => read(CURRENT, MOST_WAITING);
}

async function readPublished(dynamo: Dynamo, county: AreaCode) {
  const found = await dynamo.get('affairs', items.publishedKey(county));
  return found && items.StoredPublished.parse(found);
}

async function readNewest(dynamo: Dynamo, county: AreaCode) {
  const found = await dynamo.query('affairs', items.newestEntries(county));
  return found.map((item) => items.StoredNewest.parse(item));
}

/** Where an office key is sealed to: an officer's id and one of their devices. */
function placeOf({ officer, devicePk }: { officer: number; devicePk: Uint8Array }): string {
  return `${officer} ${toHex(devicePk)}`;
}

function placesOf({ id, devices }: items.StoredOfficer): string[] {
  return devices.map(({ devicePk }) => placeOf({ officer: id, devicePk }));
}

/** Every row of the entry is an enrolled device, and those that may hold the office key get it sealed. */
function isCovered(
  entry: DirectoryEntry,
  enrolled: readonly items.StoredOfficer[],
  keys: items.StoredEntry['keys'],
): boolean {
  const holders = entry.officers
    .filter(({ mayHoldKey }) => mayHoldKey)
    .map(({ id, devicePk }) => placeOf({ officer: id, devicePk }));
  const given = new Set(keys.map(placeOf));
  const known = entry.officers.every((row) =>
    enrolled.some(({ id, devices }) => id === row.id && devices.some((one) => sameDevice(one, row))),
  );
  return (
    known &&
    given.size === keys.length &&
    given.size === holders.length &&
    holders.every((place) => given.has(place))
  );
}
