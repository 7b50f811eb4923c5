/** A small log as the specification describes it, written for the tests of the verifier by other code than its own. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { concatBytes } from '#shared/crypto/bytes';
import { ed25519PublicKey, ed25519Sign } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { leafHash, merkleRoot, nodeHash } from '#shared/crypto/merkle';

/** A key of the test, by one byte of its seed. */
export interface TestKey {
  name: string;
  type: 1 | 4;
  seed: Uint8Array;
  vkey: string;
  id: Buffer;
}

export function testKey(name: string, type: 1 | 4, seedByte: number): TestKey {
  const seed = new Uint8Array(32).fill(seedByte);
  const typed = concatBytes(Uint8Array.of(type), ed25519PublicKey(seed));
  const id = Buffer.from(sha256(Buffer.from(`${name}\n`), typed)).subarray(0, 4);
  return {
    name,
    type,
    seed,
    id,
    vkey: `${name}+${id.toString('hex')}+${Buffer.from(typed).toString('base64')}`,
  };
}

export const LOG = testKey('localhost/log1', 1, 1);
export const CLOCK = testKey('localhost/clock', 4, 2);
export const WITNESS = testKey('witness.example/w1', 4, 3);
/** 2026-11-01 00:00 UTC. */
export const MORNING = 1_793_491_200;

/** The line by which a key signs a text; a cosigner needs its time. */
export function signatureLine(key: TestKey, text: string, time = MORNING): string {
  const stamp = Buffer.alloc(key.type === 4 ? 8 : 0);
  if (key.type === 4) stamp.writeBigUInt64BE(BigInt(time));
  const message = key.type === 4 ? `cosignature/v1\ntime ${time}\n${text}` : text;
  const signature = ed25519Sign(key.seed, Buffer.from(message));
  return `— ${key.name} ${Buffer.concat([key.id, stamp, signature]).toString('base64')}\n`;
}

/** The text of a checkpoint over leaf hashes. */
export function checkpointText(hashes: readonly Uint8Array[], origin = LOG.name): string {
  return `${origin}\n${hashes.length}\n${Buffer.from(merkleRoot(hashes)).toString('base64')}\n`;
}

/** A checkpoint that all of these keys have signed. */
export function checkpointOf(
  hashes: readonly Uint8Array[],
  keys: readonly TestKey[],
  origin = LOG.name,
): string {
  const text = checkpointText(hashes, origin);
  return `${text}\n${keys.map((key) => signatureLine(key, text)).join('')}`;
}

export interface LeafFields {
  kind: number;
  area: number;
  id: Uint8Array;
  version: number;
  time: number;
  prev: Uint8Array;
  commitment: Uint8Array;
}

/** A village of no county. */
const AREA = 999_101_101_000;

export function leafBytes(leaf: Partial<LeafFields>): Buffer {
  const fields = { kind: 1, area: AREA, id: new Uint8Array(16), version: 1, time: MORNING, ...leaf };
  const fixed = Buffer.alloc(9);
  fixed.writeUInt8(fields.kind);
  fixed.writeBigUInt64BE(BigInt(fields.area), 1);
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(fields.version);
  numbers.writeBigUInt64BE(BigInt(fields.time), 4);
  const { prev = new Uint8Array(32), commitment = new Uint8Array(32) } = leaf;
  return Buffer.concat([tag('sunshine/log/v1/leaf'), fixed, fields.id, numbers, prev, commitment]);
}

export function commitmentOf(nonce: Uint8Array, document: Uint8Array): Uint8Array {
  return sha256(tag('sunshine/log/v1/doc'), long(nonce), long(document));
}

function tag(text: string): Buffer {
  return Buffer.from(`${String.fromCharCode(text.length)}${text}`, 'latin1');
}

