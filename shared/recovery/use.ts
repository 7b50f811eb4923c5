/** What the log is told of a recovery: which records two holders opened, on which day (formats.md section 9, kind 11). */
import type { AreaCode } from '../area/code';
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32, u8 } from '../crypto/codec';
import { startOfDay } from '../time';
import { type Leaf, structureLeaf } from '../transparency/leaf';
import { type Direction, directionAt } from '../tip/head';
import { MOST_ASKED } from '../tip/sizes';

/** The places of the two holders of a record, ascending; of three, from 1. */
export type Pair = readonly [number, number];

export interface RecoveryUse {
  readonly caseId: Uint8Array;
  readonly direction: Direction;
  readonly seq: number;
  readonly day: number;
  readonly holders: Pair;
}

/**
 * `T("tip/recovery") | case_id | u8 direction | u32 seq | u32 day | two x u8 holder` of each record, one after another in
 * the order of the chain: one use of two holders is one leaf, however long the case.
 */
export function encodeUses(uses: readonly RecoveryUse[]): Uint8Array {
  const structures = uses.map(({ caseId, direction, seq, day, holders }) =>
    concatBytes(
      tag('tip/recovery'),
      fixed(caseId, 16),
      u8(direction),
      u32(seq),
      u32(day),
      ...holders.map(u8),
    ),
  );
  return concatBytes(...structures);
}

/** What was opened; null unless it is records of one case and day, in order, each by two of three holders. */
export function decodeUses(document: Uint8Array): RecoveryUse[] | null {
  return decode(document, (reader) => {
    const uses: RecoveryUse[] = [];
    do {
      reader.check(uses.length < MOST_ASKED);
      reader.tag('tip/recovery');
      uses.push({
        caseId: reader.fixed(16),
        direction: directionAt(reader),
        seq: reader.u32(),
        day: reader.u32(),
        holders: [reader.u8(), reader.u8()],
      });
    } while (!reader.isAtEnd());
    reader.check(uses.every((use, i) => isLawful(use, uses[i - 1])));
    return uses;
  });
}

function isLawful(
  { caseId, seq, day, holders: [a, b] }: RecoveryUse,
  before: RecoveryUse | undefined,
): boolean {
  if (!(a >= 1 && a < b && b <= 3)) return false;
  return (
    before === undefined ||
    (before.seq < seq && before.day === day && before.caseId.every((byte, i) => byte === caseId[i]))
  );
}

/** The use's leaf in the log: it follows from the document alone. Its time is the beginning of the day, and no finer. */
export function leafOfUse(county: AreaCode, document: Uint8Array, day: number): Leaf {
  return structureLeaf('recovery', county, document, startOfDay(day));
}
