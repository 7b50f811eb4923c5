/**
 * The program behind `npm run county-key`: makes the root key of a county's key directory, keeps it, and signs with it
 * whose directory key is the county's (formats.md section 5). For a computer without network: it opens no connection.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AreaCode, levelOf } from '#shared/area/code';
import { fromBase64url, toBase64url } from '#shared/crypto/bytes';
import { fingerprintOf } from '#shared/directory/fingerprint';
import { signRoot } from '#shared/directory/root';
import { dateOfDay, dayOf, dayOfDate, LegalDate } from '#shared/time';
import { makeKeyFile, openKeyFile, publicKeyIn } from './key-file';
import { LEAST_CHARACTERS, Passphrases } from './passphrase';

const HELP = `npm run county-key -- make FILE
    做一把根钥匙，用口令封在新文件 FILE 里。
npm run county-key -- show FILE
    显示公钥和核对码。
npm run county-key -- sign FILE --area 12位区划代码 --key 名录公钥 [--from 2027-01-01] [--days 365]
    签出根签名：从哪天起、多少天内，这把名录公钥就是这个县的。
`;
const DAYS = { usual: 365, most: 400 } as const;

/** What whoever sits there can mend; its message is the one sentence that is printed. */
class Refused extends Error {}

/** The value, or a refusal in this sentence. */
function need<T>(value: T | null | undefined, sentence: string): T {
  if (value === undefined || value === null) throw new Refused(sentence);
  return value;
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Refused(`读不到文件 ${path}，请核对路径。`);
  }
}

function show(text: string): void {
  const key = need(publicKeyIn(text), '这个文件不是根钥匙文件，请换一个。');
  say(`公钥 rootPublicKey: ${toBase64url(key)}`, `核对码: ${fingerprintOf(key)}`);
}

async function make(path: string, passphrases: Passphrases): Promise<void> {
  const passphrase = await passphrases.ask(`请定一个口令，至少 ${LEAST_CHARACTERS} 个字: `);
  if (Array.from(passphrase).length < LEAST_CHARACTERS)
    throw new Refused(`口令不到 ${LEAST_CHARACTERS} 个字，没有做钥匙。请用几个不相干的词连成一句。`);
  if ((await passphrases.ask('请再输一遍: ')) !== passphrase)
    throw new Refused('两遍口令不一样，没有做钥匙。请再来一次。');
  const text = makeKeyFile(passphrase);
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch {
    throw new Refused(`写不成文件 ${path}：已经有这个文件，或者没有这个文件夹。请换一个名字。`);
  }
  show(text);
  say('请把这个文件抄到两个 U 盘，再打印一份，分开保管。口令不写在文件里，忘了就打不开。');
}

interface Asked {
  readonly area?: string | undefined;
  readonly key?: string | undefined;
  readonly from?: string | undefined;
  readonly days?: string | undefined;
}

/** What is to be signed, or a refusal that says which part is wrong. */
function statementOf({ area, key, from, days }: Asked) {
  const county = AreaCode.safeParse(area).data;
  const directoryPk = fromBase64url(key ?? '');
  const first = from ?? dateOfDay(dayOf(Date.now() / 1000));
  const count = Number(days ?? DAYS.usual);
  if (county === undefined || levelOf(county) !== 'county')
    throw new Refused('--area 要写县的 12 位区划代码，比如 431202000000。');
  if (directoryPk?.length !== 32) throw new Refused('--key 要写名录公钥：县里页面上的那 43 个字符。');
  if (!LegalDate.safeParse(first).success) throw new Refused('--from 要写成 2027-01-01 这样的日子。');
  if (!Number.isInteger(count) || count < 1 || count > DAYS.most)
    throw new Refused(`--days 要写 1 到 ${DAYS.most} 的天数。`);
  const firstDay = dayOfDate(first);
  return { area: county, directoryPk, firstDay, lastDay: firstDay + count - 1 };
}

async function sign(path: string, asked: Asked, passphrases: Passphrases): Promise<void> {
  const statement = statementOf(asked);
  const text = read(path);
  need(publicKeyIn(text), '这个文件不是根钥匙文件，请换一个。');
  process.stderr.write(
    `要签的是：从 ${dateOfDay(statement.firstDay)} 到 ${dateOfDay(statement.lastDay)}，${statement.area} 的名录公钥\n` +
      `名录公钥的核对码: ${fingerprintOf(statement.directoryPk)}\n` +
      '请打电话给县里，听对方念页面上的核对码，一样才输口令；不一样就按 Ctrl+C 停下。\n',
  );
  const seed = openKeyFile(text, await passphrases.ask('口令: '));
  const root = signRoot(statement, need(seed, '口令不对，没有签。请再来一次。'));
  process.stderr.write('下面一行是根签名，请贴回县里的页面。\n');
  say(toBase64url(root));
}

const text = { type: 'string' } as const;
const OPTIONS = { area: text, key: text, from: text, days: text, help: { type: 'boolean' } } as const;

/** What was asked, in the program's words: node's own speak of code. */
function commandLine(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch {
    throw new Refused(`看不懂这样的写法。可以这样写:\n${HELP}`);
  }
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = commandLine(args);
  const [command, path, ...more] = positionals;
  if (values.help || command === undefined) {
    say(HELP);
    return;
  }
  if (path === undefined || more.length > 0) throw new Refused(`要写一个文件名。可以这样写:\n${HELP}`);
  const passphrases = new Passphrases();
  try {
    if (command === 'show') show(read(path));
    else if (command === 'make') await make(path, passphrases);
    else if (command === 'sign') await sign(path, values, passphrases);
    else throw new Refused(`没有 ${command} 这个做法。可以这样写:\n${HELP}`);
  } finally {
    passphrases.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
