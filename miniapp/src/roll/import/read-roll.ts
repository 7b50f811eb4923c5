import type { AreaCode } from '#shared/area/code';
import { readTimetable } from '#shared/election/contract';
import { listMinutes } from '#shared/meeting/contract';
import { consentDays } from '#shared/meeting/rules';
import { occasionOf, type RollOccasion } from '#shared/roll/occasion';
import type { RollColumn } from '#shared/roll/problem';
import { beginSorting, ROLL_HEADINGS, type RollReading } from '#shared/roll/table';
import { readTable, tableOf, type TableReading } from '#shared/table';
import { dateOfDay } from '#shared/time';
import { today } from '../../platform/clock';
import { fetchOnce } from '../../platform/read';
import { type Outcome, send } from '../../platform/request';
import { textOf } from '../../platform/text-file';
import type { Progress } from '../../platform/roll-entries';
import { type Comparison, compareRows, type Place } from './compare';

/** A table that was chosen: a file, or text that was pasted. */
export interface Chosen {
  name: string;
  source: Blob | string;
}

/** What is known of a chosen table before anything is written. */
export interface Checked extends Comparison {
  name: string;
  findings: RollReading['findings'];
  occasion: RollOccasion;
  /** What was read of the file when it is not all of it. */
  sheetNote: string;
}

const LINES_AT_ONCE = 500;

/** Lets the page draw and answer between two parts of long work. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Reads a chosen table, holds every row against the rules and the roll that stands, and writes nothing. */
export async function checkRoll(
  { name, source }: Chosen,
  place: Place,
  progress: Progress,
): Promise<Outcome<Checked>> {
  const occasion = await readOccasion(place.area);
  if (!occasion.ok) return occasion;
  const { table, sheetNote } = await openTable(source, progress);
  const { reading, of, take } = beginSorting(table, occasion.value);
  for (let taken = 0; taken < of; ) {
    taken = take(LINES_AT_ONCE);
    progress(`正在核对，${taken} / ${of} 行`, taken / of);
    await pause();
  }
  const compared = await compareRows(place, reading.rows, progress);
  if (!compared.ok) return compared;
  const { elsewhere } = compared.value;
  const findings = [...reading.findings, ...elsewhere].sort((a, b) => a.row - b.row);
  return { ok: true, value: { ...compared.value, name, findings, occasion: occasion.value, sheetNote } };
}

/** What the rows of a village's roll are held against. */
export async function readOccasion(area: AreaCode): Promise<Outcome<RollOccasion>> {
  const timetable = await fetchOnce(readTimetable, { params: { area } });
  const now = dateOfDay(today());
  if (!timetable.ok) {
    return timetable.problem.code === 'not-found'
      ? { ok: true, value: occasionOf(now, undefined) }
      : timetable;
  }
  const held = await send(listMinutes, { params: { area } });
  if (!held.ok && held.problem.code !== 'not-found') return held;
  const consented = held.ok ? consentDays(held.value.minutes, timetable.value.term) : [];
  return { ok: true, value: occasionOf(now, timetable.value, consented) };
}

interface Opened {
  table: TableReading<RollColumn>;
  sheetNote: string;
}

async function openTable(source: Blob | string, progress: Progress): Promise<Opened> {
  progress('正在打开文件', 0);
  if (typeof source === 'string') return { table: readTable(source, ROLL_HEADINGS), sheetNote: '' };
  // Only who opens a workbook loads what reads it.
  const [{ readXlsx }, { looksLikeText, FILE_AT_MOST }] = await Promise.all([
    import('#shared/sheet/read-xlsx'),
    import('#shared/sheet/package'),
  ]);
  const isText = looksLikeText(new Uint8Array(await source.slice(0, 8).arrayBuffer()));
  if (isText && source.size <= FILE_AT_MOST)
    return { table: readTable(await textOf(source), ROLL_HEADINGS), sheetNote: '' };
  const bytes = new Uint8Array(await source.slice(0, FILE_AT_MOST + 1).arrayBuffer());
  const read = await readXlsx(bytes, (share) => {
    progress('正在打开文件', share);
    return pause();
  });
  if (read.kind === 'refused') {
    const { wrong, mend } = read;
    return { table: { kind: 'unreadable', row: 0, wrong, mend }, sheetNote: '' };
  }
  const sheetNote = read.others > 0 ? `只读了“${read.name}”这张表，另外 ${read.others} 张没有读` : '';
  return { table: tableOf(read.lines, ROLL_HEADINGS), sheetNote };
}
