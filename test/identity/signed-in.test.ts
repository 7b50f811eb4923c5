import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  approveDesk,
  claimDesk,
  endAllSessions,
  endSession,
  myDevices,
  openDesk,
  renewSession,
  type Session,
  signOutDevice,
} from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { dayOf } from '#shared/time';
import { setup, type TestCounty } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

const places = async (as: Session) => (await county.must(myDevices, {}, as)).signedIn;
const renew = ({ refresh }: Session) => county.send(renewSession, { body: { refresh } });
const signOut = (device: Id, as: Session) => county.send(signOutDevice, { body: { device } }, as);

/** A desk that this phone let in. */
async function deskOf(phone: Session): Promise<Session> {
  const { scan, secret } = await county.must(openDesk, { body: {} });
  await county.must(approveDesk, { body: { scan } }, phone);
  const claimed = await county.must(claimDesk, { body: { secret } });
  if (claimed.state !== 'signed-in') throw new Error('not let in');
  return claimed.session;
}

describe('where somebody is signed in', () => {
  it('is listed with how and since when, and says which is here', async () => {
    const phone = await county.person('lists');
    county.clock.now += 86_400;
    const desk = await deskOf(await county.must(renewSession, { body: { refresh: phone.refresh } }));
    const day = dayOf(county.clock.now);
    const listed = (await places(desk)).map(({ by, name, since, used, here }) => ({
      by,
      name,
      since,
      used,
      here,
    }));
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual({ by: 'desk', name: '', since: day, used: day, here: true });
    expect(listed).toContainEqual({ by: 'phone', name: '', since: day - 1, used: day, here: false });
  });

  it('stays one place however often its session is renewed', async () => {
    let session = await county.person('renews often');
    const [first] = await places(session);
    for (let times = 0; times < 3; times += 1)
      session = await county.must(renewSession, { body: { refresh: session.refresh } });
    expect(await places(session)).toEqual([first]);
  });

  it('ends there alone: its session is renewed no more, and the others are', async () => {
    const phone = await county.person('lost a desk');
    const desk = await deskOf(phone);
    const { device } = (await places(phone)).find(({ here }) => !here)!;
    expect((await signOut(device, phone)).status).toBe(204);
    expect((await signOut(device, phone)).status).toBe(204);
    expect((await renew(desk)).code).toBe('signed-out');
    expect((await renew(phone)).status).toBe(200);
    expect((await places(phone)).map(({ here }) => here)).toEqual([true]);
  });

  it('of somebody else is ended by nobody', async () => {
    const [one, other] = [await county.person('one place'), await county.person('another place')];
    const [theirs] = await places(one);
    expect((await signOut(theirs!.device, other)).status).toBe(204);
    expect((await renew(one)).status).toBe(200);
  });

  it('is listed no more when it has signed out, when all were, or when it was not used for a month', async () => {
    const phone = await county.person('forgets');
    const desk = await deskOf(phone);
    await county.must(endSession, { body: { refresh: desk.refresh } });
    expect(await places(phone)).toHaveLength(1);
    await deskOf(phone);
    await county.must(endAllSessions, { body: {} }, phone);
    expect(await places(phone)).toEqual([]);
    county.clock.now += 1;
    await county.person('forgets');
    county.clock.now += 30 * 86_400;
    expect((await places(await county.person('forgets'))).map(({ here }) => here)).toEqual([true]);
  });
});
