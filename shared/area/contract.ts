import * as z from 'zod';
import { contract } from '../contract';
import { Version } from '../ids';
import { AreaCode, LEVELS } from './code';
import { Text } from '../text';
import { whole } from '../whole';

export const AreaPath = z.strictObject({ area: AreaCode });

const Telephone = z.string().regex(/^[0-9][0-9 -]{4,24}$/);
const Address = Text.trim().min(1).max(60);

export const AreaRow = z.strictObject({
  code: AreaCode,
  name: Text.trim().min(1).max(40),
  level: z.enum(LEVELS),
  /** Telephone of the office people may ring there: digits, spaces, dashes. */
  phone: Telephone.optional(),
  /** Where its window is. */
  address: Address.optional(),
  /** The same of the area's discipline office: people go there when they do not write from a phone. */
  disciplinePhone: Telephone.optional(),
  disciplineAddress: Address.optional(),
  /** Whether sealed letters are taken in this county; only its own row says so. Where it says nothing, they are. */
  letters: z.enum(['on', 'off']).optional(),
});
export type AreaRow = z.output<typeof AreaRow>;

/** What a row says of how to reach its offices; a table that leaves one out says nothing of it. */
export const REACH = ['phone', 'address', 'disciplinePhone', 'disciplineAddress'] as const;

/** Whether a county takes sealed letters; otherwise the channel shows where else to go, and letters that came are answered. */
export function takesLetters({ county, areas }: AreaTree): boolean {
  return areas.find(({ code }) => code === county)?.letters !== 'off';
}

/** A county's areas, in code order; the tree follows from the codes. */
export const AreaTree = z.object({ county: AreaCode, version: Version, areas: z.array(AreaRow) });
export type AreaTree = z.output<typeof AreaTree>;

/** The areas of the county that holds `:area`, for the picker and for names everywhere. */
export const areaTree = contract({
  method: 'GET',
  path: '/public/areas/:area/tree',
  access: 'anyone',
  params: AreaPath,
  responses: { 200: AreaTree },
  prepared: true,
});

/** What an import would do, by code. */
export const AreaChange = z.object({
  code: AreaCode,
  name: z.string(),
  /** `phone`: only how to reach its offices differs. `letters`: whether sealed letters are taken. */
  change: z.enum(['new', 'renamed', 'phone', 'letters', 'gone']),
  /** The name, or what else differs, as it stood. */
  was: z.string().optional(),
});
export type AreaChange = z.output<typeof AreaChange>;

/** The largest import: the tree is one item of the database, which takes 400 KB (keys.md). */
const TREE_BYTES = 320 << 10;

const Import = z.strictObject({
  /** The tree's version the preview was made from; 0 when there is none yet. */
  from: whole(0),
  areas: z.array(AreaRow).min(1).max(3000),
});

/** Shows what an import would change; writes nothing. */
export const previewAreas = contract({
  method: 'POST',
  path: '/office/areas/:area/tree/preview',
  access: { roles: ['county'] },
  params: AreaPath,
  body: Import,
  bodyLimit: TREE_BYTES,
  responses: {
    200: z.object({ same: whole(0), changes: z.array(AreaChange) }),
  },
});

/** Replaces the county's areas. The same import again changes nothing: the version that stands, no changes. */
export const importAreas = contract({
  method: 'PUT',
  path: '/office/areas/:area/tree',
  access: { roles: ['county'] },
  params: AreaPath,
  body: Import,
  bodyLimit: TREE_BYTES,
  responses: { 200: z.object({ version: Version, changes: z.array(AreaChange) }) },
});
