import { bytesOf } from '#shared/crypto/bytes';
import { blobTypeOf } from '../platform/blobs';

/** The photograph as bytes, where it is one. */
export function photoOf(text: string): Uint8Array | undefined {
  const paper = bytesOf(text);
  return blobTypeOf(paper) === 'image/jpeg' ? paper : undefined;
}
