import { compareRoll, type RollEntry } from '#shared/roll/contract';
import { COLUMNS, type Finding, type RollColumn } from '#shared/roll/problem';
import { type NumberedRow, sortOut } from '#shared/roll/table';
import { type Outcome, send } from '../../platform/request';
import { readEntries } from '../../platform/roll-entries';
import { certifiedAway, changesOf, type Place, standsElsewhere } from './compare';
import { readOccasion } from './read-roll';

/** What was typed of a person, by the columns of the form. */
export type Typed = Partial<Record<RollColumn, string>>;

/** One person held against the rules and the roll that stands; nothing is written. */
export interface CheckedRow {
  findings: readonly Finding[];
  /** Absent while something is wrong. */
  row?: NumberedRow['value'];
  /** Whom this number has on the roll already. */
  standing?: RollEntry;
  /** What would read otherwise on the roll. */
  changes: string;
}

/** Checks a row that was typed by hand with all that checks a row of a table. */
export async function checkRow(typed: Typed, place: Place): Promise<Outcome<CheckedRow>> {
  const occasion = await readOccasion(place.area);
  if (!occasion.ok) return occasion;
  const lines = [{ row: 1, cells: typed }];
  const { rows, findings } = sortOut({ kind: 'table', lines }, occasion.value);
  const [one] = rows;
  if (!one) return { ok: true, value: { findings, changes: '' } };
  const [compared, entries] = await Promise.all([
    send(compareRoll, { params: { area: place.area }, body: { idNumbers: [one.value.idNumber] } }),
    readEntries(place.area, place.head, () => undefined),
  ]);
  if (!compared.ok) return compared;
  if (!entries.ok) return entries;
  const { entry, elsewhere, certified } = compared.value.people[0] ?? {};
  if (certified) findings.push(certifiedAway(one, certified));
  if (elsewhere !== undefined) findings.push(standsElsewhere(one, place.tree, elsewhere));
  const standing = entries.value.find((known) => known.entry === entry);
  return {
    ok: true,
    value: {
      findings,
      ...(elsewhere === undefined && { row: one.value }),
      ...(standing && { standing }),
      changes: standing ? changesOf(standing, one.value) : '',
    },
  };
}

/** What is wrong in a column and what to do, as its field says it. */
export function errorIn(findings: readonly Finding[], column: RollColumn): string | undefined {
  const found = findings.find((one) => one.weight === 'error' && one.column === COLUMNS[column]);
  return found && `${found.wrong}。${found.mend}`;
}
