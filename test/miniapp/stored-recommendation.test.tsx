import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { act } from 'react';
import { byName, render, tap } from './render';
import {
  CLOSES,
  OPENS,
  PEOPLE,
  playCounty,
  publicRound,
  ROUND,
  sessionOf,
  type WaitingCounty,
} from './waiting-county';
import { shows } from './taro';

type Place = Parameters<typeof papers.keptAt>[0];

const [ME, OTHER] = PEOPLE as [string, string];

const papers = await import('../../miniapp/src/recommendation/person/papers');
const { submit } = await import('../../miniapp/src/recommendation/person/submit');
const { keepSending } = await import('../../miniapp/src/recommendation/person/background');
const { Sending } = await import('../../miniapp/src/recommendation/person/sending');
const { StoredHere } = await import('../../miniapp/src/area/home/stored');
const { takeSession, dropSession } = await import('../../miniapp/src/platform/session');
const { online } = await import('../../miniapp/src/platform/network');
const { waiting } = await import('../../miniapp/src/platform/waiting');

let county: WaitingCounty;

function start(secondsLeft = CLOSES - OPENS - 60): void {
  jest.useFakeTimers({
    now: (CLOSES - secondsLeft) * 1000,
    doNotFake: ['queueMicrotask', 'nextTick'],
  });
  localStorage.clear();
  county = playCounty();
  online.set(true);
  takeSession(sessionOf(ME));
  papers.sayWhatWaits();
}

beforeEach(() => start());
afterEach(() => {
  jest.useRealTimers();
});

keepSending();

const later = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

function choose(position: 11 | 13, wish = [0]) {
  const place = papers.placeOf(publicRound(), position);
  papers.keepWish(place, wish);
  return place;
}

function goOffline(): void {
  county.isReachable = false;
  act(() => online.set(false));
}

function goOnline(): void {
  county.isReachable = true;
  act(() => online.set(true));
}

const front = () => act(() => shows.run());

const casts = () => county.asked.filter(({ what }) => what === 'cast');

describe('a recommendation that was stored without network', () => {
  it('stands on the home page until when it counts, and goes out by itself when the network is back', async () => {
    goOffline();
    choose(11);
    const box = render(<StoredHere />);
    expect(box.textContent).toContain('村委会主任的推荐已存好，还没送出');
    expect(box.textContent).toMatch(/有网会自动送出。\d+月\d+日.*前有效/);
    goOnline();
    await later(10);
    expect(box.textContent).toContain('村委会主任的推荐已送到，已收录');
    expect(casts()).toHaveLength(1);
    tap(byName(box, 'button', '知道了'));
    expect(box.textContent).toBe('');
  });

  it('goes out when the app comes to the front', async () => {
    choose(11);
    front();
    await later(10);
    expect(casts()).toHaveLength(1);
  });

  it('goes out within a minute although no event says that the network works', async () => {
    county.isReachable = false;
    choose(11);
    await later(90);
    county.isReachable = true;
    await later(70);
    expect(casts()).toHaveLength(1);
  });

  it('is cast seconds after the request that says who one is, and the next one seconds after that', async () => {
    choose(11);
    choose(13);
    front();
    await later(60);
    const times = county.asked.map(({ at }) => at);
    expect(county.asked.map(({ what }) => what)).toEqual(['token', 'cast', 'token', 'cast']);
    for (let i = 1; i < times.length; i += 1) expect(times[i]! - times[i - 1]!).toBeGreaterThanOrEqual(2);
    for (const { person } of casts()) expect(person).toBeUndefined();
  });

  it('waits for its own person when another one is signed in', async () => {
    goOffline();
    choose(11);
    act(() => takeSession(sessionOf(OTHER)));
    goOnline();
    const box = render(<StoredHere />);
    await later(90);
    expect(county.asked).toEqual([]);
    expect(box.textContent).toBe('');
    act(() => dropSession());
    expect(box.textContent).toContain('本人登录后才能送出');
    act(() => takeSession(sessionOf(ME)));
    await later(10);
    expect(county.asked.map(({ what, person }) => [what, person])).toEqual([
      ['token', ME],
      ['cast', undefined],
    ]);
  });

  it('is not asked for as somebody else who signs in on the way', async () => {
    choose(11);
    const sent = submit(publicRound(), papers.placeOf(publicRound(), 11));
    act(() => takeSession(sessionOf(OTHER)));
    await later(10);
    expect(await sent).toMatchObject({ ok: false, problem: { code: 'signed-out' } });
    expect(county.asked).toEqual([]);
  });

  it('goes out without a session once it is sealed', async () => {
    const place = choose(11);
    front();
    await later(1);
    expect(papers.keptAt(place)?.paper?.kind).toBe('sealed');
    act(() => dropSession());
    await later(10);
    expect(casts()).toHaveLength(1);
  });

  it('says after closing that it was not sent and what that means, and holds the choice no more', async () => {
    goOffline();
    choose(11);
    const box = render(<StoredHere />);
    await later(CLOSES - OPENS);
    goOnline();
    await later(70);
    expect(county.asked).toEqual([]);
    expect(box.textContent).toContain('村委会主任的推荐没有送出');
    expect(box.textContent).toContain('这一份不算在内');
    expect(localStorage.getItem('ygh:papers')).not.toContain('wish');
    tap(byName(box, 'button', '知道了'));
    expect(localStorage.getItem('ygh:papers')).toBe('[]');
  });

  it('says that no receipt came when the answer was lost and the round closed', async () => {
    county.losing = 100;
    const place = choose(11);
    papers.keepPaper({
      ...place,
      paper: {
        kind: 'sealed',
        signSeed: 'k',
        token: 't',
        version: 1,
        choice: [0],
        record: '{"signSeed":"k"}',
      },
    });
    const box = render(<StoredHere />);
    await later(CLOSES - OPENS + 60);
    expect(box.textContent).toContain('没有等到收录的回执');
  });

  it('says why it was refused, once, and lets the person choose again', async () => {
    county.refusing = { status: 422, code: 'record-refused' };
    const place = choose(11);
    const box = render(<StoredHere />);
    front();
    await later(200);
    expect(casts()).toHaveLength(1);
    expect(box.textContent).toContain('村委会主任的推荐没有收下');
    county.refusing = undefined;
    act(() => void papers.keepWish(place, [1]));
    front();
    await later(10);
    expect(papers.standOf(papers.keptAt(place))).toBe('taken');
    expect(papers.choiceOf(papers.keptAt(place))).toEqual([1]);
  });

  it('is followed by its page, whoever sends it', async () => {
    goOffline();
    choose(11);
    let isDone = false;
    const box = render(
      <Sending
        round={publicRound()}
        position={11}
        onDone={() => (isDone = true)}
        onLeave={() => undefined}
      />,
    );
    await later(1);
    expect(box.textContent).toContain('已存好，还没送出');
    goOnline();
    await later(10);
    expect(isDone).toBe(true);
    expect(casts()).toHaveLength(1);
    expect(waiting.get()).toEqual([]);
  });
});

