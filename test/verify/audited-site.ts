/** A site with a log on it, and the verifier asked about it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
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
