import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  acceptInvitation,
  approveDesk,
  claimDesk,
  endAllSessions,
  endSession,
  invite,
  openDesk,
  renewSession,
  type Session,
  signInByWechat,
} from '#shared/identity/contract';
import { myEntries } from '#shared/roll/contract';
import { keyedHash } from '#functions/platform/keyed-hash';
import { AreaCode } from '#shared/area/code';
import { COUNTY, freshId, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';

const OTHER_TOWN = AreaCode.parse('990101102000');

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

describe('signing in by WeChat', () => {
  it('makes a person once and finds them again', async () => {
    const first = await county.person('ann');
    const again = await county.person('ann');
    expect(again.person).toBe(first.person);
    expect((await county.person('bob')).person).not.toBe(first.person);
  });

  it('refuses a code that was used, ran out, or never was', async () => {
    const used = county.wechat.login({ openid: 'ann' });
    await county.must(signInByWechat, { body: { code: used } });
    const old = county.wechat.login({ openid: 'ann' });
    county.clock.now += 301;
    for (const code of [used, old, 'never']) {
      expect(await county.send(signInByWechat, { body: { code } })).toMatchObject({
        status: 409,
        code: 'wechat-code',
      });
    }
  });

  it('passes on that WeChat holds a user or counts too many logins', async () => {
    const risky = county.wechat.login({ openid: 'risky', risky: true });
    expect((await county.send(signInByWechat, { body: { code: risky } })).code).toBe('wechat-refused');
    const replies = [];
    for (let i = 0; i < 101; i += 1) {
      const code = county.wechat.login({ openid: 'hasty' });
      replies.push((await county.send(signInByWechat, { body: { code } })).code);
    }
    expect(replies.slice(0, 100)).toEqual(Array(100).fill(undefined));
    expect(replies[100]).toBe('too-many-tries');
  });

  it('takes at most three database calls', async () => {
    await county.person('counted');
    county.calls.length = 0;
    await county.person('counted');
    expect(county.calls.length).toBeLessThanOrEqual(3);
  });
});

describe('a session', () => {
  it('is renewed once by each token, which for a minute is answered the same: the reply may have been lost', async () => {
    const session = await county.person('cay');
    const input = { body: { refresh: session.refresh } };
    const renewed = await county.must(renewSession, input);
    expect(renewed.person).toBe(session.person);
    expect(renewed.refresh).not.toBe(session.refresh);
    county.clock.now += 59;
    expect((await county.must(renewSession, input)).refresh).toBe(renewed.refresh);
    county.clock.now += 1;
    expect(await county.send(renewSession, input)).toMatchObject({ status: 401, code: 'signed-out' });
    expect((await county.send(renewSession, { body: { refresh: renewed.refresh } })).status).toBe(200);
  });

  it('is not given back by an older token once the next has been renewed or ended', async () => {
    const session = await county.person('cay');
    const next = await county.must(renewSession, { body: { refresh: session.refresh } });
    await county.must(renewSession, { body: { refresh: next.refresh } });
    expect((await county.send(renewSession, { body: { refresh: session.refresh } })).code).toBe('signed-out');
    const other = await county.person('cay');
    const unheard = await county.must(renewSession, { body: { refresh: other.refresh } });
    await county.must(endSession, { body: { refresh: other.refresh } });
    for (const { refresh } of [other, unheard])
      expect((await county.send(renewSession, { body: { refresh } })).code).toBe('signed-out');
  });

  it('ends on every device at once when a phone is lost, and begins anew by signing in', async () => {
    const [phone, other] = [await county.person('loser'), await county.person('loser')];
    await county.must(endAllSessions, { body: {} }, phone);
    for (const { refresh } of [phone, other])
      expect((await county.send(renewSession, { body: { refresh } })).code).toBe('signed-out');
    county.clock.now += 1;
    const { refresh } = await county.person('loser');
    expect((await county.send(renewSession, { body: { refresh } })).status).toBe(200);
  });

  it('that was renewed before all were ended ends with them: it began when its first token did', async () => {
    const session = await county.person('loser');
    const renewed = await county.must(renewSession, { body: { refresh: session.refresh } });
    const other = await county.person('loser');
    await county.must(endAllSessions, { body: {} }, other);
    expect((await county.send(renewSession, { body: { refresh: renewed.refresh } })).code).toBe('signed-out');
  });

  it('takes at most three database calls to renew, and says when the database may forget it', async () => {
    const session = await county.person('counted');
    county.calls.length = 0;
    const { refresh } = await county.must(renewSession, { body: { refresh: session.refresh } });
    expect(county.calls.length).toBeLessThanOrEqual(3);
    const hash = keyedHash(county.wiring.secrets.hash);
    const stored = (token: string) =>
      county.dynamo.get('people', { PK: `SESSION#${hash('session', token)}`, SK: '-' });
    expect(await stored(session.refresh)).toMatchObject({ expiresAt: county.clock.now + 60 });
    expect(await stored(refresh)).toMatchObject({ expiresAt: county.clock.now + 30 * 86_400 });
  });

  it('ends after ten minutes, and forged ones never begin', async () => {
    const session = await county.person('dee');
    expect((await county.send(myEntries, {}, session)).status).toBe(200);
    const [head, body, signature] = session.access.split('.');
    const forged = { ...session, access: [head, body, signature?.split('').reverse().join('')].join('.') };
    expect((await county.send(myEntries, {}, forged)).code).toBe('signed-out');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect((await county.send(myEntries, {}, { ...session, access: `${none}.${body}.` })).code).toBe(
      'signed-out',
    );
    county.clock.now += 601;
    expect((await county.send(myEntries, {}, session)).code).toBe('signed-out');
  });
});

describe('an invitation', () => {
  it('gives its role to one person, who may ask again', async () => {
    const inviter = await county.staff('county', COUNTY);
    const id = freshId();
    const input = { params: { area: TOWN }, body: { id, role: 'township' as const, name: '镇里' } };
    const made = await county.must(invite, input, inviter);
    expect(await county.must(invite, input, inviter)).toEqual(made);
    const guest = await county.person('guest');
    const accept = { body: { code: made.code } };
    const grants = { grants: [{ role: 'township', area: TOWN }] };
    expect(await county.must(acceptInvitation, accept, guest)).toEqual(grants);
    expect(await county.must(acceptInvitation, accept, guest)).toEqual(grants);
    const thief = await county.person('thief');
    expect((await county.send(acceptInvitation, accept, thief)).code).toBe('invitation-unknown');
  });

  it('runs out after a week', async () => {
    const inviter = await county.staff('county', COUNTY);
    const body = { id: freshId(), role: 'observer' as const, name: '监督' };
    const made = await county.must(invite, { params: { area: VILLAGE }, body }, inviter);
    county.clock.now += 7 * 86_400;
    const late = await county.person('late');
    expect((await county.send(acceptInvitation, { body: { code: made.code } }, late)).code).toBe(
      'invitation-unknown',
    );
    county.clock.now -= 7 * 86_400;
  });

  it('cannot reach above the inviter, beside their area, or to a level that lacks the role', async () => {
    const town = await county.staff('township', TOWN);
    const ask = (area: typeof COUNTY, role: 'county' | 'township' | 'officer') =>
      county.send(invite, { params: { area }, body: { id: freshId(), role, name: '某人' } }, town);
    expect((await ask(COUNTY, 'county')).code).toBe('forbidden');
    expect((await ask(VILLAGE, 'officer')).code).toBe('role-unfit');
    expect((await ask(TOWN, 'township')).status).toBe(200);
  });

  it('is refused to whoever made it, and stays good for another', async () => {
    const town = await county.staff('township', TOWN);
    const body = { id: freshId(), role: 'observer' as const, name: '监督' };
    const { code } = await county.must(invite, { params: { area: TOWN }, body }, town);
    expect((await county.send(acceptInvitation, { body: { code } }, town)).code).toBe('invitation-own');
    expect(
      (await county.send(acceptInvitation, { body: { code } }, await county.person('observer'))).status,
    ).toBe(200);
  });

  it('to a discipline office comes from the county once, then from its own officers', async () => {
    const founder = await county.staff('county', COUNTY);
    const ask = (as: Session) =>
      county.send(
        invite,
        { params: { area: OTHER_TOWN }, body: { id: freshId(), role: 'officer', name: '办案' } },
        as,
      );
    const clerk = await county.staff('township', OTHER_TOWN);
    expect((await ask(clerk)).code).toBe('forbidden');
    const codes = [(await ask(founder)).value!.code, (await ask(founder)).value!.code];
    const people = await Promise.all(['one', 'two'].map((name) => county.person(`officer-${name}`)));
    const take = (i: number) =>
      county.send(acceptInvitation, { body: { code: codes[i]! } }, people[i]).then(({ code }) => code);
    expect((await Promise.all([take(0), take(1)])).sort()).toEqual(['office-staffed', undefined]);
    expect((await ask(founder)).code).toBe('office-staffed');
    const renewed = await Promise.all(
      people.map(({ refresh }) => county.must(renewSession, { body: { refresh } })),
    );
    const officer = renewed.find(({ grants }) => grants.length > 0)!;
    expect(officer.grants).toEqual([{ role: 'officer', area: OTHER_TOWN }]);
    expect((await ask(officer)).status).toBe(200);
    const elsewhere = {
      params: { area: TOWN },
      body: { id: freshId(), role: 'officer', name: '办案' },
    } as const;
    expect((await county.send(invite, elsewhere, officer)).code).toBe('forbidden');
  });

  it('is written down with who made it and who took it up, in one chain', async () => {
    const inviter = await county.staff('county', COUNTY);
    const body = { id: freshId(), role: 'observer' as const, name: '监督' };
    const { code } = await county.must(invite, { params: { area: TOWN }, body }, inviter);
    const taker = await county.person('audited');
    await county.must(acceptInvitation, { body: { code } }, taker);
    const hash = keyedHash(county.wiring.secrets.hash)('invitation', code);
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#GRANT#${hash}` });
    expect(events).toMatchObject([
      { actor: inviter.person, action: `invite observer ${TOWN}`, previous: '' },
      { actor: taker.person, action: `accept observer ${TOWN}`, previous: events[0]!['hash'] },
    ]);
  });

  it('founds the county once', async () => {
    await county.staff('county', COUNTY);
    const second = await county.person('second-founder');
    const reply = await county.send(
      acceptInvitation,
      { body: { code: county.wiring.secrets.foundingCode } },
      second,
    );
    expect(reply.code).toBe('invitation-unknown');
  });
});

describe('a desk', () => {
  it('is signed in by the phone that scanned it, once', async () => {
    const desk = await county.must(openDesk, { body: {} });
    expect(await county.must(claimDesk, { body: { secret: desk.secret } })).toEqual({ state: 'waiting' });
    const phone = await county.person('phone');
    await county.must(approveDesk, { body: { scan: desk.scan } }, phone);
    await county.must(approveDesk, { body: { scan: desk.scan } }, phone);
    const claimed = await county.must(claimDesk, { body: { secret: desk.secret } });
    expect(claimed).toMatchObject({ state: 'signed-in', session: { person: phone.person } });
    expect((await county.send(claimDesk, { body: { secret: desk.secret } })).code).toBe('desk-gone');
  });

  it('cannot be claimed by what the QR code shows, nor approved twice or late', async () => {
    const desk = await county.must(openDesk, { body: {} });
    const phone = await county.person('phone');
    await county.must(approveDesk, { body: { scan: desk.scan } }, phone);
    expect((await county.send(claimDesk, { body: { secret: desk.scan } })).code).toBe('desk-gone');
    const other = await county.person('other');
    expect((await county.send(approveDesk, { body: { scan: desk.scan } }, other)).code).toBe('desk-gone');
    county.clock.now += 301;
    expect((await county.send(claimDesk, { body: { secret: desk.secret } })).code).toBe('desk-gone');
  });
});

describe('whoever has proved themselves', () => {
  const endAll = (as: Session) => county.send(endAllSessions, { body: {} }, as);

  it('is asked again after ten minutes however often the session was renewed', async () => {
    let session = await county.person('renews-often');
    for (const seconds of [300, 299]) {
      county.clock.now += seconds;
      session = await county.must(renewSession, { body: { refresh: session.refresh } });
    }
    expect((await endAll(session)).status).toBe(204);
    const next = await county.person('renews-rarely');
    county.clock.now += 600;
    const renewed = await county.must(renewSession, { body: { refresh: next.refresh } });
    expect(await endAll(renewed)).toMatchObject({ status: 403, code: 'sign-in-stale' });
  });

  it('is not asked at a desk that their phone has just let in', async () => {
    const phone = await county.person('lets-in');
    county.clock.now += 600;
    const renewed = await county.must(renewSession, { body: { refresh: phone.refresh } });
    const desk = await county.must(openDesk, { body: {} });
    await county.must(approveDesk, { body: { scan: desk.scan } }, renewed);
    const claimed = await county.must(claimDesk, { body: { secret: desk.secret } });
    if (claimed.state !== 'signed-in') throw new Error('not signed in');
    expect((await endAll(claimed.session)).status).toBe(204);
  });
});
