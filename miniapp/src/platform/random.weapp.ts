import Taro from '@tarojs/taro';

/** `length` random bytes from the phone's generator (at most 1 MB). */
export function randomBytes(length: number): Promise<Uint8Array<ArrayBuffer>> {
  // By callback: Taro 4.2 does not make a promise of this one in WeChat, whatever its types say.
  return new Promise((resolve, reject) => {
    void Taro.getRandomValues({
      length,
      success: ({ randomValues }) => resolve(new Uint8Array(randomValues)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}
