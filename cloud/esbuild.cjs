// How functions are bundled: for the cloud, and by the tests and benchmarks that look at the same bundles.
const { basename, join } = require('node:path');
const ownCode = require('./own-code.cjs');

const LEFT_OUT = join(__dirname, 'left-out.cjs');

/** Ways to find credentials that a function never takes: its environment carries them. Loaded only when tried. */
const OTHER_CREDENTIALS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/**
 * What others take in and no function uses. Of the sanitiser: style attributes, which no notice may have, and a package
 * it half uses. Of the SDK: reading a browser's name, and calls that answer in a stream of events.
 */
const NEVER_USED = ['postcss', 'dom-serializer', 'bowser', '@smithy/core/event-streams'];

/** What is imported only when it is needed lies in a file named after its function: the packer keeps such a file to its zip. */
const namedAfterFunction = {
  name: 'named-after-function',
  setup({ initialOptions }) {
    const [entry] = initialOptions.entryPoints;
    initialOptions.chunkNames = `${basename(entry, '.ts')}.[name]-[hash]`;
  },
};

module.exports = () => ({
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  outputFileExtension: '.mjs',
  mainFields: ['module', 'main'],
  // Not packed and not installed beside the bundle.
  exclude: OTHER_CREDENTIALS,
  alias: Object.fromEntries(NEVER_USED.map((name) => [name, LEFT_OUT])),
  plugins: [ownCode, namedAfterFunction],
  // What is CommonJS among the packages asks for node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  keepOutputDirectory: false,
  concurrency: 2,
});
