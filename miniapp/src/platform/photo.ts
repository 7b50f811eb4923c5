import { fromBase64 } from '#shared/crypto/bytes';
import { chooseFiles } from './choose-files';
import { type Fit, type Photo, smallEnough } from './small-photo';

// Photographs, made small on the device. photo.weapp.ts is the other half.

/** Lets somebody take or choose photographs, at most so many; none when they would rather not. */
export async function takePhotos(fit: Fit, most: number): Promise<(Photo | 'unreadable')[]> {
  const taken: (Photo | 'unreadable')[] = [];
  // One after the other: a phone has no room for many large pictures at once.
  for (const file of await chooseFiles('image/*', most)) taken.push(await shrink(file, fit));
  return taken;
}

async function shrink(file: File, fit: Fit): Promise<Photo | 'unreadable'> {
  const url = URL.createObjectURL(file);
  let image: Promise<HTMLImageElement> | undefined;
  try {
    return await smallEnough(fit, async (edge, quality) => draw(await (image ??= load(url)), edge, quality));
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
