/** A case as it stands in an archive: what was served of it, and the key of each record, so that a reader checks it as a desk does. */
import * as z from 'zod';
import { bytesOf, toBase64url } from '../crypto/bytes';
import { base64urlOf } from '../ids';
import { parseJson } from '../json';
import { Text } from '../text';
import { CaseView, NotesView } from '../tip/contract';
import { type ChainRecord, dataKey, nameOfKey, type Opener } from '../tip/record';
import { chainFromWire } from '../tip/wire';
import { fromUtf8, utf8 } from '../crypto/utf8';
import { whole } from '../whole';

/** The data key of each place of a chain; null where it did not open at the desk that made the archive. */
const Keys = z.array(base64urlOf(32).nullable());

/** An officer's id in the directory. */
const Officer = whole(1, 0xffffffff);

export const ArchivedCase = z.strictObject({
  view: CaseView,
  keys: Keys,
  /** The internal notes, where the office gives them along, with the names of its officers. */
  notes: z
    .strictObject({
      view: NotesView,
      keys: Keys,
      names: z.array(z.tuple([Officer, Text.max(60)])),
    })
    .optional(),
  /** Whether the enclosed files are in the archive too. */
  files: z.boolean(),
  /** Officers who keep away from it: a desk shows them nothing of it. */
  recused: z.array(Officer),
});
export type ArchivedCase = z.output<typeof ArchivedCase>;

/** The data keys of a chain, as they open here. */
export function keysOf(records: readonly ChainRecord[], opener: Opener): (string | null)[] {
  return records.map((record) => {
    const dek = record.head === null ? null : dataKey(record, opener);
    return dek && toBase64url(dek);
  });
}

/** Opens a chain by the data keys that stand beside it, and by nothing else. */
export function openerBy(keys: readonly (string | null)[], { records }: Pick<NotesView, 'records'>): Opener {
  const known = chainFromWire(records).flatMap((record, i): [string, Uint8Array][] => {
    const key = keys[i];
    return record.head && key ? [[nameOfKey(record.head), bytesOf(key)]] : [];
  });
  return { role: 'office', pairs: [], recovered: new Map(known) };
}

/** The bytes of a case, whose signatures are inside: they are opaque to the archive. */
export function encodeCase(archived: ArchivedCase): Uint8Array {
  return utf8(JSON.stringify(archived));
}

/** The case of these bytes, or null. */
export function decodeCase(bytes: Uint8Array): ArchivedCase | null {
  const text = fromUtf8(bytes);
  return (text !== null && ArchivedCase.safeParse(parseJson(text)).data) || null;
}
