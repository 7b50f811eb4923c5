import { bytesOf } from '#shared/crypto/bytes';
import { bareJpeg } from '#shared/jpeg';

/** The photograph as bytes, where it is one; where and when it was taken is not kept, whatever the phone sent. */
export function photoOf(text: string): Uint8Array | undefined {
  return bareJpeg(bytesOf(text));
}
