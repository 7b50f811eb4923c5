import { describe, expect, it } from '@jest/globals';
import type { Timetable } from '#shared/election/contract';
import { LegalDate } from '#shared/time';
import { calendarOf } from '../../miniapp/src/election/timetable/calendar';
import { planned, VILLAGE } from '../miniapp/village-county';

const party = { meetingDay: LegalDate.parse('2026-12-20'), secretaryLeads: false };

describe('the calendar file', () => {
  const unfolded = async (table: Timetable) => (await calendarOf(table, '枣坪村')).replace(/\r\n /g, '');

  it('has one whole-day event for each step, the party’s too, with the article', async () => {
    const table = planned({ party });
    const text = await unfolded(table);
    const events = text.split('BEGIN:VEVENT').slice(1);
    expect(events).toHaveLength(14 + table.steps.length);
    const poll = events.find((one) => one.includes(`${VILLAGE}-12-B19`))!;
    expect(poll).toContain('DTSTART;VALUE=DATE:20270110');
    // RFC 5545 3.6.1: the end is the day after the last.
    expect(poll).toContain('DTEND;VALUE=DATE:20270111');
    expect(poll).toContain('依据：村组法(2025) 第');
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0/);
  });

  it('keeps the ids of the steps when the days move, so that a calendar moves them too', async () => {
    const ids = (text: string) => [...text.matchAll(/UID:(\S+)/g)].map(([, id]) => id);
    const first = await unfolded(planned());
    const moved = await unfolded({ ...planned({ electionDay: LegalDate.parse('2027-01-17') }), version: 2 });
    expect(ids(moved)).toEqual(ids(first));
    expect(moved).toContain('SEQUENCE:2');
    expect(moved).not.toContain('DTSTART;VALUE=DATE:20270110\r\nDTEND;VALUE=DATE:20270111\r\nSUMMARY:投票');
  });

  it('is the same wherever the device stands', async () => {
    const zone = process.env['TZ'];
    const here = await unfolded(planned());
    process.env['TZ'] = 'America/Los_Angeles';
    const there = await unfolded(planned());
    process.env['TZ'] = zone;
    expect(there).toBe(here);
  });
});
