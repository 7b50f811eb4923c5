/** Writing into a case: the one way in which the writer's phone and the officer's desk make a record. */
import type { Directory } from '../directory/directory';
import type { Office } from '../directory/office';
import type { Content } from './content';
import { filesHash } from './file-hashes';
import type { Direction } from './head';
import { type SealedRecord, type Signer, sealRecord } from './record';
import type { Route } from './routing';
import { SLOTS_RANDOM_BYTES, type SlotKeys, slotsRandom } from './slots';

/** Random bytes of one record: its data key and its slots. */
export const RECORD_RANDOM_BYTES = 32 + SLOTS_RANDOM_BYTES;

export interface Writing {
  readonly caseId: Uint8Array;
  readonly reporterPk: Uint8Array;
  readonly direction: Direction;
  /** Number of records there are. */
  readonly seq: number;
  /** Hash of the newest, zeros for the first. */
  readonly prev: Uint8Array;
  readonly directory: Directory;
  readonly route: Route;
  /** The office that has the case, where the record goes with it to the office of the route. */
  readonly holder?: Office;
  readonly content: Content;
  /** Hashes of all pieces of its files, in the order of the content. */
  readonly pieces?: readonly Uint8Array[];
  readonly signer: Signer;
  /** `RECORD_RANDOM_BYTES` random bytes. */
  readonly random: Uint8Array;
}

/** The keys of everybody on a route, and of the writer. */
export function slotKeys({ office, above, second, holders }: Route, reporterPk: Uint8Array): SlotKeys {
  const [holder1, holder2, holder3] = holders;
  return {
    office: office.officePk,
    reporter: reporterPk,
    ...(above && { above: above.officePk }),
    ...(second && { second: second.officePk }),
    ...(holder1 && { holder1 }),
    ...(holder2 && { holder2 }),
    ...(holder3 && { holder3 }),
  };
}

/** The sealed record for everybody on the route and the writer; null when the text is too long for one. */
export function writeRecord(writing: Writing): SealedRecord | null {
  const { caseId, direction, seq, prev, directory, route, content, pieces = [], signer, random } = writing;
  const office = writing.holder ?? route.office.office;
  return sealRecord({
    head: { caseId, direction, seq, prev, office, directory: directory.hash, files: filesHash(pieces) },
    content,
    signer,
    keys: slotKeys(route, writing.reporterPk),
    dek: random.slice(0, 32),
    random: slotsRandom(random.slice(32)),
  });
}
