import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';

const KB = 1024;
const WEAPP = '.build/weapp';
const H5 = '.build/h5';

function filesIn(folder: string): { path: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: path.slice(folder.length + 1), bytes: readFileSync(path).length };
    });
}

function sum(files: readonly { bytes: number }[]): number {
  return files.reduce((total, file) => total + file.bytes, 0);
}

function zipped(path: string): number {
  return gzipSync(readFileSync(join(H5, path))).length;
}

/** The scripts of index.html and the chunks that the route of the home page asks for. */
function firstRoute(): string[] {
  const html = readFileSync(join(H5, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/<script[^>]* src="\/([^"]+)"/g)].map(([, path]) => path!);
  const app = readFileSync(join(H5, entries.find((path) => path.includes('/app.'))!), 'utf8');
  const route = /"?path"?:"area\/home\/index","?load"?:(.*?)"?path"?:"/s.exec(app)?.[1] ?? '';
  const ids = [...route.matchAll(/\.e\("?(\w+)"?\)/g)].map(([, id]) => id!);
  return [...entries, ...ids.map((id) => chunkOf(id, app))];
}

/** The file of a chunk: by its number, or by the name the app gives that number. */
function chunkOf(id: string, app: string): string {
  const files = readdirSync(join(H5, 'chunk')).filter((name) => name.endsWith('.js'));
  const names = [
    id,
    ...[...app.matchAll(new RegExp(`\\b"?${id}"?(?::|===?\\w+\\?)"(\\w+)"`, 'g'))].map(([, name]) => name!),
  ];
  const file = files.find((one) => names.some((name) => one.startsWith(`${name}.`)));
  if (!file) throw new Error(`no file for chunk ${id}`);
  return `chunk/${file}`;
}

describe('the mini-program', () => {
  const files = filesIn(WEAPP);
  const { subPackages } = JSON.parse(readFileSync(join(WEAPP, 'app.json'), 'utf8')) as {
    subPackages: { root: string }[];
  };
  const inMain = files.filter(({ path }) => !subPackages.some(({ root }) => path.startsWith(`${root}/`)));

  it('has a main package of at most 700 KB', () => {
    expect(sum(inMain)).toBeLessThanOrEqual(700 * KB);
  });

  it('weighs at most 1.5 MB in all', () => {
    expect(sum(files)).toBeLessThanOrEqual(1.5 * KB * KB);
  });

  it('keeps `**` of BigInt as it is', () => {
    const scripts = files.filter(({ path }) => path.endsWith('.js'));
    expect(scripts.map(({ path }) => readFileSync(join(WEAPP, path), 'utf8')).join('')).not.toContain(
      'Math.pow(',
    );
  });

  it('hands aria attributes on to the reader', () => {
    const template = readFileSync(join(WEAPP, 'base.wxml'), 'utf8');
    const scripts = files.filter(({ path }) => path.endsWith('.js'));
    const code = scripts.map(({ path }) => readFileSync(join(WEAPP, path), 'utf8')).join('');
    for (const name of ['aria-role', 'aria-label', 'aria-checked', 'aria-disabled']) {
      expect(template).toContain(name);
      // The runtime must know them too, or it sends them under names that the template does not read.
      expect(code).toContain(name);
    }
  });
});

describe('the site', () => {
  it('asks for at most 220 KB of gzipped scripts before the first page', () => {
    const route = firstRoute();
    expect(route.length).toBeGreaterThan(2);
    expect(route.reduce((total, path) => total + zipped(path), 0)).toBeLessThanOrEqual(220 * KB);
  });

  it('names every script and style by what is in it', () => {
    const named = filesIn(H5).filter(({ path }) => /\.(js|css)$/.test(path));
    expect(named.length).toBeGreaterThan(4);
    for (const { path } of named) expect(path).toMatch(/\.[0-9a-f]{8}\.(js|css)$/);
  });

  it('has everybody fetch every page ahead', () => {
    const html = readFileSync(join(H5, 'index.html'), 'utf8');
    const chunks = readdirSync(join(H5, 'chunk')).filter((name) => name.endsWith('.js'));
    for (const name of chunks) expect(html).toContain(`"/chunk/${name}"`);
  });
});
