import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');

/** The boundaries as they are deployed: one bundle each. */
const BOUNDARIES = readdirSync(resolve(ROOT, 'functions')).filter((file) => file.endsWith('.ts'));

describe('a deployed stage', () => {
  it('has boundaries to look at', () => {
    expect(BOUNDARIES).toContain('identity.ts');
  });

  it.each(BOUNDARIES)(
    'holds nothing of local wiring in %s, so demo sign-in cannot exist there',
    async (file) => {
      const result = await build({
        absWorkingDir: ROOT,
        entryPoints: [`functions/${file}`],
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
      expect(text).toContain('export {');
      for (const trace of ['/local/', 'demo-', 'wechatStandIn', 'stand-in'])
        expect(text).not.toContain(trace);
    },
  );
});
