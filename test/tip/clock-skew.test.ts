import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { dayOf, startOfDay } from '#shared/time';
import type { FirstContent } from '#shared/tip/content';
import { routeFor } from '#shared/tip/routing';
import { VILLAGE } from '#test/setup';
import { publish } from '#test/directory/ceremony';
import { caseOf, tipCounty, type TipCounty } from './case';
import { type App, type Desk, must, openApp, openDesk, openPhone } from './phone';

let place: TipCounty;
let app: App;
let desk: Desk;
/** By how many seconds the phone's and the desk's clock is fast. */
let skew = 0;

beforeAll(async () => {
  place = await tipCounty();
  openPhone(place.county);
  app = await openApp();
  desk = await openDesk();
  app.takeSession(place.town.session);
});
beforeEach(() => {
  skew = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => (place.county.clock.now + skew) * 1000);
});

const said: FirstContent = { text: '有人送米', matter: 'procedure', subject: 'village-cadre' };
const question = { place: VILLAGE, matter: 'procedure', subject: 'village-cadre' } as const;

/** What a writer and an officer, both with this clock, do and see on a day of the server's. */
async function wholeWay() {
  must(await app.renewDirectory());
  const directory = must(await app.heldDirectory());
  const route = routeFor(question, directory, dayOf(Math.floor(Date.now() / 1000)))!;
  const letter = must(await app.sealFirst(directory, route, said));
  const delivered = must(await app.deliver(directory, letter));
  const { id, signSeed, device } = place.town;
  const keys = { officer: id, signSeed, device };
  const atDesk = must(await desk.openCase(place.town.office, caseOf(letter.keys), place.town.office, keys));
  const saying = { act: { act: 'accept' }, text: '来信收到，已经受理。' };
  const act = must(await desk.sealAct(atDesk, place.town.office, keys, saying));
  const accepted = must(await desk.sendAct(atDesk, place.town.office, keys, act));
  const open = must(await app.openCase(letter.receipt));
  const more = must(await app.deliverMore(open, must(await app.sealMore(open, { text: '那天是星期六' }))));
  return {
    delivered,
    first: atDesk.view.due,
    state: accepted.view.state,
    days: more.answer.records.map(({ day }) => day),
    flaws: more.entries.filter((entry) => !entry.ok),
  };
}

const DAY = 86_400;
/** A second before and after midnight in China, and noon, of the day after the directory was published anew. */
const MOMENTS = [
  ['the first seconds of a day', 2],
  ['noon', DAY / 2],
  ['the last second of a day', DAY - 1],
] as const;

describe.each(MOMENTS)('at %s', (_, second) => {
  it('a clock a day, or a minute, fast or slow changes nothing of what is sent, dated and shown', async () => {
    const { county } = place;
    const today = dayOf(county.clock.now) + 1;
    // The directory is the day's own: published in its first second, in the log two seconds later.
    county.clock.now = startOfDay(today);
    await publish(county, await county.staff('county', place.above.office.area));
    county.clock.now = startOfDay(today) + second;
    const right = await wholeWay();
    expect(right).toMatchObject({
      state: { state: 'accepted', received: today, decided: today },
      days: [today, today, today],
      flaws: [],
    });
    for (const fast of [-DAY, -60, 60, DAY]) {
      skew = fast;
      expect({ fast, ...(await wholeWay()) }).toEqual({ fast, ...right });
    }
  });
});
