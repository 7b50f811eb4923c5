import Taro from '@tarojs/taro';
import type { Chosen } from './chosen';
import { readPart } from './file-part';
import type { Recording } from './voice';

// Recording what somebody says, on the phone. voice.ts is the other half.

/** Ten minutes, the longest that WeChat records: some 3.6 MB. */
const LONGEST = {
  duration: 600_000,
  format: 'mp3',
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
} as const;

/** Begins to record; nothing where the person does not let it. */
export const record: ((name: string) => Promise<Recording | undefined>) | undefined = (name) => {
  const recorder = Taro.getRecorderManager();
  const ended = new Promise<Chosen | undefined>((resolve) => {
    recorder.onStop(
      ({ tempFilePath }) =>
        void sizeOf(tempFilePath).then((size) => resolve(fileAt(tempFilePath, size, name))),
    );
    recorder.onError(() => resolve(undefined));
  });
  const end = (): Promise<Chosen | undefined> => {
    recorder.stop();
    return ended;
  };
  return new Promise((resolve) => {
    recorder.onStart(() => resolve({ end }));
    void ended.then(() => resolve(undefined));
    recorder.start(LONGEST);
  });
};

function fileAt(path: string, length: number, name: string): Chosen | undefined {
  if (length === 0) return undefined;
  return { name, type: 'audio/mpeg', length, read: (from, to) => readPart(path, from, to) };
}

function sizeOf(filePath: string): Promise<number> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().getFileInfo({
      filePath,
      success: ({ size }) => resolve(size),
      fail: () => resolve(0),
    });
  });
}
