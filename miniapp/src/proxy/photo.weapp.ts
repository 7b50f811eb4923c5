import Taro from '@tarojs/taro';
import { fromBase64, toBase64url } from '#shared/crypto/bytes';
import { PAPER_AT_MOST } from '#shared/proxy/contract';

// A photograph of a paper, made small on the phone. photo.ts is the other half.

export interface Photo {
  /** A JPEG of at most `PAPER_AT_MOST` bytes, base64url. */
  paper: string;
  /** Where this device shows it from. */
  src: string;
}

/** Longest edge in px and JPEG quality in per cent, one after the other until it is small enough. */
const SIZES = [
  [1600, 70],
  [1280, 60],
  [1000, 50],
  [800, 40],
] as const;

/** Lets somebody take or choose a photograph; nothing when they would rather not. */
export async function takePhoto(): Promise<Photo | 'unreadable' | undefined> {
  const src = await choose();
  return src === undefined ? undefined : ((await shrink(src)) ?? 'unreadable');
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

async function shrink(from: string): Promise<Photo | undefined> {
  try {
    for (const [edge, quality] of SIZES) {
      const { tempFilePath: src } = await Taro.compressImage({ src: from, quality, compressedWidth: edge });
      const bytes = await read(src);
      if (bytes && bytes.length <= PAPER_AT_MOST) return { paper: toBase64url(bytes), src };
    }
  } catch {
    // No picture, or one WeChat does not know.
  }
  return undefined;
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
