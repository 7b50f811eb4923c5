import { toBase64url } from '#shared/crypto/bytes';
import { PAPER_AT_MOST } from '#shared/proxy/contract';

// What the two halves of photo.ts share: how small a photographed paper must be.

export interface Photo {
  /** A JPEG of at most `PAPER_AT_MOST` bytes, base64url. */
  paper: string;
  /** Where this device shows it from. */
  src: string;
}

/** Longest edge in px and JPEG quality of 1, one after the other until it is small enough. */
const SIZES = [
  [1600, 0.7],
  [1280, 0.6],
  [1000, 0.5],
  [800, 0.4],
] as const;

/** The picture made small, without the place and time that a camera writes into its files. */
type Shrink = (
  edge: number,
  quality: number,
) => Promise<{ bytes: Uint8Array | null | undefined; src: string }>;

/** The first that is small enough; nothing where there is none, or the device does not know the picture. */
export async function smallEnough(shrink: Shrink): Promise<Photo | undefined> {
  try {
    for (const [edge, quality] of SIZES) {
      const { bytes, src } = await shrink(edge, quality);
      if (bytes && bytes.length > 0 && bytes.length <= PAPER_AT_MOST)
        return { paper: toBase64url(bytes), src };
    }
  } catch {
    // No picture, or one the device does not know.
  }
  return undefined;
}
