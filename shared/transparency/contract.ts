import * as z from 'zod';
import { contract } from '../contract';
import { base64urlOf } from '../ids';

/** `log1`: which of the logs a county has had. */
const LogName = z.string().regex(/^log[1-9]\d?$/);
const Size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
/** A file is its bytes; its type stands in `file`. */
const Bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);

/** The newest signed checkpoint (C2SP tlog-tiles). */
export const checkpoint = contract({
  method: 'GET',
  path: '/:log/checkpoint',
  access: 'anyone',
  params: z.strictObject({ log: LogName }),
  responses: { 200: Bytes },
  file: { type: TEXT, keep: 'moment' },
});

/** A tile: `0/x001/x234/067`, or its first hashes: `0/000.p/17`. */
export const tile = contract({
  method: 'GET',
  path: '/:log/tile/:tile{.+}',
  access: 'anyone',
  params: z.strictObject({ log: LogName, tile: z.string().regex(/^[0-9a-z./]{1,80}$/) }),
  responses: { 200: Bytes },
  file: { type: BYTES, keep: 'for-good' },
});

/**
 * The proof that a leaf stands in the log (C2SP tlog-proof), under the first checkpoint that witnesses saw it. Another
 * one only when other witnesses are asked.
 */
export const leafProof = contract({
  method: 'GET',
  path: '/public/log/proofs/:leaf',
  access: 'anyone',
  params: z.strictObject({ leaf: base64urlOf(32) }),
  responses: { 200: Bytes },
  file: { type: TEXT, keep: 'hour' },
});

/** The consistency proof between two sizes of a log: the lines of its hashes in base64. */
export const consistency = contract({
  method: 'GET',
  path: '/public/log/consistency/:log/:older/:newer',
  access: 'anyone',
  params: z.strictObject({ log: LogName, older: Size, newer: Size }),
  responses: { 200: Bytes },
  file: { type: TEXT, keep: 'for-good' },
});

/**
 * The list of letters of a day (days since 1970-01-01 in UTC+8), once the day has ended: its leaves in base64, a line
 * each. Always fetched whole.
 */
export const dayList = contract({
  method: 'GET',
  path: '/public/log/days/:day',
  access: 'anyone',
  params: z.strictObject({ day: z.string().regex(/^[1-9]\d{4}$/, '日子不对') }),
  responses: { 200: Bytes },
  file: { type: TEXT, keep: 'for-good' },
});

/**
 * A committed document: its nonce of 16 bytes, then its bytes; gone for good once it was erased. The problem then says
 * on which day and why (fields `on` and `reason`), where no page of the document's own does.
 */
export const loggedDocument = contract({
  method: 'GET',
  path: '/public/log/documents/:leaf',
  access: 'anyone',
  params: z.strictObject({ leaf: base64urlOf(32) }),
  responses: { 200: Bytes },
  file: { type: BYTES, keep: 'moment' },
});
