/** UTF-8 (RFC 3629), strict both ways: lone surrogates, overlong forms and stray bytes are refused. */

/** The UTF-8 bytes of a text. Throws on a lone surrogate. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('lone surrogate');
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

/** True when the text can be written as UTF-8: it holds no lone surrogate (half of a cut emoji, say). */
export function isWellFormed(text: string): boolean {
  return Array.from(text).every((letter) => !/^[\ud800-\udfff]$/.test(letter));
}

/** The text of UTF-8 bytes, or null where they are not UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | null {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const more = tailsAfter(first);
    if (more < 0 || at + more >= bytes.length) return null;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let i = 1; i <= more; i += 1) {
      const next = bytes[at + i] ?? 0;
      if (next >> 6 !== 2) return null;
      code = (code << 6) | (next & 0x3f);
    }
    if (!isCanonical(code, more)) return null;
    text += String.fromCodePoint(code);
    at += 1 + more;
  }
  return text;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

function tailsAfter(first: number): number {
  if (first < 0x80) return 0;
  if (first >> 5 === 0b110) return 1;
  if (first >> 4 === 0b1110) return 2;
  return first >> 3 === 0b11110 ? 3 : -1;
}

const SMALLEST = [0, 0x80, 0x800, 0x10000] as const;

function isCanonical(code: number, more: number): boolean {
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return code >= (SMALLEST[more] ?? 0) && code <= 0x10ffff && !surrogate;
}
