import { fail, ok, type Result } from '../result';
import type { AreaCode } from './code';
import { type AreaChange, type AreaRow, type AreaTree, REACH } from './contract';
import { checkAreas } from './import';

/** What differs between the areas that stand and those to come, in code order. */
export function changesBetween(before: readonly AreaRow[], after: readonly AreaRow[]): AreaChange[] {
  const stood = new Map(before.map((area) => [area.code, area]));
  const stays = new Set(after.map((area) => area.code));
  const changes = after.flatMap((area) => changeOf(stood.get(area.code), area));
  const gone = before
    .filter((area) => !stays.has(area.code))
    .map(({ code, name }): AreaChange => ({ code, name, change: 'gone' }));
  return [...changes, ...gone].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function changeOf(was: AreaRow | undefined, area: AreaRow): AreaChange[] {
  const { code, name } = area;
  if (!was) return [{ code, name, change: 'new' }];
  if (was.name !== name) return [{ code, name, change: 'renamed', was: was.name }];
  if ((was.letters ?? 'on') !== (area.letters ?? 'on')) {
    return [{ code, name, change: 'letters', was: was.letters === 'off' ? '停' : '开' }];
  }
  if (REACH.every((part) => was[part] === area[part])) return [];
  const stood = REACH.flatMap((part) => (was[part] === area[part] ? [] : (was[part] ?? [])));
  return [{ code, name, change: 'phone', ...(stood.length > 0 && { was: stood.join('，') }) }];
}

/**
 * The tree that follows from an import, and what changes by it. `from` is the version it was decided from; an
 * import that changes nothing is answered with the tree that stands, whatever it was decided from.
 */
export function nextTree(
  before: AreaTree | undefined,
  county: AreaCode,
  from: number,
  areas: readonly AreaRow[],
): Result<{ tree: AreaTree; changes: AreaChange[] }> {
  const { rows, errors } = checkAreas(areas, county);
  if (errors.length > 0) {
    const fields = errors.map(({ row, wrong, mend }) => ({
      path: pathOf(row),
      message: `${wrong}。${mend}。`,
    }));
    return fail('areas-unfit', fields.slice(0, 20));
  }
  const after = withReach(before?.areas ?? [], rows);
  const changes = changesBetween(before?.areas ?? [], after);
  if (before && changes.length === 0) return ok({ tree: before, changes });
  const version = before?.version ?? 0;
  if (version !== from) return fail('conflict');
  return ok({ tree: { county, version: version + 1, areas: after }, changes });
}

/** A table without telephones, addresses or the switch says nothing of them: those that stand stay. */
function withReach(before: readonly AreaRow[], rows: readonly AreaRow[]): AreaRow[] {
  const stood = new Map(before.map((area) => [area.code, area]));
  return rows.map((row) => {
    const was = stood.get(row.code);
    const kept = ([...REACH, 'letters'] as const).flatMap((part) =>
      row[part] === undefined && was?.[part] !== undefined ? [[part, was[part]] as const] : [],
    );
    return { ...row, ...Object.fromEntries(kept) };
  });
}

function pathOf(row: number): string {
  return row === 0 ? 'areas' : `areas.${row - 1}`;
}
