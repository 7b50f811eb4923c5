/** Addresses that somebody else wrote down: in trust.json, on a command line. */

/**
 * The address of a server as it is asked, without a slash at its end; null for anything but http:// or https://, a host
 * and a path: what is put behind a question mark or a hash would ask for something else, and who asks has no password.
 */
export function serverAddress(text: string): string | null {
  // Readers of addresses pass over these in silence.
  if (!/^https?:\/\/[^/]/i.test(text) || /[\p{White_Space}\p{Cc}\p{Cf}\\?#]/u.test(text)) return null;
  try {
    const { origin, pathname, username, password } = new URL(text);
    if (username !== '' || password !== '') return null;
    return `${origin}${pathname}`.replace(/\/+$/, '');
  } catch {
    return null;
  }
}

/** The last part of a name as a part of an address; null where it would lead elsewhere. */
export function lastPart(name: string): string | null {
  const last = name.split('/').at(-1) ?? '';
  return /^\.*$/.test(last) ? null : encodeURIComponent(last);
}
