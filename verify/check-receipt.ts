/** `npm run verify-receipt`: whether a case stands in the public lists as its receipt and its acknowledgements say. */
import { audit } from './audit';
import { openCheckpoint } from './checkpoint';
import { chooseLog } from './choose-log';
import { daysInLog, type DayList, dayOf, readList } from './day-lists';
import { ANSWER_MS, type Fetch, fetching } from './fetching';
import { readFile } from './files';
import { at, Problem, sentenceOf, Unchecked, within } from './problem';
import { type Receipt, readReceipt } from './receipt';
import { parseReceiptOptions, RECEIPT_HELP, type ReceiptOptions } from './receipt-options';
import { printable, type Say, sayVouched } from './say';
import { type County, countyOf, readServiceKey } from './service-key';
import { daysStanding, Missing, refuseMissing } from './stands';
import { readAck, readCase, refuseOther, type TipCase } from './tip-case';
import { dateOfDay } from './tip-hash';
import { hostOf } from './trust';
import { findApi, readTrusted, type Trusted } from './trusted';

/** Lists that are fetched at a time. */
const BATCH = 16;
/** How many days the newest list may be behind. */
const LATE = 2;

/** What the program ends with; RECEIPT_HELP says what each number means. */
export type ReceiptCode = 0 | 1 | 2 | 3 | 4 | 5;

/** What is around the program: who is asked for the figures, the time in seconds, how long one answer may take. */
export interface Around {
  readonly ask: () => Promise<string>;
  readonly say: Say;
  readonly now?: () => number;
  readonly answerMs?: number;
}

/** Does what the command line asks, step by step; a step that does not hold keeps no other one from being tried. */
export async function checkReceipt(args: readonly string[], around: Around): Promise<ReceiptCode> {
  const { ask, say, answerMs = ANSWER_MS, now = () => Math.floor(Date.now() / 1000) } = around;
  let options: ReceiptOptions | 'help';
  try {
    options = parseReceiptOptions(args);
  } catch (error) {
    say.wrong(sentenceOf(error));
    return 2;
  }
  if (options === 'help') {
    say.line(RECEIPT_HELP);
    return 0;
  }
  let receipt: Receipt;
  try {
    receipt = readReceipt(await ask());
  } catch (error) {
    say.wrong(`NO RECEIPT: ${sentenceOf(error)}`);
    return 5;
  }
  say.line('The 12 groups are a receipt: both of their checks hold.');
  const fetch = fetching({ answerMs, allMs: options.minutes * 60_000 });
  const steps = openSteps(say);
  await checkAll({ fetch, options, receipt, now: now(), steps });
  return steps.code();
}

/** Steps that are tried one after another, and what came of them. */
interface Steps {
  readonly line: (line: string) => void;
  /** What a step answers; undefined once it is said what does not hold in it. */
  readonly try: <T>(name: string, step: () => Promise<T>) => Promise<T | undefined>;
  readonly unknown: () => void;
  readonly code: () => ReceiptCode;
}

function openSteps(say: Say): Steps {
  const codes = new Set<ReceiptCode>();
  return {
    line: (line) => say.line(printable(line)),
    async try(name, step) {
      try {
        return await step();
      } catch (error) {
        const [word, code] = wordOf(error);
        say.wrong(`${word}: ${printable(`${name}: ${sentenceOf(error)}`)}`);
        codes.add(code);
        return undefined;
      }
    },
    unknown() {
      say.wrong('UNKNOWN: the tip line knows no case with this receipt');
      codes.add(4);
    },
    code: () => ([3, 1, 4, 2] as const).find((code) => codes.has(code)) ?? 0,
  };
}

function wordOf(error: unknown): [string, ReceiptCode] {
  if (error instanceof Missing) return ['MISSING', 3];
  return error instanceof Unchecked ? ['NOT CHECKED', 2] : ['WRONG', 1];
}

interface Check {
  readonly fetch: Fetch;
  readonly options: ReceiptOptions;
  readonly receipt: Receipt;
  readonly now: number;
  readonly steps: Steps;
}

