import { performance } from 'node:perf_hooks';
import { caseworkApp } from '#functions/casework';
import { opensslKey } from '#functions/platform/openssl';
import { preparedReader } from '#functions/platform/prepared';
import type { Platform } from '#functions/platform/platform';
import { tiplineApp } from '#functions/tipline';
import { senderBy } from '#local/demo/sender';
import { evenStatus } from '#shared/even';
import { DISCIPLINE } from '#shared/directory/office';
import { inbox } from '#shared/tip/contract';
import { COUNTY, type County, openCounty, TOWN } from './county';
import { median, type Report } from './figures';
import { onPhone } from './jitless';
import { firstLetters } from './letters';
import type { Written } from './phone-writer';
import { freshId, random } from './random';

/** What a phone does for a letter, and of a photograph also each of its chunks. */
export const WRITTEN = ['receipt', 'seal', 'photo', 'chunk'] as const;

/** What a phone does for a letter: without a compiler, and beside it with one. */
export async function measureSealing(report: Report, times: number): Promise<void> {
  const run = (jitless: boolean) =>
    onPhone<Written>('phone-writer', { jitless, collects: !jitless, args: [String(times)] });
  const [without, compiled] = [await run(true), await run(false)];
  for (const name of WRITTEN) {
    report(`tip.${name}.jitless_ms`, without[name], 'ms');
    report(`tip.${name}.ms`, compiled[name], 'ms');
  }
  if (compiled.extra === undefined) throw new Error('the collector was not called');
  report('tip.file.extra_mb', compiled.extra, 'MB');
}

const AT_ONCE = 32;
const JSON_HEADERS = { 'content-type': 'application/json' };

/** A page of an office's inbox that holds so many cases, from its first to its last page. */
export async function measureInbox(report: Report, cases: number): Promise<void> {
  const county = await openCounty();
  try {
    await write(county, firstLetters(cases));
    const desk = caseworkApp({ ...platformOn(county), anchor: NO_ACTS });
    const send = senderBy(async (path, init) => desk.request(path, init));
    const params = { area: TOWN, kind: DISCIPLINE } as const;
    const times: number[] = [];
    let read = 0;
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const started = performance.now();
      const page = await send(inbox, { params, query: { bucket: 'other', ...(after && { after }) } });
      times.push(performance.now() - started);
      if (!page.ok) throw new Error(page.error.code);
      read += page.value.lines.length;
      after = page.value.next;
    }
    if (read !== cases) throw new Error(`${read} of ${cases} cases were listed`);
    report('tip.inbox10k.ms', Math.max(...times.slice(1), median(times)), 'ms');
  } finally {
    await county.close();
  }
}

/** Cases as phones open them, through the writers' own boundary. */
async function write(county: County, letters: readonly string[]): Promise<void> {
  const tipline = tiplineApp({ ...platformOn(county), serviceKey });
  for (let at = 0; at < letters.length; at += AT_ONCE) {
    const answers = letters
      .slice(at, at + AT_ONCE)
      .map(async (body) => tipline.request('/tipline', { method: 'POST', headers: JSON_HEADERS, body }));
    for (const answer of await Promise.all(answers)) {
      const status = evenStatus(await answer.json());
      if (status !== 200) throw new Error(`a letter was answered with ${status}`);
    }
  }
}

const serviceKey = opensslKey(random(32));
const nobody = { name: 'nobody', type: 'cosignature', publicKey: random(32) } as const;
/** What is listed needs no directory: no act would be taken under this one. */
const NO_ACTS = {
  county: COUNTY,
  rootPk: random(32),
  log: { logs: [], clock: nobody, witnesses: [], quorum: 0 },
};

function platformOn({ dynamo }: County): Platform {
  const officer = {
    person: freshId(),
    device: freshId(),
    grants: [{ role: 'officer' as const, area: TOWN }],
    provedAt: 0,
  };
  return {
    county: COUNTY,
    stage: 'deployed',
    dynamo,
    prepared: preparedReader(dynamo, Date.now),
    authenticate: () => Promise.resolve(officer),
    now: () => Math.floor(Date.now() / 1000),
    random: random,
    log: ({ level, event }) => process.stderr.write(`tips ${level} ${event}\n`),
  };
}
