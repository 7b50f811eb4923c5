import { ARCHIVE_RANDOM_BYTES, ArchiveSealer } from '#shared/archive/archive';
import { type ArchivedCase, encodeCase, keysOf } from '#shared/archive/case';
import type { ArchivePart, Maker } from '#shared/archive/part';
import { concatBytes, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { Id } from '#shared/ids';
import { servedTo } from '#shared/tip/record';
import { SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import { COUNTY, OFFICER, sentDirectory, TODAY, TOWN_KEY, townEntry } from '#test/directory/county';
import { letterOf } from './letter';
import { fx } from './published';

const { record } = letterOf();
const served = servedTo('office', record);

/** The small county's letter, refused, as it was served to the town. */
export const ARCHIVED: ArchivedCase = {
  view: {
    case: Id.parse(toBase64url(record.head.caseId)),
    state: { state: 'refused', received: TODAY, decided: TODAY, reason: 'other-remit' },
    role: 'office',
    count: 1,
    records: [
      {
        head: toBase64url(served.head.bytes),
        slot: toBase64url(served.slot),
        slotsHash: toBase64url(served.slotsHash),
        body: toBase64url(served.body),
        wraps: [],
        day: TODAY,
      },
    ],
    signers: [],
  },
  keys: keysOf([served], { role: 'office', pairs: [TOWN_KEY] }),
  notes: { view: { count: 0, records: [], signers: [] }, keys: [], names: [[OFFICER.id, '沈一帆']] },
  files: true,
  recused: [9],
};

export const PARTS: readonly ArchivePart[] = [
  { part: 'text', at: 0, last: true, bytes: encodeCase(ARCHIVED) },
  { part: 'text', at: 1, last: true, bytes: encodeCase({ ...ARCHIVED, recused: [] }) },
  { part: 'piece', at: 1, file: fx('photo', 16), piece: 0, bytes: fx('piece', SEALED_PIECE_BYTES) },
];

const sent = sentDirectory();
export const MAKER: Maker = {
  cases: 2,
  officerId: OFFICER.id,
  entry: { root: sent.root, snapshot: sent.snapshot, entry: sent.entries[0]!, proof: sent.proof! },
};

/** Key of the county's office, to which the archive goes. */
export const COUNTY_IKM = fx('county office', 32);

/** What is said before the seal, and by which keys and bytes it is sealed. */
export const SEALING = {
  from: townEntry.office,
  to: { area: COUNTY, kind: townEntry.office.kind },
  directory: sha256(sent.snapshot),
  day: TODAY,
  recipients: [deriveKeyPair(COUNTY_IKM).publicKey, TOWN_KEY.publicKey],
  random: fx('archive random', ARCHIVE_RANDOM_BYTES),
} as const;

/** A small archive of these parts, always the same. */
export function archiveOf(parts: readonly ArchivePart[]): Uint8Array {
  const sealer = ArchiveSealer.begin(SEALING)!;
  return concatBytes(
    sealer.beginning,
    ...parts.map((part) => sealer.seal(part)),
    sealer.end(MAKER, { id: OFFICER.id, seed: OFFICER.signSeed }),
  );
}

/** Without the piece, which is large. */
export const archiveFile = archiveOf(PARTS.slice(0, 2));
