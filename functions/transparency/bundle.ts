/** Bundles of 256 leaves as C2SP tlog-tiles serves them: each leaf after its length. */
import { concatBytes } from '#shared/crypto/bytes';
import { v16 } from '#shared/crypto/codec';

/** The bundle of these leaves. */
export function bundleOf(leaves: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...leaves.map(v16));
}

/** The leaves of a bundle. */
export function leavesOf(bundle: Uint8Array): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const from = at + 2;
    at = from + (bundle[at] ?? 0) * 256 + (bundle[at + 1] ?? 0);
    leaves.push(bundle.slice(from, at));
  }
  return leaves;
}
