import type { Id } from '#shared/ids';
import type { Protected } from '#shared/tip/clarification';
import type { EverTied } from '../merging';
import type { OpenCase } from '../opening';

/** What the writers of a case and of all that was ever tied to it wrote, so that none of it goes on paper. */
export interface Written {
  readonly writers: Protected;
  /** The cases of which something that their writers wrote cannot be read here: what they left is not known. */
  readonly unread: readonly Id[];
}

/** What is to be kept from whoever a clarification in this case goes to. */
export function writtenIn(open: OpenCase, { members, unopened }: EverTied): Written {
  const cases = [open, ...members.map((one) => one.open)];
  const dark = cases.filter((one) => !isRead(one)).map(({ view }) => view.case);
  return {
    writers: {
      letters: cases.flatMap(lettersOf),
      names: cases.flatMap(({ first }) => first?.name ?? []),
    },
    unread: [...new Set([...dark, ...unopened])],
  };
}

/** Whether all that may be its writer's was opened; what no head tells of may be theirs. */
function isRead({ first, entries, records }: OpenCase): boolean {
  return first !== undefined && entries.every((entry, i) => entry.ok || records[i]?.head?.direction === 1);
}

/** All that a case's writer wrote. */
function lettersOf({ entries }: OpenCase): string[] {
  return entries.flatMap((entry) =>
    entry.ok && entry.direction === 0 && 'text' in entry.content.said ? [entry.content.said.text] : [],
  );
}
