import { decodeArchive, openArchive, readArchiveHead } from '#shared/archive/archive';
import { decodeCase, encodeCase } from '#shared/archive/case';
import { encodeMaker, encodePart, readMaker, readPart } from '#shared/archive/part';
import { concatBytes, toBase64 } from '#shared/crypto/bytes';
import { decode, u8, v32 } from '#shared/crypto/codec';
import { ed25519PublicKey, ed25519Verify } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { hpkeShared } from '#shared/crypto/hpke';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';
import { readActingEntry, readDirectory, readEntryOf, type SentDirectory } from '#shared/directory/directory';
import { decodeEntry, encodeEntry } from '#shared/directory/entry';
import { encodeOffice, readArea, readOffice } from '#shared/directory/office';
import { decodeMade, signMade } from '#shared/directory/made';
import { openOfficeIkm, openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import { readRoot } from '#shared/directory/root';
import { readSnapshot } from '#shared/directory/snapshot';
import { decodeChoice, encodeChoice } from '#shared/recommendation/choice';
import { decodeClose, encodeClose } from '#shared/recommendation/close';
import { decodeEligible, encodeEligible } from '#shared/recommendation/eligible';
import { decodeParams, encodeParams } from '#shared/recommendation/params';
import { decodeRecord as decodeCast } from '#shared/recommendation/record';
import { readRelease } from '#shared/recommendation/release';
import {
  isSignedBy,
  type RecoveryAsk,
  readAgreement,
  readAsk,
  signAgreement,
  signAsk,
} from '#shared/recovery/ask';
import { openParts, sealParts } from '#shared/recovery/parts';
import { decodeUses, encodeUses, type RecoveryUse } from '#shared/recovery/use';
import { readAck, signAck } from '#shared/tip/ack';
import { readConfirmation, signConfirmation } from '#shared/tip/confirm';
import { encodeContent, KINDS, readContent } from '#shared/tip/content';
import { dayList, readDayList } from '#shared/tip/day';
import { encodeEnclosures, readEnclosures } from '#shared/tip/enclosure';
import { decodeHead, encodeHead } from '#shared/tip/head';
import { decodeRecord, encodeRecord, openRecord, servedTo } from '#shared/tip/record';
import { openSlot, openSlotBy, slotOf } from '#shared/tip/slots';
import { openNotes } from '#shared/tip/notes';
import { openThread } from '#shared/tip/thread';
import { readWrap, signWrap, type Wrap } from '#shared/tip/wrap';
import { decodeIssuer, encodeIssuer } from '#shared/token/issuer';
import { decodeSpend } from '#shared/token/token';
import { checkpointText, openCheckpoint, readCheckpointText } from '#shared/transparency/checkpoint';
import { decodeLeaf, encodeLeaf } from '#shared/transparency/leaf';
import { readNote, readVerifierKey, verifierKey, writeNote } from '#shared/transparency/note';
import { paperCode, readPaperCode } from '#shared/transparency/paper-code';
import { openProof, readProof, writeProof } from '#shared/transparency/proof';
import { readTilePath, tilePath } from '#shared/transparency/tree';
import { openBook, readBook, sealBook } from '#shared/wording/book';
import {
  ANCHOR,
  DIRECTORY_SEED,
  OFFICER,
  sentDirectory,
  snapshotLeaf,
  TODAY,
  TOWN_KEY,
  townEntry,
} from '#test/directory/county';
import { archiveFile, ARCHIVED, MAKER, PARTS as ARCHIVE_PARTS } from '#test/formats/archive';
import { letterOf } from '#test/formats/letter';
import { fx } from '#test/formats/published';
import { keyOf, POLICY } from '#test/transparency/keys';
import { hex, vectors } from '#test/vectors/read';

/** One reader of foreign bytes: bytes that it takes, and what it makes of any. */
export interface Decoder {
  /** The exported function, and where it stands below `shared`. */
  readonly name: string;
  readonly samples: readonly Uint8Array[];
  /** The bytes of what was read, written anew; null where it is refused as declared. */
  readonly again: (bytes: Uint8Array) => Uint8Array | null;
  /** How many bytes are tried, where each takes milliseconds: a signature or a seal is checked. */
  readonly runs?: number;
}

const orNull = <T>(value: T | null | undefined | string, write: (value: T) => Uint8Array) =>
  value === null || value === undefined || typeof value === 'string' ? null : write(value);

/** A reader of text that is handed bytes: what is no UTF-8 reaches nobody. */
const ofText = (read: (text: string) => Uint8Array | null) => (bytes: Uint8Array) => {
  const text = fromUtf8(bytes);
  return text === null ? null : read(text);
};

const letter = letterOf();
const { record, note, reporter, office } = letter;
const book = sealBook(
  { office: townEntry.office, version: 3, directory: record.head.directory },
  { templates: [{ purpose: 'ask', name: '问账本', text: '请问账本现在在谁手里？' }] },
  townEntry,
  { id: OFFICER.id, seed: OFFICER.signSeed },
  fx('templates', 32),
)!;
const confirmation = {
  caseId: record.head.caseId,
  seq: 0,
  recordHash: sha256(record.body),
  office: record.head.office,
  directory: record.head.directory,
};
const wrap: Wrap = {
  caseId: record.head.caseId,
  direction: 0,
  seq: 0,
  wrap: 1,
  from: record.head.office,
  to: { ...record.head.office, kind: 2 },
  slotsOld: record.slotsHash,
  slotsNew: sha256(record.body),
  officerId: OFFICER.id,
};
const AS_OFFICER = { id: OFFICER.id, seed: OFFICER.signSeed };
const ask: Omit<RecoveryAsk, 'officerId'> = {
  id: record.head.caseId,
  caseId: record.head.caseId,
  office: record.head.office,
  day: TODAY,
  loss: 'people',
  seqs: [0, 3, 199],
};
const uses: RecoveryUse[] = [0, 3].map((seq) => ({
  caseId: record.head.caseId,
  direction: seq === 0 ? 0 : 1,
  seq,
  day: TODAY,
  holders: [1, 3],
}));
const PARTS = [{ secret: sha256(u8(4)), opens: true }];
const PARTS_OF = { document: encodeUses(uses), recoveryPk: sha256(u8(2)) };
const directory: SentDirectory = sentDirectory();
const [entry] = directory.entries as [Uint8Array];
const sentEntry = { ...directory, entry, proof: directory.proof! };
const leaf = encodeLeaf(snapshotLeaf(directory.snapshot));
const proof = readProof(directory.proof!)!;
const service = keyOf(new Uint8Array(32).fill(3));
const ack = { caseId: record.head.caseId, seq: 0, recordHash: new Uint8Array(32), day: TODAY };
const officeKey = sealOfficeKey(
  new Uint8Array(32).fill(6),
  entry,
  { id: OFFICER.id, devicePk: OFFICER.device.publicKey },
  new Uint8Array(32).fill(7),
)!;
const round =
  vectors<Record<'params' | 'round_hash' | 'close' | 'eligible' | 'release_of_2', string>>(
    'recommendation-round',
  );
const params = decodeParams(hex(round.params))!;
const cast = vectors<{ recommendation: { record: string } }>('formats-examples').recommendation;
const limits = { maxNames: 3, eligible: 40 };
const key = POLICY.logs[0]!;
/** What is signed is taken as it is or not at all. */
const same = (bytes: Uint8Array) => () => bytes;
const served = (slots: Uint8Array) => servedTo('office', { ...record, slots });

/** Every exported reader of bytes or of their text: the fuzz walks this list, and fails where one is missing. */
export const DECODERS: readonly Decoder[] = [
  {
    name: 'tip/head.decodeHead',
    samples: [record.head.bytes],
    again: (bytes) => orNull(decodeHead(bytes), (head) => concatBytes(encodeHead(head), head.commit)),
  },
  {
    name: 'tip/record.decodeRecord',
    samples: [encodeRecord(record)],
    again: (bytes) => orNull(decodeRecord(bytes), encodeRecord),
  },
  {
    name: 'tip/content.readContent',
    // JSON has more than one spelling of one text; this reader takes the content without it.
    samples: letter.contents.map((one) => concatBytes(u8(KINDS[one.kind]), encodeContent(one))),
    again: (bytes) =>
      orNull(
        decode(bytes.slice(1), (reader) => readContent(reader, bytes[0] ?? 0)),
        (content) => {
          encodeContent(content);
          return bytes;
        },
      ),
  },
  {
    name: 'tip/enclosure.readEnclosures',
    samples: letter.contents.map(({ files = [] }) => encodeEnclosures(files)),
    again: (bytes) => orNull(decode(bytes, readEnclosures), encodeEnclosures),
  },
  {
    name: 'tip/record.openRecord',
    samples: [record.body],
    again: (body) =>
      orNull(
        openRecord({ ...servedTo('office', record), body }, { role: 'office', pairs: [office] }),
        same(body),
      ),
    runs: 40,
  },
  {
    name: 'tip/thread.openThread',
    samples: [slotOf(record.slots, 'office')],
    again: (slots) => {
      const chain = { caseId: record.head.caseId, reporter: null, entryAt: () => null };
      const [first] = openThread([served(slots)], { role: 'office', pairs: [office] }, chain);
      return first?.ok ? slots : null;
    },
    runs: 40,
  },
  {
    name: 'tip/notes.openNotes',
    samples: [slotOf(note.slots, 'office')],
    again: (slot) => {
      const { caseId } = note.head;
      const chain = { caseId, entryAt: () => townEntry, moves: [], holder: townEntry.office };
      const [first] = openNotes(
        [{ ...servedTo('office', note), slot }],
        { role: 'office', pairs: [office] },
        chain,
      );
      return first?.ok ? slot : null;
    },
    runs: 40,
  },
  {
    name: 'tip/slots.openSlot',
    samples: [slotOf(record.slots, 'reporter')],
    again: (slot) =>
      orNull(openSlot(slot, 'reporter', reporter, { head: record.head.bytes, wrap: 0 }), same(slot)),
    runs: 40,
  },
  {
    name: 'tip/slots.openSlotBy',
    samples: [slotOf(record.slots, 'reporter')],
    again: (slot) => {
      const shared = hpkeShared(reporter, slotOf(record.slots, 'reporter'))!;
      return orNull(openSlotBy(slot, 'reporter', shared, { head: record.head.bytes, wrap: 0 }), same(slot));
    },
    runs: 40,
  },
  {
    name: 'recovery/parts.openParts',
    samples: [sealParts(PARTS, office.publicKey, PARTS_OF, sha256(u8(3)))!],
    again: (sealed) =>
      orNull(
        openParts(sealed, [office], PARTS_OF),
        (secrets) =>
          sealParts(
            secrets.map((secret) => ({ secret, opens: true })),
            office.publicKey,
            PARTS_OF,
            sha256(u8(3)),
          )!,
      ),
    runs: 40,
  },
  {
    name: 'tip/ack.readAck',
    samples: [signAck(ack, service)],
    again: (bytes) => orNull(readAck(bytes, service.publicKey), (read) => signAck(read, service)),
    runs: 40,
  },
  {
    name: 'tip/day.readDayList',
    samples: [concatBytes(...dayList([], (place) => concatBytes(sha256(u8(place)), sha256(u8(place)))))],
    again: (bytes) => orNull(readDayList(bytes), (leaves) => concatBytes(...leaves)),
    runs: 60,
  },
  {
    name: 'tip/confirm.readConfirmation',
    samples: [signConfirmation(confirmation, { id: OFFICER.id, seed: OFFICER.signSeed })],
    again: (bytes) =>
      orNull(readConfirmation(bytes), (read) =>
        ed25519Verify(ed25519PublicKey(OFFICER.signSeed), read.signed, read.signature)
          ? signConfirmation(read, { id: read.officerId, seed: OFFICER.signSeed })
          : bytes,
      ),
    runs: 40,
  },
  {
    name: 'wording/book.readBook',
    samples: [book],
    again: (bytes) => orNull(readBook(bytes), ({ head, sealed }) => concatBytes(head, sealed)),
    runs: 40,
  },
  {
    name: 'wording/book.openBook',
    samples: [book],
    again: (bytes) => orNull(openBook(bytes, [TOWN_KEY], townEntry), () => bytes),
    runs: 40,
  },
  {
    name: 'archive/archive.readArchiveHead',
    samples: [archiveFile],
    // It takes a file that was cut off, so as to say which one that was.
    again: (bytes) => orNull(readArchiveHead(bytes), () => bytes),
  },
  {
    name: 'archive/archive.decodeArchive',
    samples: [archiveFile],
    again: (bytes) =>
      orNull(decodeArchive(bytes), ({ bytes: head, slots, parts }) =>
        concatBytes(head, ...slots, ...parts.map(v32)),
      ),
    runs: 40,
  },
  {
    name: 'archive/archive.openArchive',
    samples: [archiveFile],
    again: (bytes) => orNull<object>(openArchive(bytes, [TOWN_KEY]), same(bytes)),
    runs: 40,
  },
  {
    name: 'archive/part.readPart',
    samples: ARCHIVE_PARTS.map(encodePart),
    again: (bytes) => orNull(readPart(bytes), encodePart),
    runs: 40,
  },
  {
    name: 'archive/part.readMaker',
    samples: [concatBytes(encodeMaker(MAKER), new Uint8Array(64).fill(9))],
    again: (bytes) => orNull(readMaker(bytes), ({ signed, signature }) => concatBytes(signed, signature)),
  },
  {
    name: 'archive/case.decodeCase',
    samples: [encodeCase(ARCHIVED)],
    // JSON has many spellings: it is a document of its own, signed over as it stands.
    again: (bytes) => orNull(decodeCase(bytes), () => bytes),
    runs: 40,
  },
  {
    name: 'tip/wrap.readWrap',
    samples: [signWrap(wrap, { id: OFFICER.id, seed: OFFICER.signSeed })],
    again: (bytes) =>
      orNull(readWrap(bytes), (read) =>
        ed25519Verify(ed25519PublicKey(OFFICER.signSeed), read.signed, read.signature)
          ? signWrap(read, { id: read.officerId, seed: OFFICER.signSeed })
          : bytes,
      ),
    runs: 40,
  },
  {
    name: 'recovery/ask.readAsk',
    samples: [signAsk(ask, AS_OFFICER)],
    again: (bytes) =>
      orNull(readAsk(bytes), (read) =>
        isSignedBy(read, ed25519PublicKey(OFFICER.signSeed))
          ? signAsk(read, { id: read.officerId, seed: OFFICER.signSeed })
          : bytes,
      ),
    runs: 40,
  },
  {
    name: 'recovery/ask.readAgreement',
    samples: [signAgreement({ ask: u8(1), office: townEntry.office, recoveryPk: sha256(u8(2)) }, AS_OFFICER)],
    // What was agreed to stands there by its hash alone.
    again: (bytes) => orNull(readAgreement(bytes), ({ signed, signature }) => concatBytes(signed, signature)),
  },
  {
    name: 'recovery/use.decodeUses',
    samples: [encodeUses(uses.slice(0, 1)), encodeUses(uses)],
    again: (bytes) => orNull(decodeUses(bytes), encodeUses),
  },
  {
    name: 'token/token.decodeSpend',
    samples: [concatBytes(sha256(u8(1)), new Uint8Array(288).fill(7), new Uint8Array(64).fill(9))],
    again: (bytes) =>
      orNull(decodeSpend(bytes), ({ pk, token, signature }) => concatBytes(pk, token, signature)),
  },
  {
    name: 'token/issuer.decodeIssuer',
    samples: [encodeIssuer({ county: ANCHOR.county, month: 82, rsaN: new Uint8Array(256).fill(0xf1) })],
    again: (bytes) => orNull(decodeIssuer(bytes), encodeIssuer),
  },
  {
    name: 'directory/entry.decodeEntry',
    samples: directory.entries,
    again: (bytes) => orNull(decodeEntry(bytes), encodeEntry),
  },
  {
    name: 'directory/made.decodeMade',
    samples: [signMade(entry, { officer: OFFICER.id, signSeed: OFFICER.signSeed })],
    again: (bytes) => orNull(decodeMade(bytes), same(bytes)),
  },
  {
    name: 'directory/snapshot.readSnapshot',
    samples: [directory.snapshot],
    again: (bytes) => orNull(readSnapshot(bytes, ed25519PublicKey(DIRECTORY_SEED)), same(bytes)),
    runs: 40,
  },
  {
    name: 'directory/root.readRoot',
    samples: [directory.root],
    again: (bytes) => orNull(readRoot(bytes, ANCHOR.rootPk), same(bytes)),
    runs: 40,
  },
  {
    name: 'directory/directory.readDirectory',
    samples: [directory.snapshot],
    again: (snapshot) => orNull(readDirectory({ ...directory, snapshot }, ANCHOR), same(snapshot)),
    runs: 40,
  },
  {
    name: 'directory/directory.readEntryOf',
    samples: [entry],
    again: (bytes) =>
      orNull(readEntryOf({ ...sentEntry, entry: bytes }, ANCHOR), (read) => encodeEntry(read.entry)),
    runs: 12,
  },
  {
    name: 'directory/directory.readActingEntry',
    samples: [entry],
    again: (bytes) =>
      orNull(readActingEntry({ ...sentEntry, entry: bytes }, ANCHOR, TODAY), (read) =>
        encodeEntry(read.entry),
      ),
    runs: 12,
  },
  {
    name: 'directory/office.readOffice',
    samples: [encodeOffice({ area: ANCHOR.county, kind: 1 }), new Uint8Array(9)],
    again: (bytes) => {
      const read = decode(bytes, (reader) => ({ office: readOffice(reader) }));
      return read && encodeOffice(read.office);
    },
  },
  {
    name: 'directory/office.readArea',
    samples: [encodeOffice({ area: ANCHOR.county, kind: 1 }).slice(0, 8)],
    again: (bytes) =>
      orNull(
        decode(bytes, (reader) => ({ area: readArea(reader) })),
        ({ area }) => encodeOffice({ area, kind: 1 }).slice(0, 8),
      ),
  },
  ...[openOfficeIkm, openOfficeKey].map((open) => ({
    name: `directory/office-key.${open.name}`,
    samples: [officeKey],
    again: (sealed: Uint8Array) =>
      orNull<object>(open(sealed, entry, OFFICER.id, OFFICER.device), same(sealed)),
    runs: 40,
  })),
  {
    name: 'transparency/leaf.decodeLeaf',
    samples: [leaf],
    again: (bytes) => orNull(decodeLeaf(bytes), encodeLeaf),
  },
  {
    name: 'transparency/proof.readProof',
    samples: [directory.proof!],
    again: (bytes) => orNull(readProof(bytes), writeProof),
  },
  {
    name: 'transparency/proof.openProof',
    samples: [directory.proof!],
    again: (bytes) => orNull(openProof(bytes, POLICY), same(bytes)),
    runs: 40,
  },
  {
    name: 'transparency/note.readNote',
    samples: [utf8(proof.checkpoint)],
    again: ofText((text) => {
      const note = readNote(text);
      const lines = note?.signatures.map(
        ({ name, keyId, bytes }) => `\u2014 ${name} ${toBase64(concatBytes(keyId, bytes))}\n`,
      );
      return note && utf8(writeNote(note.text, lines ?? []));
    }),
  },
  {
    name: 'transparency/note.readVerifierKey',
    samples: [utf8(verifierKey(key))],
    again: ofText((text) => orNull(readVerifierKey(text), (read) => utf8(verifierKey(read)))),
  },
  {
    name: 'transparency/checkpoint.readCheckpointText',
    samples: [utf8(readNote(proof.checkpoint)!.text)],
    again: ofText((text) => orNull(readCheckpointText(text), (read) => utf8(checkpointText(read)))),
  },
  {
    name: 'transparency/checkpoint.openCheckpoint',
    samples: [utf8(proof.checkpoint)],
    again: ofText((text) => orNull<object>(openCheckpoint(text, POLICY), () => utf8(text))),
    runs: 40,
  },
  {
    name: 'transparency/paper-code.readPaperCode',
    samples: [utf8(paperCode(sha256(leaf), 12))],
    again: ofText((text) =>
      orNull(readPaperCode(text), ({ leaf: hash, index }) =>
        utf8(paperCode(new Uint8Array(Buffer.from(hash, 'base64url')), index)),
      ),
    ),
  },
  {
    name: 'transparency/tree.readTilePath',
    samples: [utf8('x001/x234/067'), utf8('000')],
    again: ofText((text) => orNull(readTilePath(text), (index) => utf8(tilePath(index)))),
  },
  {
    name: 'recommendation/params.decodeParams',
    samples: [hex(round.params)],
    again: (bytes) => orNull(decodeParams(bytes), encodeParams),
  },
  {
    name: 'recommendation/record.decodeRecord',
    samples: [hex(cast.record)],
    again: (bytes) => orNull(decodeCast(bytes), ({ signed, signature }) => concatBytes(signed, signature)),
  },
  {
    name: 'recommendation/eligible.decodeEligible',
    samples: [hex(round.eligible)],
    again: (bytes) => orNull(decodeEligible(bytes), encodeEligible),
  },
  {
    name: 'recommendation/close.decodeClose',
    samples: [hex(round.close)],
    again: (bytes) => orNull(decodeClose(bytes), encodeClose),
  },
  {
    name: 'recommendation/choice.decodeChoice',
    samples: [encodeChoice([1, 7, 12]), encodeChoice([])],
    again: (bytes) => orNull(decodeChoice(bytes, limits), encodeChoice),
  },
  {
    name: 'recommendation/release.readRelease',
    samples: [hex(round.release_of_2)],
    again: (bytes) => orNull(readRelease(bytes, hex(round.round_hash), params), same(bytes)),
    runs: 40,
  },
];

/** Exported names that begin like a reader's and read no foreign bytes. */
export const NO_DECODERS = [
  // Twelve numbers, not bytes: laws/receipt-mends-one-wrong-group.
  'tip/receipt.readReceipt',
  // Figures, not bytes: directory/card.
  'directory/card.readCard',
  // Decided from a decoded record; a transition of a round.
  'recommendation/count.open',
  'recommendation/rules.open',
];