type Plain = 'offline' | 'online' | 'front' | 'page' | 'lose' | 'me' | 'other' | 'nobody';
type Event = { kind: 'choose'; position: 11 | 13 } | { kind: Plain } | { kind: 'later'; seconds: number };

const PLAIN = ['offline', 'online', 'front', 'page', 'lose', 'me', 'other', 'nobody'] as const;
const SECONDS = [0.05, 0.2, 1, 3, 8, 70, 1500];

const secondsLeft = fc.constantFrom(2.5, 4, 9, 80, 3540);

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('choose'), position: fc.constantFrom(11, 13) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom(...PLAIN) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('later'), seconds: fc.constantFrom(...SECONDS) }) },
);

/** The page offers a choice to a signed-in person, while the round is open, when nothing is on its way or taken. */
function mayChoose(place: Place): boolean {
  const isOpen = Date.now() / 1000 < CLOSES;
  return place.person !== '' && isOpen && papers.standOf(papers.keptAt(place)) === 'none';
}

function chooseOnPage(position: 11 | 13, chosen: Set<string>): void {
  const place = papers.placeOf(publicRound(), position);
  if (!mayChoose(place)) return;
  papers.keepWish(place, [0]);
  chosen.add(papers.nameOf(place));
}

function sendOnPage(): void {
  for (const kept of papers.allKept())
    if (papers.standOf(kept) === 'waiting') void submit(publicRound(), papers.bare(kept));
}

const HAPPENS = {
  offline: goOffline,
  online: goOnline,
  front,
  page: sendOnPage,
  lose: () => {
    county.losing += 1;
  },
  me: () => act(() => takeSession(sessionOf(ME))),
  other: () => act(() => takeSession(sessionOf(OTHER))),
  nobody: () => act(() => dropSession()),
} as const satisfies Record<Plain, () => void>;

async function happens(one: Event, chosen: Set<string>): Promise<void> {
  if (one.kind === 'choose') chooseOnPage(one.position, chosen);
  else if (one.kind === 'later') await later(one.seconds);
  else HAPPENS[one.kind]();
}

/** What must hold of all requests, however the events fell. */
function holdsOf(chosen: ReadonlySet<string>): void {
  const { asked, box } = county;
  const tokens = asked.filter(({ what }) => what === 'token');
  const of = (person: string | undefined, position: number) =>
    new Set(
      tokens.filter((one) => one.person === person && one.position === position).map(({ bytes }) => bytes),
    );
  for (const { person = '', position } of tokens) {
    expect(of(person, position).size).toBe(1);
    expect([...chosen]).toContain(`${person}-${ROUND}-${position}`);
  }
  for (const { at } of asked) expect(at).toBeLessThan(CLOSES);
  // One record for each choice, however often it was sent.
  const records = new Set(casts().map(({ bytes }) => bytes));
  expect(records.size).toBeLessThanOrEqual(chosen.size);
  expect(box.size).toBeLessThanOrEqual(chosen.size);
  for (const { person } of casts()) expect(person).toBeUndefined();
  for (const cast of casts()) {
    const before = tokens.filter(({ at, position }) => at <= cast.at && position === cast.position);
    expect(Math.min(...before.map(({ at }) => cast.at - at))).toBeGreaterThanOrEqual(2);
  }
}

describe('however network, pages, people and answers fall', () => {
  it('a stored choice is sent at most once, never after closing, and is never dropped in silence', async () => {
    jest.useRealTimers();
    await fc.assert(
      fc.asyncProperty(
        secondsLeft,
        fc.array(event, { minLength: 4, maxLength: 30 }),
        async (left, events) => {
          start(left);
          const chosen = new Set<string>();
          for (const one of events) await happens(one, chosen);
          holdsOf(chosen);
          // All who chose are told, or theirs lies in the box.
          act(() => dropSession());
          await later(15);
          const told = waiting.get().length;
          const taken = papers.allKept().filter((kept) => papers.standOf(kept) === 'taken').length;
          const isOver = Date.now() / 1000 >= CLOSES;
          expect(told + (isOver ? county.box.size : taken)).toBeGreaterThanOrEqual(chosen.size);
          await later(4000);
          holdsOf(chosen);
          expect(localStorage.getItem('ygh:papers') ?? '').not.toMatch(/wish|choice/);
          jest.useRealTimers();
        },
      ),
      { numRuns: 60 },
    );
  });
});
