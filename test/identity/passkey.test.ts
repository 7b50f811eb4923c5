import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  addPasskey,
  challengePasskey,
  endAllSessions,
  myDevices,
  offerPasskey,
  removePasskey,
  type Session,
  signInByPasskey,
} from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { dayOf } from '#shared/time';
import { COUNTY, setup, type TestCounty } from '#test/setup';
import { type Authenticator, authenticator } from './authenticator';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

const offer = (as: Session) => county.must(offerPasskey, { body: {} }, as);
const challenge = () => county.must(challengePasskey, { body: {} });

async function registered(
  as: Session,
  device = authenticator(),
  name = '村委会的电脑',
): Promise<Authenticator> {
  const made = device.register((await offer(as)).challenge);
  await county.must(addPasskey, { body: { name, ...made } }, as);
  return device;
}

async function signIn(device: Authenticator, person: Id, options: Parameters<Authenticator['sign']>[2] = {}) {
  const body = device.sign(person, (await challenge()).challenge, options);
  return county.send(signInByPasskey, { body });
}

const listed = async (as: Session) => (await county.must(myDevices, {}, as)).passkeys;

describe('a passkey', () => {
  it('signs its owner in without a phone, with what they have been granted and freshly proved', async () => {
    const founder = await county.staff('county', COUNTY);
    const device = await registered(founder);
    county.clock.now += 86_400;
    const reply = await signIn(device, founder.person);
    const grants = [{ role: 'county', area: COUNTY }];
    expect(reply.value).toMatchObject({ person: founder.person, grants });
    const day = dayOf(county.clock.now);
    expect(await listed(reply.value!)).toEqual([
      { credential: device.credential, name: '村委会的电脑', since: day - 1, used: day },
    ]);
    expect((await county.send(endAllSessions, { body: {} }, reply.value)).status).toBe(204);
    county.clock.now += 1;
  });

  it('is refused once it was removed, and when it is somebody else’s', async () => {
    const [owner, other] = [await county.person('removes'), await county.person('other')];
    const device = await registered(owner);
    expect((await signIn(device, other.person)).code).toBe('passkey-refused');
    const gone = { body: { credential: device.credential } };
    await county.must(removePasskey, gone, other);
    expect(await listed(owner)).toHaveLength(1);
    await county.must(removePasskey, gone, owner);
    await county.must(removePasskey, gone, owner);
    expect(await listed(owner)).toEqual([]);
    expect(await signIn(device, owner.person)).toMatchObject({ status: 403, code: 'passkey-refused' });
  });

  it('is used on this site alone, by an owner whom the device made sure of', async () => {
    const owner = await county.person('careful');
    const device = await registered(owner);
    const wrong = [
      { rpId: 'elsewhere.example' },
      { origin: 'https://elsewhere.example' },
      { verified: false },
    ];
    for (const options of wrong)
      expect((await signIn(device, owner.person, options)).code).toBe('passkey-refused');
    const unlike = await county.person('unlike');
    for (const options of wrong) {
      const made = authenticator().register((await offer(unlike)).challenge, options);
      const reply = await county.send(addPasskey, { body: { name: '电脑', ...made } }, unlike);
      expect(reply.code).toBe('passkey-unfit');
    }
    expect(await listed(unlike)).toEqual([]);
  });

  it('that was copied is refused: its count does not rise', async () => {
    const owner = await county.person('counts');
    const device = await registered(owner);
    expect((await signIn(device, owner.person, { count: 5 })).status).toBe(200);
    for (const count of [5, 4, 0])
      expect((await signIn(device, owner.person, { count })).code).toBe('passkey-refused');
    expect((await signIn(device, owner.person, { count: 6 })).status).toBe(200);
  });

  it('is one of ten at most, and adding and removing it stand in the audit without its name', async () => {
    const owner = await county.person('collects');
    const first = await registered(owner);
    for (let more = 1; more < 10; more += 1) await registered(owner);
    expect((await county.send(offerPasskey, { body: {} }, owner)).code).toBe('passkeys-full');
    await county.must(removePasskey, { body: { credential: first.credential } }, owner);
    const PK = `AUDIT#PASSKEY#${owner.person}#${first.credential}`;
    const events = await county.dynamo.query('ledger', { PK });
    expect(events).toMatchObject([
      { actor: owner.person, action: 'add passkey', previous: '' },
      { actor: owner.person, action: 'remove passkey', previous: events[0]!['hash'] },
    ]);
    expect(JSON.stringify(events)).not.toContain('村委会');
  });
});

describe('a challenge', () => {
  it('is answered once', async () => {
    const owner = await county.person('once');
    const device = await registered(owner);
    const body = device.sign(owner.person, (await challenge()).challenge);
    expect((await county.send(signInByPasskey, { body })).status).toBe(200);
    expect((await county.send(signInByPasskey, { body })).code).toBe('passkey-refused');
  });

  it('runs out after five minutes', async () => {
    const owner = await county.person('slow');
    const device = await registered(owner);
    const { challenge: asked, until } = await challenge();
    expect(until).toBe(county.clock.now + 300);
    county.clock.now = until;
    const body = device.sign(owner.person, asked);
    expect((await county.send(signInByPasskey, { body })).code).toBe('passkey-refused');
  });

  it('is for whom and what it was given out, and made by nobody else', async () => {
    const [owner, other] = [await county.person('offered'), await county.person('not-offered')];
    const device = await registered(owner);
    const offered = (await offer(owner)).challenge;
    const made = authenticator().register(offered);
    const add = (as: Session, body: object) =>
      county.send(addPasskey, { body: { name: '电脑', ...made, ...body } }, as);
    expect((await add(other, {})).code).toBe('passkey-unfit');
    const signing = authenticator().register((await challenge()).challenge);
    expect((await add(owner, signing)).code).toBe('passkey-unfit');
    const stranger = Buffer.alloc(52, 1).toString('base64url');
    for (const asked of [offered, stranger, '']) {
      const body = device.sign(owner.person, asked);
      expect((await county.send(signInByPasskey, { body })).code).toBe('passkey-refused');
    }
  });

  it('costs no write, and a sign-in by passkey two calls', async () => {
    const owner = await county.person('cheap');
    const device = await registered(owner);
    county.calls.length = 0;
    const { challenge: asked } = await challenge();
    expect(county.calls).toEqual([]);
    await county.must(signInByPasskey, { body: device.sign(owner.person, asked) });
    expect(county.calls).toHaveLength(2);
  });
});
