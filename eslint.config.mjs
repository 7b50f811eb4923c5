import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importTable } from './eslint/import-table.mjs';

const CODE = ['**/*.ts', '**/*.tsx'];
const TESTS = ['test/**', 'bench/**'];

export default tseslint.config(
  { ignores: ['node_modules/', '.build/', '.data/', '**/*.mjs', '**/*.cjs', '**/*.js', '**/*.d.ts'] },
  { files: CODE, extends: [tseslint.configs.strictTypeChecked] },
  {
    files: CODE,
    languageOptions: {
      parserOptions: {
        project: ['./shared/tsconfig.json', './tsconfig.json', './miniapp/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { house: { rules: { 'import-table': importTable } } },
    rules: {
      'house/import-table': 'error',
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Numbers, and only numbers, are welcome in templates.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void` is what a Result without a value carries.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
      ],
    },
  },
  {
    files: ['miniapp/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // Handlers of a page start work and show its state themselves.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    // Taro finds an app, a page and its configuration by their default export.
    files: [
      'miniapp/src/app*.ts*',
      'miniapp/src/**/index.tsx',
      'miniapp/src/**/*.config.ts',
      'miniapp/config/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A route lets go of its contract's types here and nowhere else: what is parsed is what was promised.
    files: ['functions/platform/mount.ts', 'miniapp/src/platform/request.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': 'off' },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/consistent-type-assertions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      'max-lines-per-function': 'off',
    },
  },
);
