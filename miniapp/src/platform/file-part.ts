import Taro from '@tarojs/taro';

// Files of a mini-program, as the two that choose and record them read them.

/** The bytes of a file from one place up to, not including, another. */
export function readPart(filePath: string, from: number, to: number): Promise<Uint8Array> {
  if (to <= from) return Promise.resolve(new Uint8Array(0));
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      position: from,
      length: to - from,
      success: ({ data }) => {
        if (typeof data === 'string') reject(new Error('no bytes'));
        else resolve(new Uint8Array(data));
      },
      fail: () => reject(new Error('no file')),
    });
  });
}
