import Taro from '@tarojs/taro';
import { concatBytes, toBase64 } from '#shared/crypto/bytes';
import { pictureType, safeName } from '#shared/tip/file-kind';
import type { Shown } from './show-file';

// Files that were opened on this phone. show-file.ts is the other half.

/** The parts as a picture; undefined when they are none. */
export function showPicture(parts: readonly Uint8Array[]): Shown | undefined {
  const type = parts[0] && pictureType(parts[0]);
  if (!type) return undefined;
  return { src: `data:${type};base64,${toBase64(concatBytes(...parts))}`, letGo: () => undefined };
}

/** None: a sound is kept, and opened by WeChat. */
export const playSound: (parts: readonly Uint8Array[]) => Shown | undefined = () => undefined;

/** Opens a file in WeChat, which lets it be kept; of it nothing stays in the mini-program. */
export function keepFile(parts: readonly Uint8Array[], name: string): void {
  const files = Taro.getFileSystemManager();
  const filePath = `${Taro.env.USER_DATA_PATH}/${safeName(name)}`;
  const remove = (): void => files.unlink({ filePath, fail: () => undefined });
  files.writeFile({
    filePath,
    data: concatBytes(...parts).slice().buffer,
    success: () => {
      void Taro.openDocument({ filePath, showMenu: true })
        .catch(() => Taro.showToast({ title: '手机打不开这种文件，请到电脑上查看', icon: 'none' }))
        .finally(remove);
    },
    fail: () => void Taro.showToast({ title: '手机存不下这个文件，请腾出空间再点', icon: 'none' }),
  });
}