async function checkAll(check: Check): Promise<void> {
  const { fetch, options, steps } = check;
  const trusted = await steps.try('trust.json', async () => {
    const read = await readTrusted(fetch, options, { line: steps.line, wrong: steps.line });
    const api = await findApi(fetch, read, options);
    return { read, api, county: at('trust.json', () => countyOf(read.json)) };
  });
  if (!trusted) return;
  const { read, api, county } = trusted;
  const found = options.listsOnly ? undefined : await checkCase(check, read, api, county);
  const lists = await steps.try('the lists', () => readLists(check, read, api, county));
  if (!lists) return;
  await steps.try('the case in the lists', () => {
    if (found) steps.line(refuseMissing(lists, check.receipt, found));
    else if (options.listsOnly) steps.line(daysStanding(lists, check.receipt));
    return Promise.resolve();
  });
}

/** Reads the case and holds its acknowledgements against it. */
async function checkCase(
  { fetch, options, receipt, now, steps }: Check,
  { json }: Trusted,
  api: string,
  county: County,
): Promise<TipCase | undefined> {
  const found = await steps.try('the case', () => {
    const tipline = hostOf(json, 'tipline');
    if (tipline === null) throw new Problem('trust.json does not say where the tip line is (hosts.tipline)');
    return readCase(fetch, tipline, receipt);
  });
  if (found === null) steps.unknown();
  if (!found) return undefined;
  const { records } = found;
  const [first, last] = [records[0]?.day ?? 0, records.at(-1)?.day ?? 0];
  steps.line(
    `The case has ${records.length} records, each of which names the one before; the first came on ${dateOfDay(first)}, the newest on ${dateOfDay(last)}.`,
  );
  if (found.erased)
    steps.line(
      `Its content was erased on ${dateOfDay(found.erased.day)}, as the county says because ${found.erased.ground}: of every record the hashes are left, by which it is checked here.`,
    );
  const servicePk = await steps.try('the directory', () => readServiceKey(fetch, api, county, dayOf(now)));
  if (!servicePk) return found;
  await steps.try('the acknowledgement of the newest record', () => {
    const ack = readAck(found.ack, receipt.caseId, servicePk);
    if (ack.seq !== records.length - 1)
      throw new Problem(`it is of record ${ack.seq + 1}, not of the newest`);
    refuseOther(ack, found);
    steps.line(`The county has signed for record ${records.length}, received on ${dateOfDay(ack.day)}.`);
    return Promise.resolve();
  });
  const { ack: file } = options;
  if (file === undefined) return found;
  await steps.try(`the acknowledgement that was kept (${file})`, () => {
    const ack = readAck(Buffer.from(readFile(file)).toString().trim(), receipt.caseId, servicePk);
    refuseOther(ack, found);
    steps.line(
      `The acknowledgement that was kept holds: record ${ack.seq + 1}, received on ${dateOfDay(ack.day)}, is part of the case.`,
    );
    return Promise.resolve();
  });
  return found;
}

/** Reads every list that the log holds, so that nobody learns which days are looked for. */
async function readLists(
  { fetch, now, steps }: Check,
  trusted: Trusted,
  api: string,
  { code }: County,
): Promise<DayList[]> {
  const { policy } = trusted;
  const say: Say = { line: steps.line, wrong: steps.line };
  const { log, address, bytes } = await chooseLog(fetch, api, trusted, { log: undefined }, say);
  const vouched = at('checkpoint', () => openCheckpoint(bytes, { ...policy, logs: [log] }, now));
  const { checkpoint, clock, witnesses } = vouched;
  const latest = Math.max(clock, ...witnesses.map(({ time }) => time));
  const isFirstLog = policy.logs.indexOf(log) === 0;
  const { leaves } = await within('the log', audit({ fetch, address, checkpoint, latest, isFirstLog }));
  sayVouched(vouched, say);
  const days = [...daysInLog(leaves, code)];
  const [newest] = days.at(-1) ?? [];
  if (newest === undefined) throw new Problem('the log holds no list of any day');
  const lists: DayList[] = [];
  for (let i = 0; i < days.length; i += BATCH) {
    const some = days.slice(i, i + BATCH);
    const read = some.map(([day, committed]) => readList(fetch, api, { county: code, day, committed }));
    lists.push(...(await Promise.all(read)));
  }
  steps.line(
    `There is a list for every day from ${dateOfDay(lists[0]?.day ?? 0)} to ${dateOfDay(newest)}, and each is the one that the log commits to.`,
  );
  if (newest < dayOf(now) - LATE)
    await steps.try('the lists', () => {
      throw new Problem(`the newest is of ${dateOfDay(newest)}: ${dayOf(now) - 1 - newest} days have none`);
    });
  return lists;
}
