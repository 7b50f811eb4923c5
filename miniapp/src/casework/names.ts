import { useMemo } from 'react';
import { enrolledOfficers } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import { useRead } from '../platform/read';

/** Officers of an office by their id in the directory. */
export type Names = ReadonlyMap<number, string>;

const NOBODY: Names = new Map();

/** What the people of an office are called; none before they were read. */
export function useNames(office: Office): Names {
  const { reading } = useRead(enrolledOfficers, { params: office });
  const officers = reading.kind === 'ready' ? reading.value.officers : undefined;
  return useMemo(() => (officers ? new Map(officers.map(({ id, name }) => [id, name])) : NOBODY), [officers]);
}

/** An officer's name; of one who is not enrolled any more nobody keeps it. */
export function nameOf(names: Names, officer: number): string {
  return names.get(officer) ?? '以前的办理人员';
}
