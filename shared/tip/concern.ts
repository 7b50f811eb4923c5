/** Whom a letter concerns, by its writer's answers; apart from the directory, for phones that cannot read one. */
import { levelOf } from '../area/code';
import type { Office } from '../directory/office';
import type { Avoided, Subject } from './content';
import { LEFT_OUT_BY_SUBJECT, LEFT_OUT_BY_WRITER, type LeftOut } from './routes';

/** What of the answers says whom a letter concerns; the first letter of a case carries it sealed. */
export interface Concern {
  readonly subject?: Subject | undefined;
  readonly avoid?: readonly Avoided[] | undefined;
}

/**
 * Whether a letter concerns an office: then no key of the office may ever open it, at sealing, transfer, merge,
 * escalation or recovery.
 */
export function concerns(office: Office, { subject, avoid = [] }: Concern): boolean {
  const bySubject: readonly LeftOut[] = subject ? LEFT_OUT_BY_SUBJECT[subject] : [];
  const leftOut: readonly LeftOut[] = [...bySubject, ...avoid.map((one) => LEFT_OUT_BY_WRITER[one])];
  return leftOut.some(
    ({ level, kind }) => level === levelOf(office.area) && (kind === undefined || kind === office.kind),
  );
}
