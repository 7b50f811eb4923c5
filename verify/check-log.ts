/** `npm run verify-log`: what it is asked, what it finds. Everything that is wrong ends it with one sentence. */
import { openCheckpoint } from './checkpoint';
import { chooseLog } from './choose-log';
import { checkDocument } from './documents';
import { ANSWER_MS, type Fetch, fetching } from './fetching';
import { readFile, writeFile } from './files';
import { wordsOf } from './leaf';
import { parseWanted, proveLeaf } from './one-leaf';
import { HELP, type Options, parseOptions } from './options';
import { at, sentenceOf, Unchecked } from './problem';
import { checkProofFile } from './proof-file';
import { printable, type Say, sayVouched } from './say';
import type { Served } from './served-log';
import { openSaved, proveContinued } from './since';
import { dateOf } from './text';
import { findApi, readTrusted } from './trusted';
import { checkWhole } from './whole-log';

/**
 * Does what the command line asks; answers the exit code: 0 only when everything holds, 1 when something is wrong with
 * what is served, 2 when nobody can say: the server did not answer, or the question cannot be asked. `answerMs` is how
 * long one answer may take.
 */
export async function checkLog(args: readonly string[], say: Say, answerMs = ANSWER_MS): Promise<0 | 1 | 2> {
  let options: Options | 'help';
  try {
    options = parseOptions(args);
  } catch (error) {
    say.wrong(sentenceOf(error));
    return 2;
  }
  if (options === 'help') {
    say.line(HELP);
    return 0;
  }
  try {
    const { proof, minutes } = options;
    const fetch = fetching({ answerMs, allMs: minutes * 60_000 });
    const shown = { ...say, line: (line: string) => say.line(printable(line)) };
    await (proof === undefined
      ? checkServed(fetch, options, shown)
      : checkProofFile(fetch, options, proof, shown));
    return 0;
  } catch (error) {
    const isUnchecked = error instanceof Unchecked;
    say.wrong(`${isUnchecked ? 'NOT CHECKED' : 'WRONG'}: ${printable(sentenceOf(error))}`);
    return isUnchecked ? 2 : 1;
  }
}

async function checkServed(fetch: Fetch, options: Options, say: Say): Promise<void> {
  const trusted = await readTrusted(fetch, options, say);
  const { policy } = trusted;
  const api = await findApi(fetch, trusted, options);
  const { log, address, bytes } = await chooseLog(fetch, api, trusted, options, say);
  const vouched = at('checkpoint', () => openCheckpoint(bytes, { ...policy, logs: [log] }));
  const served: Served = { fetch, api, address, policy, vouched };
  if (options.leaf !== undefined) await checkLeaf(served, options.leaf, options.documents, say);
  else if (options.from !== undefined) await checkSince(served, options.from, say);
  else await checkWhole(served, options, say);
  sayVouched(vouched, say);
  if (options.save !== undefined) writeFile(options.save, bytes);
}

async function checkLeaf(
  { fetch, api, address, vouched }: Served,
  text: string,
  documents: boolean,
  say: Say,
): Promise<void> {
  const wanted = parseWanted(text);
  const { index, leaf } = await proveLeaf(fetch, address, vouched.checkpoint, wanted);
  say.line(
    `Leaf ${index} is in the log: ${wordsOf(leaf)}; the office gave it the time ${dateOf(leaf.time)}.`,
  );
  say.line(
    'It stood there, as it is now, when this checkpoint was signed; its own proof file may show an earlier day.',
  );
  if (documents) say.line(await checkDocument(fetch, api, { index, hash: wanted.hash, leaf }));
}

async function checkSince({ fetch, address, vouched }: Served, file: string, say: Say): Promise<void> {
  const bytes = readFile(file);
  const older = at(file, () => openSaved(bytes, vouched.log));
  await proveContinued(fetch, address, older, vouched.checkpoint);
  say.line(
    `The log continues the saved one: ${older.size} leaves then, ${vouched.checkpoint.size} now, nothing altered.`,
  );
}
