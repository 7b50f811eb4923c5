// One run, two projects: what runs on a server (node) and what runs in a page (jsdom).
const shared = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
      },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/silence.ts'],
};

export default {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/miniapp/', '<rootDir>/test/browser/', '<rootDir>/test/soak/'],
    },
    {
      ...shared,
      displayName: 'page',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/miniapp/**/*.test.{ts,tsx}'],
    },
  ],
};
