import type { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import { COMPARED_AT_ONCE, compareRoll, type RollEntry, type RollHead } from '#shared/roll/contract';
import { type Finding, finding } from '#shared/roll/problem';
import type { RollRow } from '#shared/roll/row';
import type { NumberedRow } from '#shared/roll/table';
import { areaName } from '../../platform/areas';
import { type Outcome, send } from '../../platform/request';
import { type Progress, readEntries } from '../../platform/roll-entries';

/** Whose roll it is, and what stands. */
export interface Place {
  area: AreaCode;
  head: RollHead;
  tree: AreaTree;
}

/** A person whose entry will read otherwise, with what changes. */
export interface ChangedRow extends NumberedRow {
  changes: string;
}

/** A table beside the roll that stands. */
export interface Comparison {
  /** All who can be written: new, changed and the same. */
  rows: NumberedRow[];
  added: NumberedRow[];
  changed: ChangedRow[];
  same: NumberedRow[];
  /** Who stands on the roll and not in the table. */
  gone: RollEntry[];
  /** Rows of people whom another village has on its roll, or who have a certificate to register there. */
  elsewhere: Finding[];
  /** Groups that the roll that stands has not; empty where none stands. */
  newGroups: string[];
}

/** Holds the rows of a table against the roll that stands and those of the other villages. */
export async function compareRows(
  place: Place,
  rows: readonly NumberedRow[],
  progress: Progress,
): Promise<Outcome<Comparison>> {
  const standing = await readEntries(place.area, place.head, progress);
  if (!standing.ok) return standing;
  const gone = new Map(standing.value.map((entry) => [entry.entry, entry]));
  const found: Comparison = {
    rows: [],
    added: [],
    changed: [],
    same: [],
    gone: [],
    elsewhere: [],
    newGroups: [],
  };
  const groups = new Set(standing.value.map(({ group }) => group));
  for (let at = 0; at < rows.length; at += COMPARED_AT_ONCE) {
    progress(`正在和现在的名单比对，${at} / ${rows.length} 人`, at / rows.length);
    const some = rows.slice(at, at + COMPARED_AT_ONCE);
    const body = { idNumbers: some.map(({ value }) => value.idNumber) };
    const answer = await send(compareRoll, { params: { area: place.area }, body });
    if (!answer.ok) return answer;
    for (const [i, one] of some.entries()) {
      const { entry, elsewhere, certified } = answer.value.people[i] ?? {};
      if (certified) found.elsewhere.push(certifiedAway(one, certified));
      if (elsewhere !== undefined) found.elsewhere.push(standsElsewhere(one, place.tree, elsewhere));
      else sort(found, one, entry && gone.get(entry));
      if (entry) gone.delete(entry);
    }
  }
  found.gone = [...gone.values()];
  if (groups.size > 0)
    found.newGroups = [...new Set(rows.map(({ value }) => value.group))].filter((one) => !groups.has(one));
  return { ok: true, value: found };
}

/** Somebody whom another village has on its roll. */
export function standsElsewhere({ row, value }: NumberedRow, tree: AreaTree, elsewhere: AreaCode): Finding {
  const village = areaName(tree, elsewhere);
  const shown = `尾号 ${value.idNumber.slice(-4)}`;
  return { ...finding('id-elsewhere', row, shown, village), name: value.name };
}

type Certified = { number: number; to: string; issuedOn: string };

/** Somebody with this village's certificate that they register elsewhere. */
export function certifiedAway({ row, value }: NumberedRow, { number, to, issuedOn }: Certified): Finding {
  const shown = `尾号 ${value.idNumber.slice(-4)}`;
  const detail = `${issuedOn} 第 ${number} 号，去${to}`;
  return { ...finding('id-certified', row, shown, detail), name: value.name };
}

function sort(found: Comparison, one: NumberedRow, was: RollEntry | undefined): void {
  found.rows.push(one);
  if (!was) found.added.push(one);
  else {
    const changes = changesOf(was, one.value);
    if (changes === '') found.same.push(one);
    else found.changed.push({ ...one, changes });
  }
}

/** What a row would change of an entry; empty where nothing. */
export function changesOf(was: RollEntry, is: RollRow): string {
  const pairs = [
    [was.name, is.name],
    [was.group, is.group],
    [was.category, is.category],
    [was.agreed ?? '没有会议同意', is.agreed ?? '没有会议同意'],
    [was.unregisteredAtHome ? '有证明' : '没有证明', is.unregisteredAtHome ? '有证明' : '没有证明'],
    [was.member ? '党员' : '不是党员', is.member ? '党员' : '不是党员'],
    [was.remark ?? '没有备注', is.remark ?? '没有备注'],
  ] as const;
  return pairs.flatMap(([before, after]) => (before === after ? [] : [`${before} → ${after}`])).join('；');
}
