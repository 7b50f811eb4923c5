import Taro from '@tarojs/taro';

/** `length` random bytes from the phone's generator (at most 1 MB). */
export async function randomBytes(length: number): Promise<Uint8Array<ArrayBuffer>> {
  const { randomValues } = await Taro.getRandomValues({ length });
  return new Uint8Array(randomValues);
}
