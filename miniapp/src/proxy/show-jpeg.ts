import { bytesOf, toBase64 } from '#shared/crypto/bytes';

/** Where a JPEG that came as base64url is shown from. */
export function showJpeg(paper: string): string {
  return `data:image/jpeg;base64,${toBase64(bytesOf(paper))}`;
}
