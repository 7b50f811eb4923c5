// One configuration, five projects: server code, pages (jsdom), the built bundles, journeys in a real browser, and
// what only `npm run soak` runs.
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

export default {
  testTimeout: 60_000,
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
