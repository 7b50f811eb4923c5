import type { Step, Timetable } from '#shared/election/contract';
import { addDays } from '#shared/time';
import { openFile } from '../../platform/device';

// A timetable for the calendar of one's own device.

/** The timetable as an iCalendar file (RFC 5545): one whole-day event a step, the article in its description. */
export async function calendarOf(table: Timetable, name: string): Promise<string> {
  const { default: ical } = await import('ical-generator');
  const calendar = ical({ name: `${name}换届时间表`, prodId: '//sunshine-elections//timetable//ZH' });
  for (const step of [...(table.partySteps ?? []), ...table.steps]) {
    calendar.createEvent({
      // The same step keeps its id, so that a later file moves it and adds no second one.
      id: `${table.area}-${table.term}-${step.id}`,
      sequence: table.version,
      stamp: new Date(`${table.electionDay}T00:00:00Z`),
      start: new Date(`${step.firstDay}T00:00:00Z`),
      // The day after the last, as the format counts.
      end: new Date(`${addDays(step.lastDay, 1)}T00:00:00Z`),
      allDay: true,
      summary: `${step.title}（${name}）`,
      description: describe(step),
    });
  }
  return calendar.toString();
}

function describe({ actor, output, basis, law, changed }: Step): string {
  return [
    `谁来做：${actor}`,
    `做完有：${output}`,
    ...(changed === undefined ? [] : [`本村另定的日子：${changed}`]),
    ...(basis === undefined ? [] : [`依据：${basis}`]),
    ...(law === undefined ? [] : [law]),
  ].join('\n');
}

const KEEP_MS = 60_000;

/** Lets the device open or save the timetable as a calendar file. */
export async function saveCalendar(table: Timetable, name: string): Promise<void> {
  const file = new Blob([await calendarOf(table, name)], { type: 'text/calendar;charset=utf-8' });
  const url = URL.createObjectURL(file);
  openFile(url, `${name}换届时间表.ics`);
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
