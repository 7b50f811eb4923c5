import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import chineseDays from 'chinese-days';
import { buildSync } from 'esbuild';
import * as fc from 'fast-check';
import { addCalendarDays, addWorkingDays, calendarOf, isHoliday, KNOWN_YEARS } from '#shared/calendar';
import { HOLIDAYS } from '#shared/holidays';
import { addDays, dateOfDay, dayOfDate } from '#shared/time';

describe('working days', () => {
  it('pass over the spring festival and count its make-up day', () => {
    expect(addWorkingDays('2026-01-30', 15)).toEqual({ date: '2026-02-27', provisional: false });
    expect(isHoliday('2026-02-14')).toBe(false);
    expect(isHoliday('2026-02-16')).toBe(true);
  });

  it('begin to count on the day after, whether that is a working day or not', () => {
    expect(addWorkingDays('2026-11-26', 1).date).toBe('2026-11-27');
    expect(addWorkingDays('2026-11-27', 1).date).toBe('2026-11-30');
    expect(addWorkingDays('2026-11-28', 2).date).toBe('2026-12-01');
  });

  it('past the last known year count weekdays and say that it is provisional', () => {
    expect(addWorkingDays('2026-12-25', 5)).toEqual({ date: '2027-01-01', provisional: true });
    expect(addWorkingDays('2026-12-25', 1)).toEqual({ date: '2026-12-28', provisional: false });
    expect(addWorkingDays('2031-05-01', 1)).toEqual({ date: '2031-05-02', provisional: true });
  });

  it('on the last days of that year wait for the next list, which has moved them before', () => {
    expect(addWorkingDays('2026-12-25', 2)).toEqual({ date: '2026-12-29', provisional: true });
    const moved = HOLIDAYS.flatMap(({ off, worked }) =>
      `${off} ${worked}`.split(/[ /]/).filter((date) => date >= '12-01'),
    );
    expect(moved.sort()[0]).toBe('12-29');
    expect(new Set(moved).size).toBeGreaterThan(2);
  });

  it('are counted anew, and settled, once the list of their year is one entry more', () => {
    const [first, ...others] = HOLIDAYS;
    const before = calendarOf([first, ...others.slice(0, -1)]);
    const after = calendarOf([first, ...others]);
    expect(before.known).toEqual({ first: 2004, last: 2025 });
    expect(before.addWorkingDays('2026-01-30', 15)).toEqual({ date: '2026-02-20', provisional: true });
    expect(after.addWorkingDays('2026-01-30', 15)).toEqual({ date: '2026-02-27', provisional: false });
    expect(before.addCalendarDays('2026-02-12', 5, 'citizen')).toEqual({
      date: '2026-02-17',
      provisional: true,
    });
    expect(after.addCalendarDays('2026-02-12', 5, 'citizen')).toEqual({
      date: '2026-02-24',
      provisional: false,
    });
  });

  it('are never counted by none or by halves', () => {
    expect(() => addWorkingDays('2026-11-26', 0)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-11-26', 1.5)).toThrow(RangeError);
  });

  it('lie between the day and the answer, exactly as many as asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 1, max: 60 }), (start, days) => {
        const from = addDays('2005-01-01', start);
        const { date } = addWorkingDays(from, days);
        const between = Array.from({ length: dayOfDate(date) - dayOfDate(from) }, (_, i) =>
          addDays(from, i + 1),
        );
        expect(between.filter((day) => !isHoliday(day))).toHaveLength(days);
        expect(isHoliday(date)).toBe(false);
      }),
    );
  });
});

describe('calendar days', () => {
  it('leave a duty of an organ on its day, holiday or not', () => {
    expect(addCalendarDays('2026-09-30', 5, 'organ')).toEqual({ date: '2026-10-05', provisional: false });
  });

  it("move a citizen's last day past the holiday", () => {
    expect(addCalendarDays('2026-09-30', 5, 'citizen')).toEqual({ date: '2026-10-08', provisional: false });
    expect(addCalendarDays('2026-11-18', 5, 'citizen').date).toBe('2026-11-23');
    expect(addCalendarDays('2026-12-29', 5, 'citizen')).toEqual({ date: '2027-01-04', provisional: true });
  });
});

it('takes every day of the known years for what the package takes it for', () => {
  const last = dayOfDate(`${KNOWN_YEARS.last}-12-31`);
  const differing: string[] = [];
  for (let day = dayOfDate(`${KNOWN_YEARS.first}-01-01`); day <= last; day += 1) {
    const date = dateOfDay(day);
    if (isHoliday(date) === chineseDays.isWorkday(date)) differing.push(date);
  }
  expect(differing).toEqual([]);
});

it('knows every year up to the last of the package, and no more', () => {
  expect(chineseDays.getDayDetail(`${KNOWN_YEARS.last}-10-01`).name).toContain('国庆');
  expect(chineseDays.getDayDetail(`${KNOWN_YEARS.last + 1}-10-01`).name).not.toContain('国庆');
});

it('counts alike in every time zone', () => {
  const [bundle] = buildSync({
    stdin: { contents: PRINTS_DATES, resolveDir: 'test/calendar' },
    bundle: true,
    platform: 'node',
    write: false,
  }).outputFiles;
  const inZone = (TZ: string) =>
    spawnSync(process.execPath, ['-'], {
      input: bundle!.contents,
      env: { ...process.env, TZ },
    }).stdout.toString();
  const inChina = inZone('Asia/Shanghai');
  expect(JSON.parse(inChina)).toContain('2026-02-27');
  for (const TZ of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Pacific/Auckland']) {
    expect({ TZ, same: inZone(TZ) === inChina }).toEqual({ TZ, same: true });
  }
});

const PRINTS_DATES = `
  import { computeTimetable } from '#shared/election/timetable';
  import { addCalendarDays, addWorkingDays } from '#shared/calendar';
  import { daysLeft, dueOf, orderDayOf } from '#shared/tip/clocks';
  const dates = [];
  for (let n = 1; n <= 400; n += 1) {
    dates.push(addWorkingDays('2026-01-30', n).date, addCalendarDays('2026-01-30', n, 'citizen').date);
  }
  const party = { meetingDay: '2026-10-20', secretaryLeads: true };
  const plan = { body: '村民委员会', term: 12, electionDay: '2026-12-26', party };
  dates.push(computeTimetable(plan, '2026-11-24'));
  for (const state of ['received', 'accepted', 'handling']) {
    for (const kind of [1, 2]) {
      const running = { state, received: 20480, decided: 20490 };
      const due = dueOf(running, kind);
      dates.push(due, due && daysLeft(due, 20485), orderDayOf(running, kind));
    }
  }
  process.stdout.write(JSON.stringify(dates));`;
