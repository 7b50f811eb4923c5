import * as z from 'zod';

/** What a person may be in an area; a grant is a role and an area and covers all below it. */
export const ROLES = [
  'resident',
  'member',
  'committee',
  'township',
  'county',
  'department',
  'officer',
  'observer',
  'trustee',
] as const;

export type Role = (typeof ROLES)[number];

export const Role = z.enum(ROLES);

/** The roles of people who work in an office or a committee. */
export const STAFF = ['committee', 'township', 'county'] as const satisfies readonly Role[];

/** Who may see which villages are at which step: a department knows by it when reviews are coming (联审单位). */
export const BOARD_READERS = [...STAFF, 'observer', 'department'] as const satisfies readonly Role[];

/** Who may invite others at all; whom and where is decided by `mayInvite`. */
export const INVITERS = [...STAFF, 'officer'] as const satisfies readonly Role[];
