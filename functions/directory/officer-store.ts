import type { AreaCode } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import { MOST_ROWS } from '#shared/directory/entry';
import type { Office } from '#shared/directory/office';
import type { Grant } from '#shared/identity/grant';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { stillHolds } from '../identity/grant-items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';

/** Somebody enrolled for an office, with their devices. */
export type Officer = items.StoredOfficer;

/** The public keys of one device. */
export type DeviceKeys = Pick<items.StoredDevice, 'signPk' | 'devicePk'>;

/** Who does it, and when (seconds). */
export interface Actor {
  readonly person: Id;
  readonly now: number;
}

type Keys = Pick<items.StoredOfficer, 'id' | 'name' | 'handles'> & DeviceKeys;

/** Enrols a person's public keys for an office, as their one device; the same keys again change nothing. */
export async function enrol(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  keys: Keys,
  { person, now, grant }: Actor & { grant: Grant },
): Promise<Result<void>> {
  const before = await readOfficer(dynamo, county, office, person);
  const isKnown = before !== undefined && sameKeys(before, keys);
  if (isKnown && standsAs(before, keys)) return ok();
  if (before && isSpent(before, keys)) return fail('device-known');
  if (await isFull(dynamo, county, office, person)) return fail('devices-full');
  const revision = (before?.revision ?? 0) + 1;
  const { write, auditHash } = audit({
    entity: items.officerEntity(office, person),
    revision,
    previous: before?.auditHash ?? '',
    actor: person,
    action: 'enrol',
    at: now,
  });
  const standing = isKnown ? before : begun(person, keys, before, dayOf(now));
  const { name, handles } = keys;
  const officer = { ...standing, name, handles, left: false, revision, auditHash };
  // Whoever lost the grant a moment ago comes back with no token they still have.
  const written = await dynamo.transact([
    stillHolds(person, grant),
    ...items.putOfficer(county, office, officer, before, !isKnown),
    ...(isKnown ? [] : items.claimDevice(county, person, keys)),
    write,
  ]);
  return !written.ok && written.failed[0] === 0 ? fail('forbidden') : unlessConflict(written);
}

/** Whether the devices of the others at an office take all rows of its entry. */
async function isFull(dynamo: Dynamo, county: AreaCode, office: Office, but: Id): Promise<boolean> {
  const officers = await readOfficers(dynamo, county, office);
  return devicesIn(officers.filter(({ person }) => person !== but)) >= MOST_ROWS;
}

/** An enrolment with one device. What was registered as a recovery holder is signed with the keys it came under. */
function begun(person: Id, keys: Keys, before: Officer | undefined, since: number) {
  const { id, signPk, devicePk } = keys;
  return {
    ...{ person, id, offers: [], removed: before?.removed ?? [] },
    devices: [{ signPk, devicePk, device: '', since }],
  };
}

/** Somebody's enrolment for an office, though they have left it; undefined when there is none. */
export async function readOfficer(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  person: Id,
): Promise<items.StoredOfficer | undefined> {
  const found = await dynamo.get('affairs', items.officerKey(county, office, person));
  return found && items.StoredOfficer.parse(found);
}

/** How many devices these people have together: each takes a row of the office's entry. */
export function devicesIn(officers: readonly items.StoredOfficer[]): number {
  return officers.reduce((sum, { devices }) => sum + devices.length, 0);
}

/** Everybody enrolled for an office who has not left it. */
export async function readOfficers(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
): Promise<items.StoredOfficer[]> {
  const found = await dynamo.query('affairs', items.officersOf(county, office));
  return found.map((item) => items.StoredOfficer.parse(item)).filter(({ left }) => !left);
}

/** Everybody enrolled in the county who has not left their office: one read, where several offices are asked of. */
export async function readAllOfficers(dynamo: Dynamo, county: AreaCode): Promise<items.PlacedOfficer[]> {
  return items.placedOfficers(await dynamo.query('affairs', items.allOfficers(county)));
}

function sameKeys(before: items.StoredOfficer, keys: Keys): boolean {
  const { id, name, devices } = before;
  return id === keys.id && name === keys.name && devices.some((one) => sameDevice(one, keys));
}

/** Whether either key is one of a device that was taken away. */
export function isSpent({ removed }: items.StoredOfficer, { signPk, devicePk }: DeviceKeys): boolean {
  return removed.some((one) => equalBytes(one, signPk) || equalBytes(one, devicePk));
}

function standsAs(before: Officer, { handles }: Keys): boolean {
  return before.handles === handles && !before.left;
}

/** Whether two devices have the same keys. */
export function sameDevice(a: DeviceKeys, b: DeviceKeys): boolean {
  return equalBytes(a.signPk, b.signPk) && equalBytes(a.devicePk, b.devicePk);
}
