import type { AreaCode } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import { isVouchedFor, MOST_DEVICES, type Voucher } from '#shared/directory/device';
import { type Device, MOST_ROWS } from '#shared/directory/entry';
import type { Office } from '#shared/directory/office';
import type { Grant } from '#shared/identity/grant';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { stillHolds } from '../identity/grant-items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import type { Write } from '../platform/item';
import * as items from './items';
import { type Actor, devicesIn, isSpent, readOfficer, readOfficers, sameDevice } from './officer-store';

/** How long a device waits to be brought in, in seconds. */
const OFFER_SECONDS = 1800;

type By = Actor & { grant: Grant };

/** The devices that wait still. */
export function standingOffers({ offers }: items.StoredOfficer, now: number): items.StoredOffer[] {
  return offers.filter(({ until }) => until > now);
}

/** Puts a new device down as waiting beside those its owner has; one that waits is answered as the first time. */
export async function offerDevice(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  { id, device, signPk, devicePk }: Device & { device: string },
  by: By,
): Promise<Result<{ until: number }>> {
  const before = await readOfficer(dynamo, county, office, by.person);
  if (!before || before.left || before.id !== id) return fail('device-refused');
  const keys = { signPk, devicePk };
  if (before.devices.some((one) => sameDevice(one, keys))) return ok({ until: by.now });
  if (isSpent(before, keys)) return fail('device-known');
  const others = standingOffers(before, by.now);
  const same = others.find((one) => sameDevice(one, keys));
  if (same) return ok({ until: same.until });
  if (before.devices.length + others.length >= MOST_DEVICES) return fail('devices-full');
  const until = by.now + OFFER_SECONDS;
  const offers = [...others, { ...keys, device, until }];
  const written = await change(dynamo, county, office, before, { offers }, 'offer-device', by, []);
  return written.ok ? ok({ until }) : written;
}

/** Takes in a device that waits, for which one of its officer's devices signed; one that was taken in stays. */
export async function addDevice(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  sent: Device & { voucher: Voucher },
  by: By,
): Promise<Result<void>> {
  const before = await readOfficer(dynamo, county, office, by.person);
  if (!before || before.left || before.id !== sent.id) return fail('device-refused');
  if (before.devices.some((one) => sameDevice(one, sent))) return ok();
  const { voucher } = sent;
  const isOwn = before.devices.some(({ signPk }) => equalBytes(signPk, voucher.by));
  if (!isOwn || !isVouchedFor(office, sent, voucher)) return fail('device-refused');
  const standing = standingOffers(before, by.now);
  if (isSpent(before, sent)) return fail('device-known');
  const offer = standing.find((one) => sameDevice(one, sent));
  if (!offer) return fail('device-offer-over');
  const rows = devicesIn(await readOfficers(dynamo, county, office));
  if (rows >= MOST_ROWS || before.devices.length >= MOST_DEVICES) return fail('devices-full');
  const { signPk, devicePk, device } = offer;
  const devices = [...before.devices, { signPk, devicePk, device, since: dayOf(by.now), voucher }];
  const offers = standing.filter((one) => one !== offer);
  const claims = items.claimDevice(county, by.person, offer);
  return change(dynamo, county, office, before, { devices, offers }, 'add-device', by, claims);
}

/** Takes away a device, or one that waits; whatever was sealed to it is served no more. */
export async function removeDevice(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  devicePk: Uint8Array,
  by: By,
): Promise<Result<void>> {
  const before = await readOfficer(dynamo, county, office, by.person);
  if (!before || before.left) return fail('device-refused');
  const isIt = (one: { devicePk: Uint8Array }): boolean => equalBytes(one.devicePk, devicePk);
  const gone = before.devices.find(isIt);
  const taken = gone ?? before.offers.find(isIt);
  if (!taken) return ok();
  const devices = before.devices.filter((one) => one !== gone);
  if (devices.length === 0) return fail('device-last');
  const becomes = {
    devices,
    offers: before.offers.filter((one) => !isIt(one)),
    removed: [...before.removed, taken.signPk, taken.devicePk],
    // What was signed on the device that went is signed anew on another.
    ...(gone &&
      before.recovery &&
      equalBytes(before.recovery.signPk, gone.signPk) && { recovery: undefined }),
  };
  return change(dynamo, county, office, before, becomes, 'remove-device', by, []);
}

/** One change of somebody's devices, while they hold their grant and nobody changed them in between. */
async function change(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  before: items.StoredOfficer,
  becomes: Partial<items.StoredOfficer>,
  action: string,
  { person, now, grant }: By,
  claims: readonly Write[],
): Promise<Result<void>> {
  const revision = before.revision + 1;
  const { write, auditHash } = audit({
    entity: items.officerEntity(office, person),
    revision,
    previous: before.auditHash,
    actor: person,
    action,
    at: now,
  });
  const officer = { ...before, ...becomes, revision, auditHash };
  const own = items.putOfficer(county, office, officer, before, false);
  const written = await dynamo.transact([stillHolds(person, grant), ...own, write, ...claims]);
  if (written.ok) return ok();
  const [first = 0] = written.failed;
  if (first === 0) return fail('forbidden');
  // The keys are another person's, who has claimed them.
  return first > own.length + 1 ? fail('device-known') : unlessConflict(written);
}
