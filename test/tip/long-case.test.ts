import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { dayOf } from '#shared/time';
import { readAck } from '#shared/tip/ack';
import { readCase } from '#shared/tip/contract';
import type { ServedWire } from '#shared/tip/served';
import { recordHash } from '#shared/tip/record';
import { asWriter, caseOf, letter, mailbox, next, officerActs, sent, type TipCounty } from './case';
import { type App, must, type Sealed, type TestPhone, tipPhone, writeLetter } from './phone';

/** Long enough for a body of 16 KB; 62 of them fill more than a page of a query. */
const LONG = '说'.repeat(4000);
const MANY = 65;

let place: TipCounty;
let app: App;
let phone: TestPhone;
let receipt: Sealed['receipt'];
let keys: Sealed['keys'];
const chain: ServedWire[] = [];

beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  ({ receipt, keys } = await writeLetter(place, app, { text: LONG }));
  chain.push(...(await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } })).records);
  while (chain.length < MANY) chain.push(...(await append(LONG)).records);
});

const append = (text: string) => {
  const record = sent(letter(place, keys, place.town, text, next(chain)));
  return asWriter(place.county, { body: { do: 'append', ...mailbox(keys), record } });
};
const view = (from = 0) =>
  place.county.must(
    readCase,
    { params: { ...place.town.office, case: caseOf(keys) }, query: { from } },
    place.town.session,
  );

async function callsOf<T>(work: () => Promise<T>): Promise<[number, T]> {
  place.county.calls.length = 0;
  const done = await work();
  return [place.county.calls.length, done];
}

describe(`a case of ${MANY} long records`, () => {
  it('is added to by two calls, on the writer’s side and the office’s, which move one record alone', async () => {
    const [more, answer] = await callsOf(() => append('再补充一句'));
    expect([more, answer.count, answer.records.length]).toEqual([2, MANY + 1, 1]);
    chain.push(...answer.records);
    const acts = () => officerActs(place, keys, place.town, { case: caseOf(keys), records: chain }, 'accept');
    const [acted, { value }] = await callsOf(acts);
    // The newest directory is fetched by two more, once: from then on its version is looked at, once in a second.
    expect([acted, value?.count, value?.records.length]).toEqual([4, MANY + 2, 1]);
    chain.push(...value!.records);
    const ofCase = place.county.calls.filter(({ input }) => JSON.stringify(input).includes('-cases"'));
    expect(ofCase.map(({ command }) => command)).toEqual([
      'BatchGetItemCommand',
      'TransactWriteItemsCommand',
    ]);
  });

  it('is read a page at a time, each by one call, and one more where the office has written', async () => {
    const [calls, first] = await callsOf(() => view());
    expect([calls, first.records.length, first.count]).toEqual([1, 25, chain.length]);
    const [last, end] = await callsOf(() => view(chain.length - 3));
    expect([last, end.records.length, end.signers.length]).toEqual([2, 3, 1]);
    expect((await view(199)).records).toEqual([]);
  });

  it('is opened whole by the app, page after page, with the acknowledgement of its newest record', async () => {
    phone.asked.length = 0;
    const { entries, records, answer } = must(await app.openCase(receipt));
    expect(phone.asked).toHaveLength(Math.ceil(chain.length / 25));
    expect(entries.map((entry) => entry.ok)).toEqual(chain.map(() => true));
    expect(readAck(bytesOf(answer.ack), ed25519PublicKey(place.county.wiring.secrets.service))).toEqual({
      caseId: keys.caseId,
      seq: chain.length - 1,
      recordHash: recordHash(records.at(-1)!),
      day: dayOf(place.county.clock.now),
    });
  });
});
