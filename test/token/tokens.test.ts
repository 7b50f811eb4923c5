import { beforeAll, describe, expect, it } from '@jest/globals';
import { sealedKey, spentPartitions } from '#functions/token/items';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import type { Session } from '#shared/identity/contract';
import { ASKING_RANDOM_BYTES, heldTokens } from '#shared/token/asking';
import { issueVillagerTokens, tokenIssuer } from '#shared/token/contract';
import { encodeIssuer, isLeafOfIssuer } from '#shared/token/issuer';
import { monthOf, startOfMonth } from '#shared/token/month';
import { takeSlip } from '#shared/slip/contract';
import { inbox } from '#shared/tip/contract';
import { leafProof, loggedDocument } from '#shared/transparency/contract';
import { openProof } from '#shared/transparency/proof';
import { resident, roundCounty, type RoundCounty } from '#test/recommendation/county';
import { COUNTY, VILLAGE } from '#test/setup';
import { bytes, caseOf, letter, type TipCounty, tipCounty, writer } from '#test/tip/case';
import { rollRow } from '#test/roll/rows';
import { entriesOf, slipsFor, untied } from '#test/slip/village';
import { askTokens, create, issuerNow, runTokens, spendOn } from './villager';

let place: TipCounty;
let county: RoundCounty;
let person: Session;

beforeAll(async () => {
  place = await tipCounty();
  county = await roundCounty(Promise.resolve(place.county));
  person = await resident(county, 0);
  await runTokens(county);
});

async function linesIn(bucket: 'verified' | 'other') {
  const found = await county.must(
    inbox,
    { params: place.town.office, query: { bucket } },
    place.town.session,
  );
  return found.lines;
}

describe('the key of a month', () => {
  it('is made a week ahead, and once, however often and however many at once make it', async () => {
    const before = await issuerNow(county);
    await runTokens(county);
    expect(await issuerNow(county)).toEqual(before);
    const other = await tipCounty();
    await Promise.all([runTokens(other.county), runTokens(other.county)]);
    const month = monthOf(other.county.clock.now);
    const months = await other.county.dynamo.query('people', { PK: 'TOKENMONTHS' });
    // The test's clock stands less than a week before December.
    expect(months.map((item) => item['month'])).toEqual([month, month + 1]);
    expect(await other.county.dynamo.query('ledger', { PK: 'LEAF' })).toHaveLength(2);
    other.county.clock.now = startOfMonth(month + 1) + 3600;
    expect(await runTokens(other.county)).toBe(0);
  });

  it('stands in the log as the one document of its county and month, and is read with its proof', async () => {
    await county.enterLog();
    const issuer = await issuerNow(county);
    const params = { area: COUNTY, month: issuer.month };
    const { leaf } = await county.must(tokenIssuer, { params });
    const proof = String(await county.must(leafProof, { params: { leaf } }));
    const proven = openProof(new TextEncoder().encode(proof), county.log);
    if (typeof proven === 'string') throw new Error(proven);
    expect(toBase64url(proven.hash)).toBe(leaf);
    expect(isLeafOfIssuer(proven.leaf, issuer)).toBe(true);
    expect(isLeafOfIssuer(proven.leaf, { ...issuer, month: issuer.month + 1 })).toBe(false);
    expect(isLeafOfIssuer(proven.leaf, { ...issuer, rsaN: bytes(256) })).toBe(false);
    const document = await county.send(loggedDocument, { params: { leaf } });
    expect(document.text).toContain('sunshine/tip/v1/issuer');
    expect(encodeIssuer(issuer)).toHaveLength(1 + 22 + 8 + 2 + 256);
  });

  it('is asked for of this county and of a month that has one', async () => {
    const month = monthOf(county.clock.now);
    expect((await county.send(tokenIssuer, { params: { area: VILLAGE, month } })).code).toBe('not-found');
    expect((await county.send(tokenIssuer, { params: { area: COUNTY, month: month + 2 } })).code).toBe(
      'not-found',
    );
  });
});

