import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { overdueUpTo } from '#functions/tip/items';
import { CALENDAR, calendarOf, KNOWN_YEARS } from '#shared/calendar';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { HOLIDAYS } from '#shared/holidays';
import { dateOfDay, dayOfDate } from '#shared/time';
import {
  assignedUntil,
  daysLeft,
  dueOf,
  hasPassed,
  isNear,
  NEAR,
  ORDER_MARGIN,
  orderDayOf,
  type Running,
} from '#shared/tip/clocks';
import { REFUSALS } from '#shared/tip/refusal';
import { STATES } from '#shared/tip/state';

const RULES = '检举控告工作规则第二十六条';
const LETTERS = '信访工作条例';

/** Every clock there is: who has the case, where it stands, what the source says, and the last day by it. */
const TABLE = [
  [DISCIPLINE, 'received', RULES, 15, 'working', '2026-02-27'],
  [DISCIPLINE, 'accepted', undefined, 0, 'none', ''],
  [DISCIPLINE, 'handling', undefined, 0, 'none', ''],
  [DISCIPLINE, 'proposed', undefined, 0, 'none', ''],
  [DISCIPLINE, 'closed', undefined, 0, 'none', ''],
  [DISCIPLINE, 'refused', undefined, 0, 'none', ''],
  [DISCIPLINE, 'erasing', undefined, 0, 'none', ''],
  [DISCIPLINE, 'erased', undefined, 0, 'none', ''],
  [ELECTION, 'received', `${LETTERS}第二十三条`, 15, 'calendar', '2026-02-14'],
  [ELECTION, 'accepted', `${LETTERS}第三十四条`, 60, 'calendar', '2026-04-03'],
  [ELECTION, 'handling', `${LETTERS}第三十四条`, 60, 'calendar', '2026-04-03'],
  [ELECTION, 'proposed', `${LETTERS}第三十四条`, 60, 'calendar', '2026-04-03'],
  [ELECTION, 'closed', undefined, 0, 'none', ''],
  [ELECTION, 'refused', undefined, 0, 'none', ''],
  [ELECTION, 'erasing', undefined, 0, 'none', ''],
  [ELECTION, 'erased', undefined, 0, 'none', ''],
] as const;

describe('the clock of a case', () => {
  it.each(TABLE)(
    'at an office of kind %i in %s runs by %s: %i %s days, to %s',
    (kind, state, law, days, unit, last) => {
      const running = { state, received: dayOfDate('2026-01-30'), decided: dayOfDate('2026-02-02') };
      const due = dueOf(running, kind);
      expect(due?.law).toBe(law);
      expect([due?.unit ?? 'none', due ? dateOfDay(due.day) : '']).toEqual([unit, last]);
      const from = state === 'received' ? running.received : running.decided;
      expect(due ? daysLeft(due, from) : 0).toBe(days);
    },
  );

  it('of a result that was put off runs 30 days longer, and the case lies 30 days further on', () => {
    const running = {
      state: 'handling',
      received: dayOfDate('2026-01-30'),
      decided: dayOfDate('2026-02-02'),
    } as const;
    const later = { ...running, extended: true } as const;
    expect(dateOfDay(dueOf(later, ELECTION)!.day)).toBe('2026-05-03'); // an office's days do not wait for a holiday to end
    expect(orderDayOf(later, ELECTION)! - orderDayOf(running, ELECTION)!).toBe(30);
    expect(dueOf(later, DISCIPLINE)).toBeUndefined();
  });

  it('is named in the table for every state and both kinds', () => {
    expect(TABLE.map(([kind, state]) => `${kind} ${state}`).sort()).toEqual(
      [DISCIPLINE, ELECTION].flatMap((kind) => STATES.map((state) => `${kind} ${state}`)).sort(),
    );
  });
});

const day = fc.integer({ min: dayOfDate('2004-01-01'), max: dayOfDate('2031-12-31') });
const kinds = fc.constantFrom(DISCIPLINE, ELECTION);
const running: fc.Arbitrary<Running> = fc.record({
  state: fc.constantFrom(...STATES),
  received: day,
  decided: day,
  extended: fc.constantFrom(undefined, true as const),
});

it('runs alike for every case: nothing but state, days and the kind of the office moves it', () => {
  const other = fc.record({
    reason: fc.constantFrom(...REFUSALS),
    closed: day,
    name: fc.string(),
    records: fc.nat(),
    waiting: fc.boolean(),
  });
  fc.assert(
    fc.property(running, other, kinds, (state, more, kind) => {
      const { received, decided, extended } = state;
      expect(dueOf({ ...more, ...state }, kind)).toEqual(
        dueOf({ state: state.state, received, decided, extended }, kind),
      );
      expect(orderDayOf({ ...more, ...state }, kind)).toBe(orderDayOf(state, kind));
    }),
  );
});

