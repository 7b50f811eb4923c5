import Taro from '@tarojs/taro';
import { fromBase64 } from '#shared/crypto/bytes';
import { bareJpeg } from '#shared/proxy/jpeg';
import { type Photo, smallEnough } from './paper-photo';

// A photograph of a paper, made small on the phone. photo.ts is the other half.

/** Lets somebody take or choose a photograph; nothing when they would rather not. */
export async function takePhoto(): Promise<Photo | 'unreadable' | undefined> {
  const src = await choose();
  if (src === undefined) return undefined;
  return (await smallEnough((edge, quality) => shrink(src, edge, quality))) ?? 'unreadable';
}

async function choose(): Promise<string | undefined> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: 1,
      mediaType: ['image'],
      sizeType: ['compressed'],
    });
    return tempFiles[0]?.tempFilePath;
  } catch {
    return undefined;
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
