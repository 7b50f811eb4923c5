import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { refusal } from '../../eslint/import-table.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const from = (file: string, source: string) => refusal(resolve(ROOT, file), source);

/** One planted violation per row of the import table. */
const REFUSED = [
  ['shared/notice/rules.ts', '#functions/platform/dynamo'],
  ['shared/notice/rules.ts', 'node:fs'],
  ['shared/notice/rules.ts', 'hono'],
  ['functions/notice/routes.ts', '../roll/store'],
  ['functions/notice/routes.ts', './items'],
  ['functions/notice/jobs.ts', '../roll/items'],
  ['functions/notice/routes.ts', '@aws-sdk/client-dynamodb'],
  ['functions/notice/store.ts', '../roll/store'],
  ['functions/notice/store.ts', 'hono'],
  ['functions/notice/items.ts', '@aws-sdk/client-dynamodb'],
  ['functions/notice/items.ts', './store'],
  ['functions/platform/mount.ts', '../notice/items'],
  ['functions/platform/mount.ts', 'sanitize-html'],
  ['functions/office.ts', './notice/store'],
  ['functions/office.ts', '#local/database'],
  ['functions/office.ts', './entry/lambda'],
  ['functions/entry/office.ts', '../notice/routes'],
  ['functions/entry/office.ts', '@aws-sdk/client-kms'],
  ['local/main.ts', '#functions/notice/store'],
  ['local/main.ts', '#test/setup'],
  ['miniapp/src/notice/list/index.tsx', '#functions/platform/mount'],
  ['miniapp/src/notice/list/index.tsx', '../../identity/me/index'],
  ['miniapp/src/components/button.tsx', '../notice/list/index'],
  ['miniapp/src/platform/request.ts', '../components/button'],
  ['miniapp/src/notice/list/index.tsx', 'node:crypto'],
  ['miniapp/src/app.ts', './recommendation/person/submit'],
  ['miniapp/src/area/home/index.tsx', '../../recommendation/person/background'],
  ['miniapp/src/recommendation/person/background.ts', '../../components/button'],
  ['verify/log.ts', '#shared/crypto/merkle'],
  ['verify/log.ts', 'zod'],
] as const;

const ALLOWED = [
  ['shared/notice/rules.ts', '../result'],
  ['shared/crypto/hash.ts', '@noble/hashes/sha2.js'],
  ['functions/notice/routes.ts', './store'],
  ['functions/notice/store.ts', '../roll/items'],
  ['functions/office.ts', './notice/routes'],
  ['miniapp/src/more/index.tsx', '../tip/channel'],
  ['miniapp/src/notice/list/index.tsx', '../../components/button'],
  ['miniapp/src/app.ts', './recommendation/person/background'],
  ['test/setup.ts', '#functions/notice/store'],
] as const;

/** A linter that reads the planted text; in CI its parser would take the file on disk for it. */
function planter(): ESLint {
  const parserOptions = { disallowAutomaticSingleRunInference: true };
  return new ESLint({ cwd: ROOT, overrideConfig: { languageOptions: { parserOptions } } });
}

describe('the import table', () => {
  it.each(REFUSED)('refuses %s importing %s', (file, source) => {
    expect(from(file, source)).toBeDefined();
  });

  it.each(ALLOWED)('allows %s importing %s', (file, source) => {
    expect(from(file, source)).toBeUndefined();
  });

  it('is what the linter enforces', async () => {
    const eslint = planter();
    const planted =
      "import { openDynamo } from '#functions/platform/dynamo';\nexport const planted = openDynamo;\n";
    const [result] = await eslint.lintText(planted, { filePath: resolve(ROOT, 'shared/ids.ts') });
    expect(result?.messages.map((message) => message.ruleId)).toContain('house/import-table');
  });

  it('is joined by limits on functions, types and exports', async () => {
    const eslint = planter();
    const long = `export function long(): number {\n${'  Math.random();\n'.repeat(51)}  return 1;\n}\n`;
    const planted = `${long}export default (1 as unknown) as string;\nconsole.log(1);\n`;
    const [result] = await eslint.lintText(planted, { filePath: resolve(ROOT, 'shared/ids.ts') });
    const rules = result?.messages.map((message) => message.ruleId);
    for (const rule of [
      'max-lines-per-function',
      'no-restricted-syntax',
      'no-console',
      '@typescript-eslint/consistent-type-assertions',
    ]) {
      expect(rules).toContain(rule);
    }
  });
});
