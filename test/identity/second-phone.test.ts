import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  bindPhone,
  myDevices,
  offerPhone,
  renewSession,
  type Session,
  unbindPhone,
} from '#shared/identity/contract';
import { dayOf } from '#shared/time';
import { COUNTY, freshId, setup, type TestCounty } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

const offer = (as: Session) => county.must(offerPhone, { body: { id: freshId(), name: '老伴的手机' } }, as);
const bind = (openid: string, number: string) =>
  county.send(bindPhone, { body: { code: county.wechat.login({ openid }), number } });
const phones = async (as: Session) => (await county.must(myDevices, {}, as)).phones;

/** Figures that nobody was given. */
const wrong = (number: string) => String((Number(number) + 1) % 100_000_000).padStart(8, '0');

describe('a second phone', () => {
  it('that types the figures is the same person from then on, and both are listed with their last day', async () => {
    const first = await county.person('first');
    const { number, until } = await offer(first);
    expect([number, until]).toEqual([expect.stringMatching(/^\d{8}$/), county.clock.now + 300]);
    expect((await bind('second', number)).status).toBe(204);
    county.clock.now += 86_400;
    const second = await county.person('second');
    expect(second.person).toBe(first.person);
    const day = dayOf(county.clock.now);
    const listed = (await phones(second)).map(({ name, since, used }) => ({ name, since, used }));
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual({ name: '', since: day - 1, used: day - 1 });
    expect(listed).toContainEqual({ name: '老伴的手机', since: day - 1, used: day });
  });

  it('uses the figures once, within five minutes; the same request again shows the same', async () => {
    const first = await county.person('once');
    const body = { id: freshId(), name: '老伴的手机' };
    const { number } = await county.must(offerPhone, { body }, first);
    expect((await county.must(offerPhone, { body }, first)).number).toBe(number);
    expect((await bind('one of two', number)).status).toBe(204);
    expect((await bind('one of two', number)).status).toBe(204);
    expect((await bind('two of two', number)).code).toBe('phone-code-unknown');
    const late = await offer(first);
    county.clock.now = late.until;
    expect((await bind('late', late.number)).code).toBe('phone-code-unknown');
  });

  it('may try five times an hour', async () => {
    const first = await county.person('guessed');
    const { number } = await offer(first);
    for (let tries = 0; tries < 5; tries += 1)
      expect((await bind('guesser', wrong(number))).code).toBe('phone-code-unknown');
    expect((await bind('guesser', number)).code).toBe('too-many-tries');
    expect((await bind('another', number)).status).toBe(204);
  });

  it('leaves whom it was before only while that one is nobody', async () => {
    const first = await county.person('keeps');
    const nobody = await county.person('was nobody');
    expect((await bind('was nobody', (await offer(first)).number)).status).toBe(204);
    expect((await county.person('was nobody')).person).toBe(first.person);
    expect((await county.send(renewSession, { body: { refresh: nobody.refresh } })).code).toBe('signed-out');
    await county.staff('county', COUNTY);
    expect((await bind('founder', (await offer(first)).number)).code).toBe('phone-taken');
    expect((await county.person('founder')).person).not.toBe(first.person);
  });

  it('is unbound: every session ends, its WeChat is nobody’s, and the last phone stays', async () => {
    const first = await county.person('unbinds');
    const [only] = await phones(first);
    expect((await county.send(unbindPhone, { body: { phone: only!.phone } }, first)).code).toBe('phone-last');
    await bind('unbound', (await offer(first)).number);
    const second = await county.person('unbound');
    const { phone } = (await phones(first)).find(({ name }) => name !== '')!;
    await county.must(unbindPhone, { body: { phone } }, first);
    for (const { refresh } of [first, second])
      expect((await county.send(renewSession, { body: { refresh } })).code).toBe('signed-out');
    county.clock.now += 1;
    expect((await county.person('unbound')).person).not.toBe(first.person);
    expect(await phones(await county.person('unbinds'))).toEqual([only]);
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#PHONE#${phone}` });
    expect(events.map(({ action }) => action)).toEqual(['bind phone', 'unbind phone']);
  });

  it('of somebody else is unbound by nobody', async () => {
    const [one, other] = [await county.person('one'), await county.person('other')];
    const [theirs] = await phones(one);
    expect((await county.send(unbindPhone, { body: { phone: theirs!.phone } }, other)).status).toBe(204);
    expect(await phones(one)).toEqual([theirs]);
  });
});
