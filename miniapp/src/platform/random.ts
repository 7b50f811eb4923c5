/** `length` random bytes from the browser's generator. */
export function randomBytes(length: number): Promise<Uint8Array<ArrayBuffer>> {
  return Promise.resolve(globalThis.crypto.getRandomValues(new Uint8Array(length)));
}
