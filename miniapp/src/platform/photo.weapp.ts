import Taro from '@tarojs/taro';
import { fromBase64 } from '#shared/crypto/bytes';
import { bareJpeg } from '#shared/jpeg';
import { type Fit, type Photo, smallEnough } from './small-photo';

// Photographs, made small on the phone. photo.ts is the other half.

/** Lets somebody take or choose photographs, at most so many; none when they would rather not. */
export async function takePhotos(fit: Fit, most: number): Promise<(Photo | 'unreadable')[]> {
  const taken: (Photo | 'unreadable')[] = [];
  for (const src of await choose(most))
    taken.push(await smallEnough(fit, (edge, quality) => shrink(src, edge, quality)));
  return taken;
}

async function choose(count: number): Promise<string[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] });
    return tempFiles.map(({ tempFilePath }) => tempFilePath);
  } catch {
    return [];
  }
}

/** WeChat may keep what the camera wrote beside the picture, so that is taken out here. */
async function shrink(from: string, edge: number, quality: number) {
  const asked = { src: from, quality: Math.round(quality * 100), compressedWidth: edge };
  const { tempFilePath: src } = await Taro.compressImage(asked);
  const file = await read(src);
  return { bytes: file && bareJpeg(file), src };
}

function read(filePath: string): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve((typeof data === 'string' && fromBase64(data)) || undefined),
      fail: () => reject(new Error('no file')),
    });
  });
}
