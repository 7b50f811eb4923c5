/** The published roll in the log (formats.md section 9, kind 14): one root over salted leaves, a leaf for each person. */
import type { AreaCode } from '../area/code';
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, nfc, tag, u16, u32, u64, v8 } from '../crypto/codec';
import { readArea } from '../directory/office';
import { commitmentOf, type Leaf, NO_NONCE, NO_PREV } from '../transparency/leaf';

/** What a leaf of the tree says: no category, no number, nothing of a birthday. */
export interface ListedPerson {
  /** 16 bytes. */
  readonly entry: Uint8Array;
  readonly name: string;
  readonly group: string;
}

/** The structure that enters the log: nobody is named in it. */
export interface RollList {
  readonly area: AreaCode;
  readonly term: number;
  /** The roll's own version, as the office imported it. */
  readonly version: number;
  readonly entries: number;
  /** Over `personLeaf` of everybody, in the order of the entries' bytes. */
  readonly root: Uint8Array;
}

/** T("roll/entry") | entry b[16] | nonce b[16] | v8<name> | v8<group>: the data of a person's leaf. */
export function personLeaf({ entry, name, group }: ListedPerson, nonce: Uint8Array): Uint8Array {
  return concatBytes(tag('roll/entry'), fixed(entry, 16), fixed(nonce, 16), v8(nfc(name)), v8(nfc(group)));
}

/** T("roll/list") | area u64 | u16 term | u32 roll version | u32 entries | root b[32]. */
export function encodeRollList({ area, term, version, entries, root }: RollList): Uint8Array {
  return concatBytes(
    tag('roll/list'),
    u64(Number(area)),
    u16(term),
    u32(version),
    u32(entries),
    fixed(root, 32),
  );
}

export function decodeRollList(bytes: Uint8Array): RollList | null {
  return decode(bytes, (reader) => {
    reader.tag('roll/list');
    return {
      area: readArea(reader),
      term: reader.u16(),
      version: reader.u32(),
      entries: reader.u32(),
      root: reader.fixed(32),
    };
  });
}

/** Which document of an area it is: the list of a term, whose later versions are its corrections. */
function listId(term: number): Uint8Array {
  return concatBytes(new Uint8Array(14), u16(term));
}

/** The term that a leaf's id names. */
export function termOf({ id }: Pick<Leaf, 'id'>): number {
  return ((id[14] ?? 0) << 8) | (id[15] ?? 0);
}

/** The leaf of a publication: the `number`-th of its term, behind the leaf of the one before. */
export function rollLeaf(
  list: RollList,
  { number, at, before }: { number: number; at: number; before: Uint8Array | undefined },
): Leaf {
  const { area, term } = list;
  const commitment = commitmentOf(NO_NONCE, encodeRollList(list));
  const prev = before ?? NO_PREV;
  return { kind: 'roll', area, id: listId(term), version: number, time: at, prev, commitment };
}
