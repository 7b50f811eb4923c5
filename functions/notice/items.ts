import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import {
  LoggedVersion,
  NoticeText,
  type OfficeNotice,
  OfficeNoticeLine,
  type OfficeNoticeLine as Line,
} from '#shared/notice/notice';
import { FROM, type NoticeCommand } from '#shared/notice/rules';
import { type Due, putDue, removeDue } from '../platform/due';
import {
  ABSENT,
  atRevision,
  both,
  check,
  type Condition,
  equals,
  type Key,
  put,
  remove,
  type Write,
} from '../platform/item';

// All in `affairs`, in the area's own partition.
const partition = (area: AreaCode): string => `VILLAGE#${area}`;

/** What a notice's next change is conditional on, and what a list shows of it. */
export const headKey = (area: AreaCode, id: Id): Key => ({ PK: partition(area), SK: `NOTICE#${id}#HEAD` });
export const StoredLine = OfficeNoticeLine;
export const StoredHead = OfficeNoticeLine.extend({
  versions: z.array(LoggedVersion),
  /** SHA-256 of the draft it was made from: the same draft again is the same notice. */
  draftHash: z.string(),
  auditHash: z.string(),
  /** SHA-256 of the files that people could read in any version. */
  files: z.array(z.string()),
  /** As which publication of its area it was published, from 1; absent before. */
  ordinal: z.number().optional(),
  /** The request that wrote it last; absent where a schedule did. */
  request: z.string().optional(),
});
export type StoredHead = z.output<typeof StoredHead>;

/** Asks that people still read this version of a notice. */
export function stillReads(area: AreaCode, id: Id, version: number): Write {
  return check('affairs', headKey(area, id), both(equals('version', version), equals('stands', 'published')));
}

/** The text of one version. A draft's text lies at version 1. */
export const sourceKey = (area: AreaCode, id: Id, version: number): Key => ({
  PK: partition(area),
  SK: `NOTICE#${id}#v${version}`,
});
export const StoredSource = z.object({ text: NoticeText });

/** The same line under the time it was drafted: the office's list is one Query. */
const LINES = 'NOTICELINE#';
const cursorOf = ({ createdAt, id }: Pick<Line, 'createdAt' | 'id'>): string =>
  `${String(createdAt).padStart(10, '0')}#${id}`;
const lineKey = (line: Line): Key => ({ PK: partition(line.area), SK: `${LINES}${cursorOf(line)}` });

/** The range of the office's list after a cursor, and the cursor after a line. */
export const lineRange = (area: AreaCode, after: string | undefined) => ({
  PK: partition(area),
  begins: LINES,
  newest: true,
  ...(after && { after: `${LINES}${after}` }),
});
export const cursorAfter = cursorOf;

/** How many notices the area has published; every rewriting of its list documents is conditional on it. */
export const listKey = (area: AreaCode): Key => ({ PK: partition(area), SK: 'NOTICES' });
export const StoredList = z.object({ published: z.number(), revision: z.number() });
export type StoredList = z.output<typeof StoredList>;

export function putList(area: AreaCode, published: number, revision: number): Write {
  return put('affairs', { ...listKey(area), published, revision: revision + 1 }, atRevision(revision));
}

/** Writes a new notice: nothing may lie there. */
export function createNotice(head: StoredHead, line: Line, text: NoticeText): Write[] {
  return [
    put('affairs', headItem(head), ABSENT),
    put('affairs', { ...lineKey(line), ...line }),
    put('affairs', { ...sourceKey(head.area, head.id, head.version), text }),
  ];
}

/** Writes a notice over the one it was decided from; its text only where the text is another. */
export function changeNotice(
  command: NoticeCommand,
  before: OfficeNotice,
  head: StoredHead,
  line: Line,
  text: NoticeText,
): Write[] {
  const source = put('affairs', { ...sourceKey(head.area, head.id, head.version), text });
  return [
    put('affairs', headItem(head), mayStart(command, before.revision)),
    put('affairs', { ...lineKey(line), ...line }),
    ...(text === before.text ? [] : [source]),
  ];
}

/** Removes the text of every version before the one that stands. */
export function removeOlderTexts({ area, id, version }: OfficeNotice): Write[] {
  return Array.from({ length: version - 1 }, (_, i) => remove('affairs', sourceKey(area, id, i + 1)));
}

/** Removes a draft that nobody has seen. */
export function removeDraft(before: OfficeNotice, line: Line): Write[] {
  const { area, id, revision, version } = before;
  return [
    remove('affairs', headKey(area, id), mayStart('discard', revision)),
    remove('affairs', lineKey(line)),
    remove('affairs', sourceKey(area, id, version)),
  ];
}

function headItem(head: StoredHead) {
  return { ...headKey(head.area, head.id), ...head, stands: head.state.kind };
}

/** Stands at the revision, in one of the states the command may start from. */
function mayStart(command: NoticeCommand, revision: number): Condition {
  const names = FROM[command].map((kind, i) => [`:from${i}`, kind] as const);
  const expression = `stands IN (${names.map(([name]) => name).join(', ')})`;
  return both(atRevision(revision), { expression, values: Object.fromEntries(names) });
}

/** Moves the notice's mark in the schedule. */
export function moveDue(county: AreaCode, before: OfficeNotice, after: OfficeNotice): Write[] {
  const old = dueOf(before);
  const next = dueOf(after);
  if (old?.at === next?.at) return [];
  return [...(old ? [removeDue(county, old)] : []), ...(next ? [putDue(county, next)] : [])];
}

function dueOf({ area, id, state }: OfficeNotice): Due | undefined {
  return state.kind === 'scheduled' ? { at: state.publishAt, kind: 'notice', area, id } : undefined;
}
