import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filesIn, firstRouteBytes, H5, WEAPP, weappBytes } from './sizes';

const KB = 1024;

describe('the mini-program', () => {
  const files = filesIn(WEAPP);

  it('has a main package of at most 700 KB', () => {
    expect(weappBytes().main).toBeLessThanOrEqual(700 * KB);
  });

  it('weighs at most 1.5 MB in all', () => {
    expect(weappBytes().total).toBeLessThanOrEqual(1.5 * KB * KB);
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
    const { scripts, gzipped } = firstRouteBytes();
    expect(scripts).toBeGreaterThan(2);
    expect(gzipped).toBeLessThanOrEqual(220 * KB);
  });

  it('names every script and style by what is in it', () => {
    const named = filesIn(H5).filter(({ path }) => /\.(js|css)$/.test(path));
    expect(named.length).toBeGreaterThan(4);
    for (const { path } of named) expect(path).toMatch(/\.[0-9a-f]{8}\.(js|css)$/);
  });

  it('has everybody fetch every page ahead', () => {
    const html = readFileSync(join(H5, 'index.html'), 'utf8');
    const chunks = readdirSync(join(H5, 'chunk')).filter((name) => name.endsWith('.js'));
    for (const name of chunks) expect(html).toContain(`"./chunk/${name}"`);
  });
});
