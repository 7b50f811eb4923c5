import { type AreaCode, countyOf, levelOf, townOf } from '#shared/area/code';
import type { AreaRow, AreaTree } from '#shared/area/contract';
import type { Village } from './settings';

function rowOf(tree: AreaTree, code: string): AreaRow | undefined {
  return tree.areas.find((row) => row.code === code);
}

/** A village of the tree with the names above it and whom to ring: its own committee, else its town, else its county. */
export function villageOf(tree: AreaTree, code: AreaCode): Village | undefined {
  const row = rowOf(tree, code);
  if (!row || levelOf(row.code) !== 'village') return undefined;
  const town = rowOf(tree, townOf(code));
  const county = rowOf(tree, countyOf(code));
  const who = [
    { phone: row.phone, office: '村民选举委员会' },
    { phone: town?.phone, office: `${town?.name ?? '镇'}换届办` },
    { phone: county?.phone, office: `${county?.name ?? '县'}换届办` },
  ].find((one) => one.phone !== undefined);
  return {
    code,
    name: row.name,
    town: town?.name ?? '',
    county: county?.name ?? '',
    ...(who?.phone ? { phone: who.phone, office: who.office } : {}),
  };
}

/** The towns of the tree, or the villages of a town, in code order. */
export function areasBelow(tree: AreaTree, code?: AreaCode): AreaRow[] {
  return tree.areas.filter((row) =>
    code === undefined ? row.level === 'town' : row.level === 'village' && townOf(row.code) === code,
  );
}

/** An area's name with the one above it: 柳塘镇枣坪村. */
export function areaName(tree: AreaTree, code: AreaCode): string {
  const own = rowOf(tree, code)?.name ?? code;
  const level = levelOf(code);
  return level === 'village' ? `${rowOf(tree, townOf(code))?.name ?? ''}${own}` : own;
}
