/** A site with a log on it, and the verifier asked about it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import fc from 'fast-check';
import { leafHash } from '#shared/crypto/merkle';
import { checkLog } from '#verify/check-log';
import { documents, type Site, serveSite, trustJson, writeLog } from './log-writer';

/** More than two bundles of leaves, with their documents. */
export const COUNT = 600;
export const WRITTEN = documents(COUNT);
export const LEAVES = WRITTEN.map(({ leaf }) => leaf);

export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
/** Where a leaf's document is served. */
export const documentPath = (leaf: Uint8Array): string => `public/log/documents/${base64url(leafHash(leaf))}`;

/** All that is served of the log over all leaves. */
export function goodFiles(): Map<string, Buffer> {
  const files = writeLog(LEAVES);
  for (const { leaf, served } of WRITTEN) files.set(documentPath(leaf), served);
  return files;
}

/** What the verifier answered. */
export interface Checked {
  code: number;
  said: string;
  wrong: string;
}

/** Asks the verifier as the command line does. */
export async function check(...args: string[]): Promise<Checked> {
  const lines: string[] = [];
  const wrong: string[] = [];
  const code = await checkLog(args, { line: (line) => lines.push(line), wrong: (line) => wrong.push(line) });
  return { code, said: lines.join('\n'), wrong: wrong.join('\n') };
}

/** Serves files during the tests of one file, the good ones again before each. */
export function auditedSite(good: ReadonlyMap<string, Buffer>) {
  const files = new Map(good);
  let site: Site;
  let folder: string;
  const serve = (served: ReadonlyMap<string, Buffer>): void => {
    files.clear();
    for (const [path, bytes] of served) files.set(path, bytes);
  };
  const fileOf = (name: string, text: string | Uint8Array): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    site = await serveSite(files);
    fileOf('trust.json', trustJson(site.url));
  });
  afterEach(() => serve(good));
  afterAll(() => {
    site.close();
    rmSync(folder, { recursive: true });
  });
  return {
    files,
    url: () => site.url,
    /** Serves these files and no others. */
    serve,
    /** Serves the log over these leaves and nothing else. */
    serveLeaves: (leaves: readonly Uint8Array[]): void => serve(writeLog(leaves)),
    /** Writes a file for the command line; answers its path. */
    fileOf,
    trusted: (...args: string[]) => check(site.url, '--trust', join(folder, 'trust.json'), ...args),
    /** With keys of this test's own in trust.json. */
    trusting: (more: object, ...args: string[]) =>
      check(site.url, '--trust', fileOf('other.json', trustJson(site.url, more)), ...args),
  };
}

interface Flips {
  /** What is served when nothing is bent, and what is served. */
  good: ReadonlyMap<string, Buffer>;
  files: Map<string, Buffer>;
  audit: () => Promise<{ code: number; wrong: string }>;
  /** How a finding must name the place. */
  named: (path: string, bit: number) => string;
}

/** Flips one bit of one of these files at a time: the audit must fail, in a sentence that names the place. */
export async function everyFlipIsNamed(
  paths: readonly string[],
  { good, files, audit, named }: Flips,
  numRuns: number,
): Promise<void> {
  const flip = fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), async (path, place) => {
    const whole = good.get(path);
    if (!whole) throw new Error(`${path} is not served`);
    const bytes = Buffer.from(whole);
    const bit = place % (bytes.length * 8);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    files.set(path, bytes);
    const { code, wrong } = await audit();
    files.set(path, whole);
    expect(code).toBe(1);
    expect(wrong).toMatch(/^WRONG: .+$/);
    expect(wrong).toContain(named(path, bit));
  });
  await fc.assert(flip, { numRuns });
}
