import { toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { dayOf } from '#shared/time';
import { actOnCase, readCase, tipline } from '#shared/tip/contract';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { type FileKey, sealPiece } from '#shared/tip/file';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { routeOf } from '#shared/tip/routing';
import { PIECE_BYTES, SEALED_PIECE_BYTES, piecesFor } from '#shared/tip/sizes';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import type { TestOfficer } from '#test/directory/ceremony';
import { bytes, caseOf, mailbox, next, sent, signer, type TipCounty } from './case';

/** A file sealed by itself, and its sealed pieces as they are sent. */
export interface SealedFile extends ProvenEnclosure {
  readonly id: Id;
  readonly sent: readonly { file: Id; pieces: FileKey['pieces']; piece: number; sealed: string }[];
}

/** Seals a file whole; what is in it is of no matter to the server. */
export function sealFile(content: Uint8Array, name = '照片1.jpg', type = 'image/jpeg'): SealedFile {
  const pieces = piecesFor(content.length)!;
  const file = { id: bytes(16), key: bytes(32), pieces };
  const id = Id.parse(toBase64url(file.id));
  const sealed = Array.from({ length: pieces }, (_, piece) => sealedPiece(file, piece, content));
  return {
    enclosure: { ...file, length: content.length, type, name },
    pieces: sealed.map(({ hash }) => hash),
    id,
    sent: sealed.map((one, piece) => ({ file: id, pieces, piece, sealed: toBase64url(one.bytes) })),
  };
}

function sealedPiece(file: FileKey, piece: number, content: Uint8Array) {
  const bytes = new Uint8Array(SEALED_PIECE_BYTES);
  const data = content.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
  const steps = sealPiece(file, piece, data, bytes);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return { bytes, hash: step.value };
}

/** How often a writer's phone sends a piece that finds the table busy; faults come more often here. */
const PATIENCE = 10;

/** A writer lays a piece down, and again while the table is busy. */
export async function putPiece({ county }: TipCounty, keys: ReceiptKeys, piece: SealedFile['sent'][number]) {
  const put = () => county.send(tipline, { body: { do: 'put', ...mailbox(keys), ...piece } });
  let reply = await put();
  for (let again = 1; reply.code === 'busy' && again < PATIENCE; again += 1) reply = await put();
  return reply;
}

/** An officer writes to the writer of a case, with files that lie there already. */
export async function officerWrites(
  place: TipCounty,
  keys: ReceiptKeys,
  by: TestOfficer,
  files: readonly SealedFile[],
) {
  const { county, directory } = place;
  const params = { ...by.office, case: caseOf(keys) };
  const { records } = await county.must(readCase, { params }, by.session);
  const record = writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction: 1,
    ...next(records),
    directory,
    route: routeOf({ office: by.office, second: null, about: {} }, directory, dayOf(county.clock.now))!,
    content: {
      kind: 'message',
      said: { text: '请看附上的回函。' },
      files: files.map(({ enclosure }) => enclosure),
    },
    pieces: files.flatMap(({ pieces }) => pieces),
    signer: { id: by.id, seed: by.signSeed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
  const act = { act: 'reply' } as const;
  const body = {
    record: sent(record),
    act,
    signer: signer(place, by, record),
    files: files.map(({ id }) => id),
  };
  return county.send(actOnCase, { params, body }, by.session);
}
