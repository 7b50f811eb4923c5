/** What the offline root key says: which directory key is the county's, and for which days (formats.md section 5). */
import type { AreaCode } from '../area/code';
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32, u64 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { readArea } from './office';

export interface Root {
  readonly area: AreaCode;
  readonly directoryPk: Uint8Array;
  /** Both days are inclusive. */
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The signed root statement. Made where the root key lies: never on a server of a deployment. */
export function signRoot(root: Root, rootSeed: Uint8Array): Uint8Array {
  const signed = concatBytes(
    tag('dir/root'),
    u64(Number(root.area)),
    fixed(root.directoryPk, 32),
    u32(root.firstDay),
    u32(root.lastDay),
  );
  return concatBytes(signed, ed25519Sign(rootSeed, signed));
}

/** The statement of these bytes, or null unless this root key signed it. */
export function readRoot(bytes: Uint8Array, rootPk: Uint8Array): Root | null {
  return decode(bytes, (reader) => {
    reader.tag('dir/root');
    const root = {
      area: readArea(reader),
      directoryPk: reader.fixed(32),
      firstDay: reader.u32(),
      lastDay: reader.u32(),
    };
    const signed = reader.soFar();
    reader.check(ed25519Verify(rootPk, signed, reader.fixed(64)));
    return root;
  });
}
