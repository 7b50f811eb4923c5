import * as z from 'zod';
import { AreaCode } from '../area/code';
import { contract } from '../contract';
import { ActingWire, EntryWire } from '../directory/contract';
import { OfficeKind } from '../directory/office';
import { base64urlOf } from '../ids';
import { whole } from '../whole';
import { BOOK_BYTES } from './sizes';

const OfficePath = z.strictObject({ area: AreaCode, kind: z.coerce.number().pipe(OfficeKind) });

/** Who may come near cases at all; whose office it must be is decided by office. */
const OFFICERS = ['officer', 'committee', 'township', 'county'] as const;

/** An office's own reply templates as they are sealed; nothing but version 0 before there are any. */
export const TemplatesView = z.object({
  version: z.int(),
  book: base64urlOf(BOOK_BYTES).optional(),
  /** The office's entry under the snapshot that the book names. */
  signer: EntryWire.optional(),
});
export type TemplatesView = z.output<typeof TemplatesView>;

/** The office's own templates: for its officers alone. */
export const readTemplates = contract({
  method: 'GET',
  path: '/casework/areas/:area/offices/:kind/templates',
  access: { roles: OFFICERS },
  params: OfficePath,
  responses: { 200: TemplatesView },
});

/** Puts the office's templates in the place of those before, all of them: sealed to the office, signed inside. */
export const keepTemplates = contract({
  method: 'PUT',
  path: '/casework/areas/:area/offices/:kind/templates',
  access: { roles: OFFICERS },
  params: OfficePath,
  body: z.strictObject({
    /** One more than that of the templates it was made from. */
    version: whole(1),
    book: base64urlOf(BOOK_BYTES),
    signer: ActingWire,
  }),
  bodyLimit: 256 << 10,
  responses: { 200: TemplatesView },
});
