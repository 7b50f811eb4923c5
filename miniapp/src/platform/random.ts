/** `length` random bytes from the browser's generator. */
export async function randomBytes(length: number): Promise<Uint8Array<ArrayBuffer>> {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
