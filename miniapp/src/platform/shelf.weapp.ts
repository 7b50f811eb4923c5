import Taro from '@tarojs/taro';

// What lies on this device: the mini-program's storage. shelf.ts is the other half.

/** The text under a key; undefined when there is none. */
export function take(key: string): string | undefined {
  const text: unknown = Taro.getStorageSync(key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** Puts a text under a key; false when there is no room (1 MB a key, 10 MB in all). */
export function put(key: string, text: string): boolean {
  try {
    Taro.setStorageSync(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Takes a key away. */
export function drop(key: string): void {
  Taro.removeStorageSync(key);
}

/** All keys on the shelf. */
export function keys(): string[] {
  return Taro.getStorageInfoSync().keys;
}
