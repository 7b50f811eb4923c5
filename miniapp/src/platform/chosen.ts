/** A file that somebody chose, of which only a part is in memory at once. */
export interface Chosen {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly length: number;
  /** Where this device shows it from, where it is a picture that was made small. */
  readonly src?: string;
  /** The bytes from one place up to, not including, another. */
  readonly read: (from: number, to: number) => Promise<Uint8Array>;
}

/** A photograph that was made small, under a name that says nothing of where or when. */
export function chosenPhoto(bytes: Uint8Array, src: string, name: string): Chosen {
  const read = (from: number, to: number) => Promise.resolve(bytes.subarray(from, to));
  return { name, type: 'image/jpeg', length: bytes.length, src, read };
}
