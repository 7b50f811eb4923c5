import { fromBase64 } from '#shared/crypto/bytes';
import { type Photo, smallEnough } from './paper-photo';

// A photograph of a paper, made small on the device. photo.weapp.ts is the other half.

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
  let image: Promise<HTMLImageElement> | undefined;
  try {
    return await smallEnough(async (edge, quality) => draw(await (image ??= load(url)), edge, quality));
  } finally {
    URL.revokeObjectURL(url);
  }
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
function draw(image: HTMLImageElement, edge: number, quality: number) {
  const scale = Math.min(1, edge / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const src = canvas.toDataURL('image/jpeg', quality);
  return { bytes: fromBase64(src.slice(src.indexOf(',') + 1)), src };
}
