// What the two halves of photo.ts share: how small a photograph must be.

export interface Photo {
  /** A JPEG without what a camera writes beside the picture. */
  bytes: Uint8Array;
  /** Where this device shows it from. */
  src: string;
}

/** How a photograph is made small: what is tried one after the other, until it is small enough. */
export interface Fit {
  readonly bytesAtMost: number;
  /** Longest edge in px, and JPEG quality of 1. */
  readonly sizes: readonly (readonly [edge: number, quality: number])[];
}

/** The picture made small, without the place and time that a camera writes into its files. */
type Shrink = (
  edge: number,
  quality: number,
) => Promise<{ bytes: Uint8Array | null | undefined; src: string }>;

/** The first that is small enough; nothing where there is none, or the device does not know the picture. */
export async function smallEnough(
  { bytesAtMost, sizes }: Fit,
  shrink: Shrink,
): Promise<Photo | 'unreadable'> {
  try {
    for (const [edge, quality] of sizes) {
      const { bytes, src } = await shrink(edge, quality);
      if (bytes && bytes.length > 0 && bytes.length <= bytesAtMost) return { bytes, src };
    }
  } catch {
    // No picture, or one the device does not know.
  }
  return 'unreadable';
}
