// One configuration, six projects: server code, the same under faults, pages (jsdom), the built bundles, journeys in a
// real browser, and what only `npm run soak` runs.
const typescript = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/silence.ts', '<rootDir>/test/runs.ts'],
};

const APART = ['miniapp', 'builds', 'browser', 'soak'];

/** What the store's faults are drawn by: one seed here, many in `npm run soak`. */
const FAULT_SEED = (process.env.FAULT_SEED ??= '1');
if (process.argv.includes('faulty')) process.stdout.write(`FAULT_SEED=${FAULT_SEED}\n`);

/** The features whose API tests run a second time with faults in the store, and those of their tests that have none. */
const FAULTY = [
  'area',
  'candidate',
  'committee',
  'directory',
  'election',
  'identity',
  'meeting',
  'notice',
  'objection',
  'proxy',
  'recommendation',
  'recovery',
  'registration',
  'retention',
  'roll',
  'slip',
  'tip',
  'token',
  'transparency',
  'wording',
];
const STORELESS = [
  'area/file',
  'area/import',
  'committee/warnings',
  'directory/directory',
  'directory/expiry',
  'election/cases',
  'election/editions',
  'election/rules',
  'election/struck',
  'election/timetable',
  'meeting/named',
  'meeting/reckon',
  'notice/sanitise',
  'objection/rules',
  'proxy/listing',
  'recommendation/blind-rsa',
  'recommendation/formats',
  'recommendation/plan-form',
  'roll/csv-file',
  'roll/findings',
  'roll/groups',
  'roll/notice',
  'roll/table',
  'slip/code',
  'tip/day-vectors',
  'tip/file',
  'tip/receipt',
  'tip/record',
  'tip/signatures',
  'tip/thread',
  'transparency/ask-witness',
  'transparency/log-settings',
  'transparency/note',
  'transparency/one-party-one-key',
  'transparency/paper-code',
  'transparency/proof-reader',
  'transparency/tree',
];
/** Their faults are left to `npm run soak`: what they ask of the store, the others ask too. */
const SOAKED = [
  'notice/attachments',
  'notice/schedule',
  'notice/torn-read',
  'recommendation/check',
  'recommendation/closing',
  'recommendation/planned',
  'recommendation/roll',
  'recommendation/schedule',
  'tip/archive',
  'tip/bad-input',
  'tip/erasing-cut-off',
  'tip/escalation',
  'tip/list-proof',
  'tip/long-case',
  'tip/lost-answer',
  'tip/merging',
  'tip/move-at-desk',
  'tip/traces',
];
const UNFAULTED = process.env.SOAK_FAULTS ? STORELESS : [...STORELESS, ...SOAKED];

export default {
  testTimeout: 60_000,
  // Modules of a suite that has ended are not freed (node's vm): a worker that grows slows all that come after.
  workerIdleMemoryLimit: '1500MB',
  projects: [
    {
      ...typescript,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: APART.map((folder) => `<rootDir>/test/${folder}/`),
    },
    {
      ...typescript,
      displayName: 'faulty',
      testEnvironment: 'node',
      globals: { FAULT_SEED },
      testMatch: FAULTY.map((feature) => `<rootDir>/test/${feature}/**/*.test.ts`),
      testPathIgnorePatterns: UNFAULTED.map((test) => `<rootDir>/test/${test}\\.test\\.ts$`),
    },
    {
      ...typescript,
      displayName: 'page',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/miniapp/**/*.test.{ts,tsx}'],
      // Styles have no say in these tests; Taro's runtime is stood in for (it needs a built app around it).
      moduleNameMapper: {
        '\\.css$': '<rootDir>/test/miniapp/styles.ts',
        '^@tarojs/taro$': '<rootDir>/test/miniapp/taro.ts',
      },
    },
    {
      ...typescript,
      displayName: 'builds',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/builds/**/*.test.ts'],
    },
    {
      ...typescript,
      displayName: 'browser',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/test/browser/once.mjs',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
    },
    {
      ...typescript,
      displayName: 'soak',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/soak/**/*.test.ts'],
    },
  ],
};
