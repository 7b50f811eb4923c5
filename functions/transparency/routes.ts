import { concatBytes, toBase64 } from '#shared/crypto/bytes';
import { utf8 } from '#shared/crypto/utf8';
import { fail, ok, type Result } from '#shared/result';
import * as contracts from '#shared/transparency/contract';
import { writeProof } from '#shared/transparency/proof';
import { readTilePath, TILE_WIDTH, widthAt } from '#shared/transparency/tree';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { proofReader, type ReadProof } from './proofs';
import * as store from './store';

/** What reading the log needs beside the platform. */
export interface LogReader extends Platform {
  /** The number of the log that is written now. */
  logNumber: number;
}

/** Finds proofs in the log, each made once. */
export function proofFinder(p: LogReader): ReadProof {
  return proofReader(
    async (hash) => {
      const parts = await store.readProofParts(p.dynamo, p.logNumber, hash);
      return parts && writeProof(parts);
    },
    () => p.now() * 1000,
  );
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The log as anyone reads it: static files, byte for byte as C2SP tlog-tiles says, and proofs made of them. */
export function logPublicRoutes(p: LogReader & { findProof: ReadProof }): Route[] {
  return [
    route(contracts.checkpoint, async ({ params }) => {
      const found = await store.readCheckpoint(p.dynamo, numberOf(params.log));
      return found ? ok(bytes(utf8(found.note))) : fail('not-found');
    }),
    route(contracts.tile, ({ params }) => readTile(p, numberOf(params.log), params.tile)),
    route(contracts.leafProof, async ({ params }) => {
      const file = await p.findProof(params.leaf);
      return file ? ok(bytes(file)) : fail('not-logged');
    }),
    route(contracts.consistency, ({ params }) => readConsistency(p, params)),
    route(contracts.loggedDocument, async ({ params }) => {
      const found = await store.readDocument(p.dynamo, params.leaf);
      if (!found) return fail('not-found');
      return 'erased' in found ? erased(found) : ok(bytes(concatBytes(found.nonce, found.document)));
    }),
  ];
}

const TILE = /^(entries|0|[1-9]|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** A tile or bundle, whole or its first hashes, as far as the signed log has come. */
async function readTile(p: LogReader, log: number, path: string): Promise<Result<Bytes>> {
  const [, name, place = '', partial] = TILE.exec(path) ?? [];
  const index = readTilePath(place);
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (name === undefined || index === null || (partial !== undefined && width >= TILE_WIDTH))
    return fail('not-found');
  const level = name === 'entries' ? 0 : Number(name);
  const signed = await store.readCheckpoint(p.dynamo, log);
  if (!signed || widthAt(level, signed.size) < index * TILE_WIDTH + width) return fail('not-found');
  const found =
    name === 'entries'
      ? await store.readBundle(p.dynamo, log, index, width)
      : await store.readTile(p.dynamo, log, { level, index }, width);
  return found ? ok(bytes(found)) : fail('not-found');
}

async function readConsistency(
  p: LogReader,
  { log, older, newer }: { log: string; older: number; newer: number },
): Promise<Result<Bytes>> {
  const signed = await store.readCheckpoint(p.dynamo, numberOf(log));
  if (!signed || older < 1 || older > newer || newer > signed.size) return fail('not-found');
  const hashes = await store.readConsistency(p.dynamo, numberOf(log), older, newer);
  return ok(bytes(utf8(hashes.map((hash) => `${toBase64(hash)}\n`).join(''))));
}

/** That it was erased, on which day (`on`) and why (`reason`), where the row says so. */
function erased({ on, reason }: { on?: string | undefined; reason?: string | undefined }): Result<Bytes> {
  const words = Object.entries({ on, reason }).flatMap(([path, message]) =>
    message === undefined ? [] : [{ path, message }],
  );
  return fail('document-erased', words.length > 0 ? words : undefined);
}

function numberOf(log: string): number {
  return Number(log.slice(3));
}

/** Bytes of a buffer of their own, as an answer wants them. */
function bytes(of: Uint8Array): Bytes {
  return new Uint8Array(of);
}
