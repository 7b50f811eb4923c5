import type { AreaCode } from '#shared/area/code';
import { equalBytes, toHex } from '#shared/crypto/bytes';
import type { DirectoryEntry } from '#shared/directory/entry';
import { eligible, HOLDERS, isHoldersOwn, type SignedHolder } from '#shared/directory/holder';
import type { Office } from '#shared/directory/office';
import type { Grant } from '#shared/identity/grant';
import { fail, ok, type Result } from '#shared/result';
import { stillHolds } from '../identity/grant-items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';
import { type Actor, readAllOfficers } from './officer-store';

export { holdersAmong } from './items';

/** Registers a recovery key under the keys its holder enrolled and signs it with; the same one again changes nothing. */
export async function registerHolder(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  sent: { officer: number; recoveryPk: Uint8Array; signature: Uint8Array },
  { person, now, grant }: Actor & { grant: Grant },
): Promise<Result<void>> {
  const found = await dynamo.get('affairs', items.officerKey(county, office, person));
  const before = found && items.StoredOfficer.parse(found);
  if (!before || before.left || before.id !== sent.officer) return fail('holder-refused');
  const { recoveryPk: pk, signature } = sent;
  const signer = before.devices.find(({ signPk }) => isHoldersOwn({ office, ...sent, signPk }));
  // A device's key lies in a browser: a recovery key is for the day when that is gone.
  if (!signer || before.devices.some(({ devicePk }) => equalBytes(pk, devicePk)))
    return fail('holder-refused');
  if (before.recovery && equalBytes(before.recovery.pk, pk)) return ok();
  const revision = before.revision + 1;
  const { write, auditHash } = audit({
    entity: items.officerEntity(office, person),
    revision,
    previous: before.auditHash,
    actor: person,
    action: 'hold-recovery',
    at: now,
  });
  const recovery = { pk, signPk: signer.signPk, signature };
  const officer = { ...before, recovery, revision, auditHash };
  const written = await dynamo.transact([
    stillHolds(person, grant),
    ...items.putHolder(county, office, officer, before, pk),
    write,
  ]);
  return !written.ok && written.failed[0] === 0 ? fail('forbidden') : unlessConflict(written);
}

/** Everybody in the county who registered a recovery key and acts on the cases of their office still. */
export async function readHolders(dynamo: Dynamo, county: AreaCode): Promise<SignedHolder[]> {
  return items.holdersAmong(await readAllOfficers(dynamo, county));
}

/** Whether the recovery keys of an entry are those of three different people who registered them and may hold them. */
export function checkHolders(
  { office, recoveryPks }: DirectoryEntry,
  officers: readonly items.PlacedOfficer[],
): Result<void> {
  const holders = eligible(items.holdersAmong(officers), office);
  const owners = new Map(holders.map(({ recoveryPk, person }) => [toHex(recoveryPk), person]));
  const people = new Set(recoveryPks.flatMap((key) => owners.get(toHex(key)) ?? []));
  return people.size === HOLDERS ? ok() : fail('holders-unregistered');
}
