import { bytesOf, equalBytes } from '#shared/crypto/bytes';
import { H } from '#shared/crypto/hash';
import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';

/** Of a case: who keeps away from it, and of which office they are. */
export interface Case {
  readonly recused?: readonly { readonly who: Uint8Array; readonly office: Office }[] | undefined;
}

/** Of a line of an inbox. */
interface Line {
  readonly case: Id;
  readonly recused?: readonly Uint8Array[] | undefined;
}

/**
 * Who keeps away from a case, as the server keeps it: a hash of the case and the person, so that whoever comes by the
 * cases alone learns neither who it is nor that two cases have somebody in common.
 */
export function recusalMark(caseId: Id, person: Id): Uint8Array {
  return H('tip/recused', bytesOf(caseId), bytesOf(person)).slice(0, 16);
}

/** Whether a person keeps away from a case. */
export function isRecused({ recused = [] }: Case, caseId: Id, person: Id): boolean {
  return recused.some(({ who }) => equalBytes(who, recusalMark(caseId, person)));
}

/** The same of a line of an inbox. */
export function isRecusedFrom({ case: id, recused = [] }: Line, person: Id): boolean {
  return recused.some((who) => equalBytes(who, recusalMark(id, person)));
}

/** How many of an office keep away from a case. */
export function recusedAt({ recused = [] }: Case, office: Office): number {
  return recused.filter((one) => sameOffice(one.office, office)).length;
}
