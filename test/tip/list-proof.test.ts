import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { treePartitions } from '#functions/tip/day-items';
import { toBase64url } from '#shared/crypto/bytes';
import { dayOf } from '#shared/time';
import { renewSession } from '#shared/identity/contract';
import type { TipAct } from '#shared/tip/rules';
import { holdersOf, type TestHolder } from '#test/directory/ceremony';
import * as r from '#test/recovery/recovering';
import { START } from '#test/setup';
import type { TipCounty } from './case';
import { actToday, goToDay, noonOf, runDays } from './days';
import { type App, must, type OpenCase, type Sealed, type TestPhone, tipPhone, writeLetter } from './phone';

const FIRST = dayOf(START);

let place: TipCounty;
let phone: TestPhone;
let app: App;
beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  await home();
});
beforeEach(() => {
  // Mocks end with each test.
  jest.spyOn(Date, 'now').mockImplementation(() => place.county.clock.now * 1000);
  phone.asked.length = 0;
});

/** What the home page does whenever it is shown, for everybody. */
async function home(): Promise<void> {
  await app.renewDirectory();
  await app.renewList();
}

async function goTo(day: number): Promise<void> {
  await goToDay(place.county, day);
  await home();
}

const write = () => writeLetter(place, app);

const act = ({ keys }: Sealed, what: TipAct['act']) => actToday(place, keys, what);

const proofOf = (open: OpenCase) => app.listProofOf(open, app.listHere(), dayOf(place.county.clock.now));
const follow = async ({ receipt }: Sealed) => proofOf(must(await app.openCase(receipt)));
const rowOf = ({ keys }: Sealed) => ({
  PK: treePartitions()[keys.tag[0]! & 3]!,
  SK: toBase64url(keys.tag),
});

async function signedIn(holder: TestHolder): Promise<TestHolder> {
  const { refresh } = holder.session;
  return { ...holder, session: await place.county.must(renewSession, { body: { refresh } }) };
}

describe('a letter that is followed', () => {
  it('stands in the list that the home page has brought, and asks for none itself', async () => {
    const sealed = await write();
    expect(await follow(sealed)).toEqual({ kind: 'none' });
    await goTo(FIRST + 1);
    phone.asked.length = 0;
    expect(await follow(sealed)).toEqual({ kind: 'stands', since: FIRST, day: FIRST });
    expect(phone.asked).toEqual(['POST https://tipline.test/tipline']);
    const late = await write();
    expect(await follow(late)).toEqual({ kind: 'soon' });
    await act(sealed, 'refuse');
    await goTo(FIRST + 2);
    expect(await follow(sealed)).toEqual({ kind: 'stands', since: FIRST, day: FIRST + 1 });
    await goTo(FIRST + 3);
    expect(await follow(sealed)).toEqual({ kind: 'ended', since: FIRST, day: FIRST + 1 });
  });

  it('leaves the same on a phone as never having written', async () => {
    const before = new Map(phone.storage);
    await follow(await write());
    expect(phone.storage).toEqual(before);
    expect(phone.storage.get('ygh:day-list')).toContain(`"day":${FIRST + 2}`);
  });

  it('is said loudly not to stand, or to stand as another one', async () => {
    const { county } = place;
    const [gone, older] = [await write(), await write()];
    const [day] = [dayOf(county.clock.now)];
    const first = await county.dynamo.get('cases', rowOf(older));
    await act(older, 'accept');
    await county.dynamo.transact([
      { kind: 'delete', table: 'cases', key: rowOf(gone) },
      { kind: 'put', table: 'cases', item: { ...rowOf(older), ...first } },
    ]);
    await goTo(day + 1);
    expect(await follow(gone)).toEqual({ kind: 'missing', day });
    expect(await follow(older)).toEqual({ kind: 'other', day });
  });

  it('has ended on its day, though letters of it were given back that day or after', async () => {
    const { county } = place;
    const day = dayOf(county.clock.now);
    const [before, now] = [await write(), await write()];
    await act(before, 'refuse');
    await goTo(day + 1);
    await act(now, 'refuse');
    const holders = await Promise.all((await holdersOf(county)).map((one) => signedIn(one)));
    for (const { keys } of [before, now]) {
      const [one, two] = holders as [TestHolder, TestHolder];
      const document = await r.agreedRecovery(place, keys, [one, two]);
      for (const by of [one, two])
        await r.handsOn(place, keys, by, await r.partsFor(place, keys, by, document, place.town));
      const { opener } = await r.openedAtDesk(place, keys, place.town);
      const given = await r.givenBack(place, keys, place.town, opener);
      expect((await r.finishes(place, keys, place.town, given)).code).toBeUndefined();
    }
    await goTo(day + 2);
    expect(await follow(before)).toEqual({ kind: 'ended', since: day, day });
    expect(await follow(now)).toEqual({ kind: 'stands', since: day, day: day + 1 });
    await goTo(day + 3);
    expect(await follow(now)).toEqual({ kind: 'ended', since: day, day: day + 1 });
  });

  it('has its acknowledgement checked at every look', async () => {
    const sealed = await write();
    for (const at of [20, 60, 80, 100, 143]) {
      phone.twist('/tipline', (answer) => {
        const ack = Buffer.from(String(answer['ack']), 'base64url');
        ack[at]! ^= 1;
        return { ...answer, ack: toBase64url(ack) };
      });
      expect(await follow(sealed)).toEqual({ kind: 'unsigned' });
    }
    expect((await follow(sealed)).kind).toBe('soon');
  });

  it('trusts no list that the log does not hold', async () => {
    const sealed = await write();
    const day = dayOf(place.county.clock.now);
    place.county.clock.now = noonOf(day + 1);
    await runDays(place.county);
    await home();
    expect(app.listHere()).toMatchObject({ day, log: 'waiting' });
    expect(await follow(sealed)).toEqual({ kind: 'unlogged', day });
    await place.county.enterLog();
    place.county.clock.now += 5;
    await home();
    expect(await follow(sealed)).toEqual({ kind: 'stands', since: day, day });
    const held = app.listHere()!;
    const open = must(await app.openCase(sealed.receipt));
    const today = day + 1;
    expect(app.listProofOf(open, { ...held, log: 'broken' }, today)).toEqual({ kind: 'forged', day });
    expect(app.listProofOf(open, { ...held, body: held.body.slice(89) }, today)).toEqual({
      kind: 'forged',
      day,
    });
    expect(app.listProofOf(open, held, day + 4)).toEqual({ kind: 'late', day });
  });
});

describe('the home page', () => {
  it('asks for a list once a day, and for the days before when there is none yet', async () => {
    const lists = () =>
      phone.asked.filter((one) => one.includes('/log/days/')).map((one) => Number(one.slice(-5)));
    await home();
    expect(lists()).toEqual([]);
    const today = dayOf(place.county.clock.now);
    place.county.clock.now += 3 * 86_400;
    await home();
    expect(lists()).toEqual([today + 2, today + 1, today]);
    await goTo(today + 3);
    expect(app.listHere()?.day).toBe(today - 1);
    await runDays(place.county);
    await home();
    expect(app.listHere()?.day).toBe(today + 2);
  });
});