describe('tokens of a villager', () => {
  it('are signed once a month: the same bytes get the same answer, other ones none', async () => {
    const random = bytes(ASKING_RANDOM_BYTES);
    const first = await askTokens(county, person, random);
    expect(first.tokens).toHaveLength(4);
    expect((await askTokens(county, person, random)).reply.text).toBe(first.reply.text);
    expect((await askTokens(county, person)).reply.code).toBe('tokens-taken');
  });

  it('are for people on a roll, of this month alone, and for bytes below the modulus', async () => {
    const stranger = await county.person('on no roll');
    expect((await askTokens(county, stranger)).reply.code).toBe('roll-needed');
    const other = await resident(county, 1);
    const month = monthOf(county.clock.now);
    const ask = (at: number, one: string) =>
      county.send(
        issueVillagerTokens,
        { params: { area: VILLAGE, month: at }, body: { blinded: Array<string>(4).fill(one) } },
        other,
      );
    const high = toBase64url(new Uint8Array(256).fill(255));
    expect((await ask(month, high)).code).toBe('invalid');
    expect((await ask(month - 1, high)).code).toBe('tokens-closed');
    expect((await ask(month + 1, high)).code).toBe('tokens-closed');
    expect((await askTokens(county, other)).tokens).toHaveLength(4);
  });

  it('are given to nobody who came by a slip this month, tied before or after, and from the first of the next', async () => {
    const clerk = await county.staff('committee', VILLAGE);
    const { name } = rollRow(6);
    const entry = (await entriesOf(county, VILLAGE, clerk)).get(name)!;
    const [slip] = await slipsFor(county, VILLAGE, clerk, [entry]);
    const shows = await county.person('shows a slip');
    await county.must(takeSlip, { params: { area: VILLAGE }, body: { code: slip!.code } }, shows);
    expect((await askTokens(county, shows)).reply.code).toBe('tokens-after-slip');
    // Who ends the tie and makes the next slip for it has none of the month's either, nor who comes back by name.
    await untied(county, VILLAGE, clerk, entry);
    const back = await resident(county, 6);
    expect((await askTokens(county, back)).reply.code).toBe('tokens-after-slip');
    const { now } = county.clock;
    county.clock.now = startOfMonth(monthOf(now) + 1) + 3600;
    await runTokens(county);
    const later = await county.person('resident-6');
    expect((await askTokens(county, later)).tokens).toHaveLength(4);
    county.clock.now = now;
  });

  it('that were given stay the only ones of the month, though a slip is taken after them', async () => {
    const clerk = await county.staff('committee', VILLAGE);
    const had = await resident(county, 7);
    expect((await askTokens(county, had)).tokens).toHaveLength(4);
    const entry = (await entriesOf(county, VILLAGE, clerk)).get(rollRow(7).name)!;
    await untied(county, VILLAGE, clerk, entry);
    const [slip] = await slipsFor(county, VILLAGE, clerk, [entry]);
    const shows = await county.person('shows another slip');
    await county.must(takeSlip, { params: { area: VILLAGE }, body: { code: slip!.code } }, shows);
    expect((await askTokens(county, shows)).reply.code).toBe('tokens-after-slip');
  });

  it('are refused by the phone when the answer is another key’s', async () => {
    const issuer = await issuerNow(county);
    const random = bytes(ASKING_RANDOM_BYTES);
    const answers = Array.from({ length: 4 }, () => bytes(256));
    expect(heldTokens(issuer, random, answers)).toBeNull();
  });
});

