/** Whom a letter concerns, by its writer's answers; apart from the directory, for phones that cannot read one. */
import { type AreaLevel, LEVELS, levelOf } from '../area/code';
import { DISCIPLINE, ELECTION, type Office, type OfficeKind } from '../directory/office';
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
export function concerns({ area, kind }: Office, about: Concern): boolean {
  const level = levelOf(area);
  return level !== undefined && leavesOut(about, level, kind);
}

const KINDS = [DISCIPLINE, ELECTION] as const;

/** Whether two letters concern the very same offices: then wherever one of them may go, the other one may. */
export function concernAlike(one: Concern, other: Concern): boolean {
  return LEVELS.every((level) =>
    KINDS.every((kind) => leavesOut(one, level, kind) === leavesOut(other, level, kind)),
  );
}

function leavesOut({ subject, avoid = [] }: Concern, level: AreaLevel, kind: OfficeKind): boolean {
  const bySubject: readonly LeftOut[] = subject ? LEFT_OUT_BY_SUBJECT[subject] : [];
  const leftOut: readonly LeftOut[] = [...bySubject, ...avoid.map((one) => LEFT_OUT_BY_WRITER[one])];
  return leftOut.some((one) => one.level === level && (one.kind === undefined || one.kind === kind));
}
