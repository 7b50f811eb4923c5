import Taro from '@tarojs/taro';
import type { Chosen } from './chosen';
import { readPart } from './file-part';

// Files as they are. choose-originals.ts is the other half.

/**
 * Lets somebody choose files, at most so many; none when they would rather not. WeChat hands over what lies in a chat:
 * a file is sent to oneself first.
 */
export async function chooseOriginals(most: number): Promise<Chosen[]> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: most, type: 'all' });
    return tempFiles.map(({ name, size, path }) => ({
      name,
      type: typeOf(name),
      length: size,
      read: (from, to) => readPart(path, from, to),
    }));
  } catch {
    return [];
  }
}

const TYPES = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
} as const;

/** WeChat says no media type: it is the one that the name's ending stands for. */
function typeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.entries(TYPES).find(([known]) => known === ending)?.[1] ?? 'application/octet-stream';
}
