import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');

/** What is deployed: the boundaries, one bundle each, and a county's own servers. */
const ENTRIES = readdirSync(resolve(ROOT, 'functions/entry')).filter((file) => file.endsWith('.ts'));

describe('a deployed stage', () => {
  it('has entries to look at', () => {
    expect(ENTRIES).toEqual(expect.arrayContaining(['identity.ts', 'own-server.ts']));
  });

  it.each(ENTRIES)(
    'holds nothing of local wiring in %s, so demo sign-in cannot exist there',
    async (file) => {
      const result = await build({
        absWorkingDir: ROOT,
        entryPoints: [`functions/entry/${file}`],
        bundle: true,
        platform: 'node',
        format: 'esm',
        packages: 'external',
        write: false,
        metafile: true,
        logLevel: 'silent',
      });
      const inputs = Object.keys(result.metafile.inputs);
      expect(inputs.filter((input) => /^(local|test|tools)\//.test(input))).toEqual([]);
      const text = result.outputFiles[0]?.text ?? '';
      expect(text.length).toBeGreaterThan(500);
      for (const trace of ['/local/', 'demo-', 'wechatStandIn', 'stand-in'])
        expect(text).not.toContain(trace);
    },
  );
});
