import { fromBase64, toBase64url } from '#shared/crypto/bytes';
import { PAPER_AT_MOST } from '#shared/proxy/contract';

// A photograph of a paper, made small on the device. photo.weapp.ts is the other half.

export interface Photo {
  /** A JPEG of at most `PAPER_AT_MOST` bytes, base64url. */
  paper: string;
  /** Where this device shows it from. */
  src: string;
}

/** Longest edge in px and JPEG quality, one after the other until it is small enough. */
const SIZES = [
  [1600, 0.7],
  [1280, 0.6],
  [1000, 0.5],
  [800, 0.4],
] as const;

/** Lets somebody take or choose a photograph; nothing when they would rather not or it cannot be read. */
export async function takePhoto(): Promise<Photo | 'unreadable' | undefined> {
  const file = await chooseFile();
  return file && ((await shrink(file)) ?? 'unreadable');
}

function chooseFile(): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = 'image/*';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

async function shrink(file: File): Promise<Photo | undefined> {
  const url = URL.createObjectURL(file);
  try {
    const image = await load(url);
    for (const [edge, quality] of SIZES) {
      const src = draw(image, edge, quality);
      const bytes = fromBase64(src.slice(src.indexOf(',') + 1));
      if (bytes && bytes.length > 0 && bytes.length <= PAPER_AT_MOST)
        return { paper: toBase64url(bytes), src };
    }
  } catch {
    // No picture, or one the browser does not know.
  } finally {
    URL.revokeObjectURL(url);
  }
  return undefined;
}

function load(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('no picture'));
    image.src = url;
  });
}

/** Drawn anew: place and time that a camera writes into its files do not go along. */
function draw(image: HTMLImageElement, edge: number, quality: number): string {
  const scale = Math.min(1, edge / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', quality);
}
