/** The program behind `npm run witness`. */
import { parseArgs } from 'node:util';
import { type Known, refuseUnknown } from './arguments';
import { Problem, sentenceOf } from './problem';
import { dateOf } from './text';
import { LOG_TYPE, parseVkey, type Vkey } from './vkey';
import { witnessServer } from './witness-server';
import { openState } from './witness-state';

const PROGRAM = 'npm run witness --';
const HELP = `${PROGRAM} --log VKEY [--log VKEY ...] --directory DIR [--name NAME] [--port N] [--with-parent]`;
const DEFAULT_PORT = 8090;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const KNOWN = {
  ...{ log: { ...text, multiple: true }, directory: text, name: text, port: text },
  ...{ 'with-parent': flag, help: flag },
} as const satisfies Known;

interface Options {
  readonly logs: readonly Vkey[];
  readonly directory: string;
  readonly name: string | undefined;
  readonly port: number;
  readonly withParent: boolean;
}

function parseOptions(given: readonly string[]): Options | 'help' {
  const args = [...given];
  refuseUnknown(args, KNOWN, PROGRAM);
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: KNOWN });
  if (values.help) return 'help';
  if (positionals[0] !== undefined) throw new Problem(`“${positionals[0]}” belongs to no option\n${HELP}`);
  if (!values.log || values.directory === undefined) throw new Problem(`name a log and a directory\n${HELP}`);
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Problem('--port is a number up to 65535');
  return {
    logs: values.log.map((key) => parseVkey(key, LOG_TYPE)),
    directory: values.directory,
    name: values.name,
    port,
    withParent: values['with-parent'] ?? false,
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function start(args: readonly string[]): void {
  const options = parseOptions(args);
  if (options === 'help') say(HELP);
  else follow(options);
}

function follow({ logs, directory, name, port, withParent }: Options): void {
  const state = openState(directory, name);
  process.once('exit', state.release);
  const now = () => Math.floor(Date.now() / 1000);
  const server = witnessServer({ logs, state, now, say: (sentence) => say(`${dateOf(now())}  ${sentence}`) });
  server.once('error', (error) => fail(`Port ${port} cannot be opened: ${error.message}`));
  // Reached from outside through a proxy with a certificate, never directly.
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    const opened = address !== null && typeof address === 'object' ? address.port : port;
    say(JSON.stringify({ vkey: state.key.vkey.text, address: `http://127.0.0.1:${opened}` }));
  });
  const stop = () => process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  if (withParent) process.stdin.resume().once('end', stop).once('error', stop);
  // Whoever read along may have gone; the witness stays.
  process.stdout.on('error', () => undefined);
}

try {
  start(process.argv.slice(2));
} catch (error) {
  fail(`The witness cannot start: ${sentenceOf(error)}`);
}
