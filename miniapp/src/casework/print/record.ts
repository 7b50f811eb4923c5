import { entryOf } from '#shared/directory/directory';
import { DISCIPLINE, type Office } from '#shared/directory/office';
import { dateOfDay, sayDate } from '#shared/time';
import { wordsOf } from '#shared/tip/content';
import { safeName } from '#shared/tip/file-kind';
import { noteText } from '#shared/tip/note';
import { chainHash } from '#shared/tip/record';
import { reprisalsIn, standingOf } from '#shared/tip/standing';
import { STATES } from '#shared/tip/state';
import { goesWords, MATTER_WORDS, STATE_WORDS, SUBJECT_WORDS } from '#shared/tip/words';
import { inFours } from '#shared/transparency/paper-code';
import { sizeWords } from '../../components/letter-files';
import { today } from '../../platform/clock';
import { filesOf } from '../../platform/enclosed';
import { noteWords } from '../case/notes';
import { nameOf } from '../names';
import { leadOf, type OpenCase } from '../opening';
import { statusWords, withheldWords } from '../said';
import { caseLabel } from '../words';
import type { Paper } from './paper';

/** A place of the chain as it stands on paper. */
export interface PaperLine {
  readonly seq: number;
  readonly day: string;
  readonly who: string;
  /** What was done by it. */
  readonly act?: string;
  readonly text: string;
  /** The enclosed files: by name and size, never what is in them. */
  readonly files: readonly string[];
  /** The record's hash, in groups of four. */
  readonly hash: string;
}

/** A day on paper always has its year: paper lies for years. */
export function paperDay(day: number): string {
  return sayDate(dateOfDay(day), 0);
}

/** The name of an office, as the directory has it. */
function officeCalled({ directory }: OpenCase, office: Office | undefined): string {
  return (office && entryOf(directory, office, today())?.name) ?? '办公室';
}

/** What the case is about, who has it and where it stands: names and values of a table. */
export function factsOf({ open, withName }: Paper): readonly (readonly [string, string])[] {
  const { view, first } = open;
  const { days } = standingOf(open.entries, view.records);
  const steps = STATES.flatMap((state) => {
    const day = days[state];
    return day === undefined ? [] : [`${paperDay(day)}${STATE_WORDS[state]}`];
  });
  return [
    ['编号', caseLabel(view.case)],
    ['主办', leadOf(open)?.name ?? '办公室'],
    ['现在', STATE_WORDS[view.state.state]],
    ['经过', steps.join('，')],
    ...(view.due ? ([['期限', `最晚${paperDay(view.due.day)}。${view.due.law}`]] as const) : []),
    ['说的事', first?.matter ? MATTER_WORDS[first.matter] : '没有说'],
    ['说的是谁', first?.subject ? SUBJECT_WORDS[first.subject] : '没有说'],
    ['来信人', writerWords(open, withName)],
  ];
}

function writerWords({ first }: OpenCase, withName: boolean): string {
  if (!first) return '第一封信打不开，不知道留没留名';
  if (!first.name) return '没有留名，不追查来信人';
  return withName ? `${first.name.name}，电话 ${first.name.phone}` : '留了名，这份纸上没有印';
}

/** Every record of the thread in order, also those that cannot be read, and the end that is proposed. */
export function linesOf({ open }: Paper): readonly PaperLine[] {
  return [...threadOf(open), ...proposedOf(open)];
}

/** An end that waits for a second officer is no word to the writer yet, and says so. */
function proposedOf({ proposal, view, records }: OpenCase): PaperLine[] {
  if (!proposal) return [];
  const { entry, record } = proposal;
  return [
    {
      seq: records.length,
      day: paperDay(view.proposed?.day ?? view.state.received),
      who: '',
      act: '提出办结，还没有确认',
      text: entry?.ok ? wordsOf(entry.content) : withheldWords(entry?.flaw ?? 'content'),
      files: [],
      hash: hashOf(record),
    },
  ];
}

function threadOf(open: OpenCase): readonly PaperLine[] {
  const { entries, records, view } = open;
  const reprisals = reprisalsIn(entries);
  return records.map((record, seq): PaperLine => {
    const entry = entries[seq];
    const place = { seq, day: paperDay(view.records[seq]?.day ?? view.state.received), hash: hashOf(record) };
    if (!entry?.ok) return { ...place, who: '', text: withheldWords(entry?.flaw ?? 'content'), files: [] };
    const { content } = entry;
    const office = officeCalled(open, record.head?.office);
    const line = {
      ...place,
      who: entry.direction === 0 ? (content.kind === 'first' ? '来信人' : '来信人补充') : office,
      text: wordsOf(content),
      files: filesOf(record, content)?.map(({ enclosure }) => fileWords(enclosure)) ?? [
        '文件对不上，没有列出',
      ],
    };
    if (content.kind === 'status') return { ...line, act: statusWords(content.said) };
    if (reprisals.includes(seq)) return { ...line, act: '说因为这封信受到打击报复' };
    if (content.kind !== 'transfer') return line;
    return { ...line, act: goesWords(content.said, (one) => officeCalled(open, one)) };
  });
}

function fileWords({ name, length }: { readonly name: string; readonly length: number }): string {
  return `${safeName(name)}，${sizeWords(length)}`;
}

function hashOf(record: Parameters<typeof chainHash>[0]): string {
  return inFours(chainHash(record)).join(' ');
}

/** The internal notes in order, where they are to be on the paper. */
export function notesOf({ notes }: Paper): readonly PaperLine[] | undefined {
  return notes?.of.notes.map((note, i): PaperLine => {
    const { of, names } = notes;
    const day = of.view.records[i]?.day;
    const record = of.records[i];
    const isRemark = note.ok && note.said.note === 'remark';
    return {
      seq: note.seq,
      day: day === undefined ? '' : paperDay(day),
      who: note.ok ? nameOf(names, note.signerId) : '',
      ...(isRemark ? {} : { act: noteWords(note, names) }),
      text: note.ok ? noteText(note.said) : '',
      files: [],
      hash: record ? hashOf(record) : '',
    };
  });
}

/** Under which rule what the paper says is kept. */
export function secrecyOf({ office }: Paper): string {
  return office.kind === DISCIPLINE
    ? '检举控告工作规则第四十七条：来信人的情况和信的内容严格保密，严禁转给或者告诉信里说到的人和单位。'
    : '信访工作条例第三十条：来信人的材料和情况，不得透露或者转给信里说到的人和单位。';
}
