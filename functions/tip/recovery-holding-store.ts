import { bytesOf, equalBytes } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { holderOffices } from '#shared/directory/holder';
import { sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import type { SignedAgreement } from '#shared/recovery/ask';
import { encodeUses, type RecoveryUse, leafOfUse } from '#shared/recovery/use';
import { isErased } from '#shared/tip/rules';
import type { Written } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { enterStructure } from '../transparency/document-items';
import * as items from './items';
import {
  type Enrolled,
  enrolledAs,
  isSignedAt,
  holdersFor,
  holds,
  placeAmong,
  readRegister,
} from './recovery-holder-store';
import * as recoveries from './recovery-items';
import { type Acting, isLogged, type Place, readRecoveries, type WithHolders } from './recovery-store';
import { isRecused } from './recused';

/** How often a holder's word is tried again when another one's came at the same moment. */
const MORE_TRIES = 2;

/**
 * A holder agrees. With the second one it stands which records the two open, and the log is told in the same
 * transaction. The same holder again changes nothing.
 */
export async function agree(
  place: Place,
  caseId: Id,
  agreement: SignedAgreement,
  acting: Acting,
  tries = MORE_TRIES,
): Promise<Result<WithHolders>> {
  const standing = await readHeld(place, caseId, acting);
  if (!standing.ok) return standing;
  const { recovery: before, holders, officer } = standing.value;
  if (!isTheirs(agreement, before, officer)) return fail('recovery-refused');
  const { recoveryPk } = agreement;
  if (before.agreed.some((one) => equalBytes(one.recoveryPk, recoveryPk)))
    return ok({ recovery: before, holders });
  const { person, day } = acting;
  if (before.agreed.length >= 2 || before.agreed.some((one) => one.person === person))
    return fail('recovery-agreed');
  const agreed = [...before.agreed, { person, recoveryPk, agreement: agreement.bytes }];
  const uses = agreed.length === 2 ? usesOf(before, agreed, day) : [];
  if (agreed.length === 2 && uses.length === 0) return fail('recovery-other-holders');
  const document = encodeUses(uses);
  const use = agreed.length === 2 ? { document, day } : undefined;
  const becomes = { ...before, agreed, ...(use && { use }) };
  const doing = { actor: person, day, action: 'agree' } as const;
  const { recovery, writes } = recoveries.putRecovery(caseId, before, becomes, doing);
  const written = await writeLogged(place, writes, use);
  if (written.ok) return ok({ recovery, holders });
  return tries === 0 ? fail('conflict') : agree(place, caseId, agreement, acting, tries - 1);
}

/** The same two may have opened the same letters on this day before: an equal leaf is in the log, and says it of this time. */
async function writeLogged(
  { dynamo, county }: Place,
  writes: readonly Write[],
  use: recoveries.StoredRecovery['use'],
): Promise<Written> {
  if (!use) return dynamo.transact(writes);
  const logged = enterStructure(leafOfUse(county, use.document, use.day), use.document);
  const written = await dynamo.transact([...writes, ...logged]);
  const isInLog = !written.ok && written.failed.every((i) => i >= writes.length);
  return isInLog ? dynamo.transact(writes) : written;
}

/** Whether an agreement is to this very request, with the key that they registered, signed with the one they enrolled. */
function isTheirs(
  agreement: SignedAgreement,
  { ask }: recoveries.StoredRecovery,
  officer: Held['officer'],
): boolean {
  return (
    equalBytes(agreement.ask, sha256(ask)) &&
    equalBytes(agreement.recoveryPk, officer.recovery.pk) &&
    agreement.officerId === officer.id &&
    isSignedAt(officer, agreement)
  );
}

/** The records that both of two holders hold, in order. */
function usesOf(
  { SK, asked }: recoveries.StoredRecovery,
  agreed: recoveries.StoredRecovery['agreed'],
  day: number,
): RecoveryUse[] {
  return asked.flatMap(({ seq, direction, keys }): RecoveryUse[] => {
    const places = agreed.map(({ recoveryPk }) => placeAmong(keys, recoveryPk)).sort((a, b) => a - b);
    const [a = 0, b = 0] = places;
    return a > 0 && b > a ? [{ caseId: bytesOf(SK), direction, seq, day, holders: [a, b] }] : [];
  });
}

type Register = Awaited<ReturnType<typeof readRegister>>;

/** A request as one of its holders finds it, with the keys that they registered at the office they come from. */
export interface Held extends WithHolders {
  readonly officer: Enrolled & { readonly recovery: { readonly pk: Uint8Array } };
}

/** The request for whoever holds a key of one of its records, registered still, and does not keep away from the case. */
export async function readHeld(
  { dynamo, county }: Place,
  caseId: Id,
  by: Pick<Acting, 'person' | 'office'>,
): Promise<Result<Held>> {
  const keys = [items.headKey(caseId), recoveries.recoveryKey(caseId)];
  const [head, found] = await dynamo.batchGet(keys.map((key) => ({ table: 'cases' as const, key })));
  if (!found || !head) return fail('recovery-gone');
  const recovery = recoveries.StoredRecovery.parse(found);
  return heldBy(by, recovery, items.StoredHead.parse(head), await readRegister(dynamo, county));
}

function heldBy(
  by: Pick<Acting, 'person' | 'office'>,
  recovery: recoveries.StoredRecovery,
  head: items.StoredHead,
  register: Register,
): Result<Held> {
  const officer = asHolder(by, recovery, register);
  if (!officer) return fail('recovery-not-holder');
  if (isErased(head.state)) return fail('recovery-gone');
  if (isRecused(head, recovery.SK, by.person)) return fail('tip-recused');
  return ok({ recovery, holders: holdersFor(register, recovery.office), officer });
}

/** Whoever may hold for the office that asks, and registered a key of one of these records; undefined for anybody else. */
function asHolder(
  { person, office }: Pick<Acting, 'person' | 'office'>,
  recovery: recoveries.StoredRecovery,
  register: Register,
): Held['officer'] | undefined {
  const officer = enrolledAs(register, office, person);
  const own = officer?.recovery;
  const mayHold = holderOffices(recovery.office).some((one) => sameOffice(one, office));
  return officer && own && mayHold && holds(recovery, own.pk) ? { ...officer, recovery: own } : undefined;
}

/** Cases of one look. */
const HEADS_AT_ONCE = 100;

/** The requests to which a holder may agree: never of a case that they keep away from. */
export async function recoveriesOf(
  { dynamo, county }: Place,
  by: Pick<Acting, 'person' | 'office'>,
): Promise<WithHolders[]> {
  const register = await readRegister(dynamo, county);
  const theirs = (await readRecoveries(dynamo)).filter((one) => asHolder(by, one, register));
  const found: WithHolders[] = [];
  for (let from = 0; from < theirs.length; from += HEADS_AT_ONCE) {
    const some = theirs.slice(from, from + HEADS_AT_ONCE);
    const keys = some.map(({ SK }) => ({ table: 'cases' as const, key: items.headKey(SK) }));
    for (const [i, head] of (await dynamo.batchGet(keys)).entries()) {
      const recovery = some[i];
      const held = head && recovery && heldBy(by, recovery, items.StoredHead.parse(head), register);
      if (held?.ok) found.push(held.value);
    }
  }
  return found;
}

/** Puts a holder's parts down, sealed to the asking office, once the log has the use; again in place of those before. */
export async function handOn(
  place: Place,
  caseId: Id,
  sent: { recoveryPk: Uint8Array; sealed: Uint8Array },
  acting: Acting,
  tries = MORE_TRIES,
): Promise<Result<WithHolders>> {
  const standing = await readHeld(place, caseId, acting);
  if (!standing.ok) return standing;
  const { recovery: before, holders } = standing.value;
  const { person, day } = acting;
  const { recoveryPk } = sent;
  const hasAgreed = before.agreed.some(
    (one) => one.person === person && equalBytes(one.recoveryPk, recoveryPk),
  );
  if (!hasAgreed) return fail('recovery-not-holder');
  if (before.parts.some(({ sealed }) => equalBytes(sealed, sent.sealed)))
    return ok({ recovery: before, holders });
  if (!(await isLogged(place, before))) return fail('recovery-waiting');
  const others = before.parts.filter((one) => !equalBytes(one.recoveryPk, recoveryPk));
  const becomes = { ...before, parts: [...others, sent] };
  const doing = { actor: person, day, action: 'hand-on' } as const;
  const { recovery, writes } = recoveries.putRecovery(caseId, before, becomes, doing);
  const written = await place.dynamo.transact(writes);
  if (written.ok) return ok({ recovery, holders });
  return tries === 0 ? fail('conflict') : handOn(place, caseId, sent, acting, tries - 1);
}