it.each([
  ['2026-02-02', '2026-05-02'],
  ['2026-11-30', '2027-02-28'],
  ['2023-11-30', '2024-02-29'],
  ['2026-12-31', '2027-03-31'],
])('what the superior assigned on %s is to be reported about %s', (day, until) => {
  expect(dateOfDay(assignedUntil(dayOfDate(day)))).toBe(until);
});

/** The calendars that a county has had, one after another. */
const [FIRST, ...OTHERS] = HOLIDAYS;
const CALENDARS = [
  CALENDAR,
  calendarOf([FIRST, ...OTHERS.slice(0, -1)]),
  calendarOf([FIRST, ...OTHERS.slice(0, -2)]),
];

describe('the order of an inbox', () => {
  it('holds every loaded list to its margin: a last day is never further before it than half of that', () => {
    let [earliest, latest] = [0, 0];
    const end = dayOfDate(`${KNOWN_YEARS.last}-12-31`);
    for (let received = dayOfDate(`${KNOWN_YEARS.first}-01-01`); received <= end; received += 1) {
      const state = { state: 'received', received } as const;
      const moved = dueOf(state, DISCIPLINE)!.day - orderDayOf(state, DISCIPLINE)!;
      earliest = Math.min(earliest, moved);
      latest = Math.max(latest, moved);
    }
    expect(-earliest).toBeLessThanOrEqual(ORDER_MARGIN / 2);
    expect([earliest, latest]).toEqual([-3, 10]);
  });

  it('hides nothing that is overdue from a search, whichever list was loaded when the line was written', () => {
    fc.assert(
      fc.property(running, kinds, fc.integer({ min: -5, max: 30 }), (state, kind, late) => {
        for (const calendar of CALENDARS) {
          const due = dueOf(state, kind, calendar);
          const order = orderDayOf(state, kind);
          expect(order === undefined).toBe(due === undefined);
          const today = (due?.day ?? 0) + late;
          if (!due || !hasPassed(due, today)) continue;
          expect(`${String(order).padStart(8, '0')}#case` <= overdueUpTo(today)).toBe(true);
        }
      }),
    );
  });

  it('is that of receipt among letters on one clock', () => {
    fc.assert(
      fc.property(day, fc.nat({ max: 40 }), kinds, (received, later, kind) => {
        const at = (one: number) => ({ state: 'received', received: one }) as const;
        expect(orderDayOf(at(received), kind)!).toBeLessThanOrEqual(orderDayOf(at(received + later), kind)!);
        expect(dueOf(at(received), kind)!.day).toBeLessThanOrEqual(dueOf(at(received + later), kind)!.day);
      }),
    );
  });
});

describe('a last day past the loaded lists', () => {
  it('is counted anew and settled by the list of its year, for a case that was received before it came', () => {
    const state = { state: 'received', received: dayOfDate('2025-12-22') } as const;
    const [now, before] = CALENDARS.map((calendar) => dueOf(state, DISCIPLINE, calendar)!);
    expect(before).toMatchObject({ day: dayOfDate('2026-01-12'), provisional: true });
    expect(now).toMatchObject({ day: dayOfDate('2026-01-13'), provisional: false });
  });

  it('is not provisional where holidays do not count', () => {
    const state = { state: 'received', received: dayOfDate('2030-01-10') } as const;
    expect(dueOf(state, ELECTION)).toMatchObject({ day: dayOfDate('2030-01-25'), provisional: false });
    expect(dueOf(state, DISCIPLINE)).toMatchObject({ provisional: true });
  });
});

describe('what is left', () => {
  it('is negative as soon as the day has passed, also where only a weekend lies between', () => {
    const friday = { day: dayOfDate('2026-12-18'), unit: 'working' } as const;
    expect(daysLeft(friday, friday.day)).toBe(0);
    expect([1, 2, 3, 4].map((late) => daysLeft(friday, friday.day + late))).toEqual([-1, -1, -1, -2]);
    fc.assert(
      fc.property(running, kinds, fc.integer({ min: -40, max: 40 }), (state, kind, late) => {
        const due = dueOf(state, kind);
        if (!due) return;
        const today = due.day + late;
        expect(daysLeft(due, today) < 0).toBe(hasPassed(due, today));
      }),
    );
  });

  it('is near within three of its own days, until it has passed', () => {
    const near = [-1, 0, NEAR, NEAR + 1].map((left) => isNear({ left }));
    expect([...near, isNear(undefined)]).toEqual([false, true, true, false, false]);
  });
});
