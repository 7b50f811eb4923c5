/** Base64url by node itself: the same decisions as `shared/crypto/bytes`, which phones need, in a twentieth of the time. */

/** Base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

/** Bytes of unpadded base64url, or null; node takes many spellings, and only the one it would write itself is one here. */
export function fromBase64url(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? new Uint8Array(bytes) : null;
}

/** Bytes of base64url that a schema has already checked; anything else is a bug and throws. */
export function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (bytes === null) throw new RangeError('not base64url');
  return bytes;
}
