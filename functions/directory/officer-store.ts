import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import { type Office, officeFrom } from '#shared/directory/office';
import type { Grant } from '#shared/identity/grant';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { stillHolds } from '../identity/grant-items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';

/** Who does it, and when (seconds). */
export interface Actor {
  readonly person: Id;
  readonly now: number;
}

type Keys = Pick<items.StoredOfficer, 'id' | 'name' | 'signPk' | 'devicePk' | 'handles'>;

/** Enrols a person's public keys for an office; the same keys again change nothing. */
export async function enrol(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  keys: Keys,
  { person, now, grant }: Actor & { grant: Grant },
): Promise<Result<void>> {
  const found = await dynamo.get('affairs', items.officerKey(county, office, person));
  const before = found && items.StoredOfficer.parse(found);
  const isKnown = before !== undefined && sameKeys(before, keys);
  if (isKnown && before.handles === keys.handles && !before.left) return ok();
  const revision = (before?.revision ?? 0) + 1;
  const { write, auditHash } = audit({
    entity: items.officerEntity(office, person),
    revision,
    previous: before?.auditHash ?? '',
    actor: person,
    action: 'enrol',
    at: now,
  });
  // What they registered as a recovery holder is signed with the keys it came under.
  const { recovery } = isKnown ? before : {};
  const officer = { ...keys, person, left: false, revision, auditHash, ...(recovery && { recovery }) };
  // Whoever lost the grant a moment ago comes back with no token they still have.
  const written = await dynamo.transact([
    stillHolds(person, grant),
    ...items.putOfficer(county, office, officer, before, !isKnown),
    write,
  ]);
  return !written.ok && written.failed[0] === 0 ? fail('forbidden') : unlessConflict(written);
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

const Placed = z.object({ SK: z.string() });

/** Somebody enrolled, and the office they are enrolled for. */
export type PlacedOfficer = items.StoredOfficer & { readonly office: Office };

/** Everybody enrolled in the county who has not left their office: one read, where several offices are asked of. */
export async function readAllOfficers(dynamo: Dynamo, county: AreaCode): Promise<PlacedOfficer[]> {
  const found = await dynamo.query('affairs', items.allOfficers(county));
  return found.flatMap((item) => {
    const office = officeFrom(Placed.parse(item).SK.split('#')[1]);
    const officer = items.StoredOfficer.parse(item);
    return office && !officer.left ? [{ ...officer, office }] : [];
  });
}

function sameKeys(a: Keys, b: Keys): boolean {
  return (
    a.id === b.id && a.name === b.name && equalBytes(a.signPk, b.signPk) && equalBytes(a.devicePk, b.devicePk)
  );
}
