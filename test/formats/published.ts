import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { concatBytes } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { utf8 } from '#shared/crypto/utf8';

/** The first bytes of SHA-256("example " || name || u8 0) || SHA-256(.. u8 1) .., as in the vectors of the formats. */
export function fx(name: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    sha256(utf8(`example ${name}`), Uint8Array.of(i)),
  );
  return concatBytes(...blocks).slice(0, length);
}

/** Holds values against the published ones, byte for byte; WRITE_VECTORS=yes publishes them. */
export function isPublished(file: string, made: object): void {
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (process.env['WRITE_VECTORS']) writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
}