function long(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Documents of several kinds: notices with versions and a withdrawal, and structures without a nonce. */
export function documents(count: number): { leaf: Buffer; served: Buffer }[] {
  const written: { leaf: Buffer; served: Buffer }[] = [];
  const last = new Map<number, { version: number; hash: Uint8Array }>();
  for (let i = 0; i < count; i += 1) {
    // Every fifth corrects the one five places before it, every fifteenth withdraws it.
    const subject = i % 5 === 4 ? 1_000_000 + Math.floor(i / 15) : i;
    const kind = i % 15 === 14 ? 2 : subject >= 1_000_000 ? 1 : [1, 6, 3, 7][i % 4]!;
    const before = last.get(subject);
    const document = Buffer.from(`document ${i}`);
    const nonce = Buffer.alloc(16, kind >= 6 ? 0 : i + 1);
    const id = Buffer.alloc(16);
    id.writeUInt32BE(subject);
    const version = (before?.version ?? 0) + 1;
    const prev = before?.hash ?? new Uint8Array(32);
    const commitment = commitmentOf(nonce, document);
    const leaf = leafBytes({ kind, id, version, prev, commitment });
    last.set(subject, { version, hash: leafHash(leaf) });
    written.push({ leaf, served: Buffer.concat([nonce, document]) });
  }
  return written;
}

/** Everything that a server serves for these leaves, by path below its address. */
export function writeLog(leaves: readonly Uint8Array[], log = LOG): Map<string, Buffer> {
  const folder = log.name.split('/').at(-1)!;
  const files = new Map<string, Buffer>();
  let hashes = leaves.map((leaf) => leafHash(leaf));
  const checkpoint = checkpointOf(hashes, [log, CLOCK, WITNESS], log.name);
  for (const [path, bytes] of writeProofs(leaves, checkpoint)) files.set(path, bytes);
  files.set(`${folder}/checkpoint`, Buffer.from(checkpoint));
  const entries = leaves.map((leaf) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(leaf.length);
    return Buffer.concat([length, leaf]);
  });
  putTiles(files, `${folder}/tile/entries`, entries);
  for (let level = 0; hashes.length > 0; level += 1) {
    putTiles(files, `${folder}/tile/${level}`, hashes);
    const full = Math.floor(hashes.length / 256);
    const below = hashes;
    hashes = Array.from({ length: full }, (_, i) => merkleRoot(below.slice(i * 256, i * 256 + 256)));
  }
  return files;
}

/** The proof files of all leaves under one checkpoint, by path below the server's address. */
export function writeProofs(leaves: readonly Uint8Array[], checkpoint: string): Map<string, Buffer> {
  const hashes = leaves.map((leaf) => leafHash(leaf));
  const { paths } = pathsOver(hashes);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return new Map(
    leaves.map((leaf, i) => {
      const lines = [PROOF_HEADER, `extra ${base64(leaf)}`, `index ${i}`, ...paths[i]!.map(base64)];
      return [proofPath(leaf), Buffer.from(`${lines.join('\n')}\n\n${checkpoint}`)];
    }),
  );
}

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';

/** Where a leaf's proof file is served. */
export function proofPath(leaf: Uint8Array): string {
  return `public/log/proofs/${Buffer.from(leafHash(leaf)).toString('base64url')}`;
}

/** The root over hashes, and what lies beside the way of each to it. */
function pathsOver(hashes: readonly Uint8Array[]): { root: Uint8Array; paths: Uint8Array[][] } {
  if (hashes.length < 2) return { root: hashes[0] ?? new Uint8Array(32), paths: hashes.map(() => []) };
  let middle = 1;
  while (middle * 2 < hashes.length) middle *= 2;
  const [left, right] = [pathsOver(hashes.slice(0, middle)), pathsOver(hashes.slice(middle))];
  for (const path of left.paths) path.push(right.root);
  for (const path of right.paths) path.push(left.root);
  return { root: nodeHash(left.root, right.root), paths: [...left.paths, ...right.paths] };
}

function putTiles(files: Map<string, Buffer>, folder: string, parts: readonly Uint8Array[]): void {
  for (let i = 0; i < parts.length; i += 256) {
    const tile = parts.slice(i, i + 256);
    const name = String(i / 256).padStart(3, '0');
    files.set(`${folder}/${name}${tile.length < 256 ? `.p/${tile.length}` : ''}`, Buffer.concat(tile));
  }
}

/** What trust.json says of the log of these tests. */
export function trustJson(api: string, more: object = {}): string {
  const log = { logs: [LOG.vkey], clock: CLOCK.vkey, witnesses: [WITNESS.vkey], quorum: 1, ...more };
  return JSON.stringify({ hosts: { api }, log });
}

/** An address that serves files, and ends when told. */
export interface Site {
  url: string;
  close: () => void;
}

/** Stands in the place of a file that was erased: it is answered with 410. */
export const ERASED = Buffer.from('erased');

/** Serves files on the loopback; `trust.json` is served too unless the files hold one. */
export async function serveSite(files: Map<string, Buffer>): Promise<Site> {
  const site = { url: '' };
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    const file = files.get(path) ?? (path === 'trust.json' ? Buffer.from(trustJson(site.url)) : undefined);
    response.writeHead(file === ERASED ? 410 : file ? 200 : 404).end(file);
  });
  site.url = await listen(server);
  return { url: site.url, close: () => closeNow(server) };
}

/** Listens on any free port of the loopback; answers the address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function closeNow(server: Server): void {
  server.close();
  server.closeAllConnections();
}
