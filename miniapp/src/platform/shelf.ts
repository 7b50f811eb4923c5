// What lies on this device: localStorage on H5. shelf.weapp.ts is the other half.

/** The text under a key; undefined when there is none or the browser keeps nothing. */
export function take(key: string): string | undefined {
  try {
    return globalThis.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Puts a text under a key; false when there is no room or storing is forbidden. */
export function put(key: string, text: string): boolean {
  try {
    globalThis.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Takes a key away. */
export function drop(key: string): void {
  try {
    globalThis.localStorage.removeItem(key);
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** All keys on the shelf. */
export function keys(): string[] {
  try {
    return Object.keys(globalThis.localStorage);
  } catch {
    return [];
  }
}
