/** Where a case must stand by its own records, and where it stands. */
import { type DayList, placeIn } from './day-lists';
import { Problem } from './problem';
import type { Receipt } from './receipt';
import type { TipCase } from './tip-case';
import { dateOfDay } from './tip-hash';

/** The case does not stand where it must. */
export class Missing extends Problem {}

/** Throws `Missing` for the first day on which the case must stand and does not; answers what holds, in words. */
export function refuseMissing(lists: readonly DayList[], receipt: Receipt, found: TipCase): string {
  for (const list of lists) refuseInList(list, receipt, found);
  const [first, last] = boundsOf(found.records);
  const [oldest, newest] = boundsOf(lists);
  if (first > newest)
    return `The case came on ${dateOfDay(first)}, after the newest list (${dateOfDay(newest)}): ask again the day after the next.`;
  const from = dateOfDay(Math.max(first, oldest));
  const until = dateOfDay(found.isEnded ? Math.min(last, newest) : newest);
  const before = first < oldest ? ` It came before there were lists.` : '';
  return `The case stands in every list from ${from} to ${until}, each time with the record that was its newest.${before}`;
}

function refuseInList(list: DayList, receipt: Receipt, { records, isEnded }: TipCase): void {
  const { day } = list;
  const name = `the list of ${dateOfDay(day)}`;
  const [first, last] = boundsOf(records);
  const place = placeIn(list, receipt, records);
  if (day < first || (isEnded && day > last)) {
    if (place === 'absent') return;
    throw new Problem(`the case stands in ${name}, where by its records it may not`);
  }
  if (place === 'absent') throw new Missing(`the case is not in ${name}`);
  if (place === 'another')
    throw new Missing(`${name} has a record of the case that the tip line does not show`);
  const expected = records.findLastIndex((record) => record.day <= day);
  if (place !== expected)
    throw new Missing(`${name} has record ${place + 1} of the case, where ${expected + 1} was its newest`);
}

/** The days of the first and the last. */
function boundsOf(all: readonly { readonly day: number }[]): [number, number] {
  return [all[0]?.day ?? 0, all.at(-1)?.day ?? 0];
}

/** In which lists the receipt's tag stands, in words: runs of days. */
export function daysStanding(lists: readonly DayList[], receipt: Receipt): string {
  const runs: [number, number][] = [];
  for (const list of lists) {
    if (placeIn(list, receipt, []) === 'absent') continue;
    const run = runs.at(-1);
    if (run && run[1] === list.day - 1) run[1] = list.day;
    else runs.push([list.day, list.day]);
  }
  if (runs.length === 0) throw new Missing('no list has a case with this receipt');
  const words = runs.map(([from, to]) => `from ${dateOfDay(from)} to ${dateOfDay(to)}`);
  return `A case with this receipt stands in the lists ${words.join(' and ')}.`;
}
