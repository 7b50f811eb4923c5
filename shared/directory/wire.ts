/** The directory between bytes and the JSON that carries it. */
import { bytesOf, toBase64url } from '../crypto/bytes';
import type { DirectoryWire } from './contract';
import type { SentDirectory } from './directory';

export function directoryToWire({ root, snapshot, entries, proof }: SentDirectory): DirectoryWire {
  return {
    root: toBase64url(root),
    snapshot: toBase64url(snapshot),
    entries: entries.map(toBase64url),
    proof: proof && toBase64url(proof),
  };
}

export function directoryFromWire(wire: DirectoryWire): SentDirectory {
  return {
    root: bytesOf(wire.root),
    snapshot: bytesOf(wire.snapshot),
    entries: wire.entries.map(bytesOf),
    proof: wire.proof === null ? null : bytesOf(wire.proof),
  };
}