describe('a letter with a token', () => {
  it('stands in the queue of villagers; one without, with a spent or a wrong one, in the other; none is lost', async () => {
    const { tokens } = await askTokens(county, await resident(county, 2));
    const send = async (spendOf: (record: ReturnType<typeof letter>) => string | undefined) => {
      const keys = writer();
      const record = letter(place, keys, place.town, '有人送米');
      expect((await create(county, keys, record, spendOf(record))).code).toBeUndefined();
      return caseOf(keys);
    };
    const good = await send((record) => spendOn(tokens[0]!, record));
    const again = await send((record) => spendOn(tokens[0]!, record));
    const anothers = await send(() => spendOn(tokens[1]!, letter(place, writer(), place.town, '别的信')));
    const junk = await send(() => toBase64url(bytes(384)));
    const plain = await send(() => undefined);
    const second = await send((record) => spendOn(tokens[1]!, record));
    const verified = (await linesIn('verified')).map((line) => line.case);
    const other = (await linesIn('other')).map((line) => line.case);
    expect(verified.sort()).toEqual([good, second].sort());
    expect(other.sort()).toEqual([again, anothers, junk, plain].sort());
    expect((await linesIn('verified')).every(({ verified: is }) => is)).toBe(true);
  });

  it('is taken once, whether its answer was lost or not, and stays where it was', async () => {
    const { tokens } = await askTokens(county, await resident(county, 3));
    const keys = writer();
    const record = letter(place, keys, place.town, '回执没收到');
    const spend = spendOn(tokens[0]!, record);
    const first = await create(county, keys, record, spend);
    expect((await create(county, keys, record, spend)).text).toBe(first.text);
    expect((await linesIn('verified')).filter((line) => line.case === caseOf(keys))).toHaveLength(1);
    expect((await linesIn('other')).some((line) => line.case === caseOf(keys))).toBe(false);
  });

  it('costs two calls and reads of the issuer its public key alone', async () => {
    const { tokens } = await askTokens(county, await resident(county, 4));
    const keys = writer();
    const record = letter(place, keys, place.town, '数一数');
    county.calls.length = 0;
    await create(county, keys, record, spendOn(tokens[0]!, record));
    expect(county.calls.map(({ command }) => command)).toEqual([
      'BatchGetItemCommand',
      'TransactWriteItemsCommand',
    ]);
    expect(JSON.stringify(county.calls)).not.toContain('-people');
  });
});

describe('when a month is over', () => {
  it('ends its private half and who was issued tokens a day later, and a month after that which were used', async () => {
    const other = await tipCounty();
    const it = await roundCounty(Promise.resolve(other.county));
    await runTokens(it);
    const month = monthOf(it.clock.now);
    const { tokens } = await askTokens(it, await resident(it, 0));
    const spent = async () =>
      (await Promise.all(spentPartitions(month).map((PK) => it.dynamo.query('cases', { PK })))).flat().length;
    const sealed = async () => (await it.dynamo.get('people', sealedKey(month))) !== undefined;
    const known = async () =>
      (await it.dynamo.query('people', { PK: 'TOKENMONTHS' })).some((item) => item['month'] === month);
    const issued = async () => (await it.dynamo.query('people', { PK: `TOKENS#00${month}` })).length;
    const use = async (at: number) => {
      const keys = writer();
      const record = letter(other, keys, other.town, '用令牌');
      await create(it, keys, record, spendOn(tokens[at]!, record));
    };
    await use(0);
    it.clock.now = startOfMonth(month + 1) + 3600;
    await runTokens(it);
    expect(await sealed()).toBe(true);
    // A token that came late in its month is still taken in the next.
    await use(1);
    expect(await spent()).toBe(2);
    it.clock.now += 86_400;
    await runTokens(it);
    expect([await sealed(), await known(), await issued(), await spent()]).toEqual([false, true, 0, 2]);
    it.clock.now = startOfMonth(month + 2) + 86_401;
    await runTokens(it);
    expect([await known(), await spent()]).toEqual([false, 0]);
    await use(2);
    expect(await spent()).toBe(0);
    const params = { area: COUNTY, month };
    expect(bytesOf((await it.must(tokenIssuer, { params })).rsaN)).toHaveLength(256);
  });
});
