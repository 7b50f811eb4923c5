import type { CandidateList } from '../candidate/contract';
import type { Timetable } from '../election/contract';
import type { Chosen, Minutes } from '../meeting/contract';
import { CHOOSES_COMMITTEE } from '../meeting/kinds';
import { outcomeOf } from '../meeting/reckon';
import { itemsThatDecided } from '../meeting/rules';
import type { Committee, Who } from './contract';
import { orderOf } from './rules';

// What is lawful and still wants a look. A rule refuses; a warning asks.

/** Members and alternates who bear a candidate's name: 第15条 asks them to leave, once it is certain that it is them. */
export function nominated(
  { members, alternates }: Pick<Committee, 'members' | 'alternates'>,
  candidates: Pick<CandidateList, 'slates'> | undefined,
): Who[] {
  const names = new Set(candidates?.slates.flatMap((slate) => slate.candidates.map(({ name }) => name)));
  return [...members, ...alternates].filter(({ name }) => names.has(name));
}

/** What to look at before a committee of so many is formed from minutes. */
export function beforeForming(
  minutes: readonly Minutes[],
  size: number,
  table: Pick<Timetable, 'party' | 'records'> | undefined,
): string[] {
  const order = orderOf(minutes);
  const meeting = minutes[0];
  const warnings: (string | false)[] = [
    size > 0 && size % 2 === 0 && `${size} 人是双数，定事情容易打平。人数以单数为宜。`,
    ...ties(order),
    minutes.length === 1 && meeting !== undefined && withoutMajority(meeting, order.slice(0, size)),
    meeting !== undefined && beforeTheParty(table, meeting),
  ];
  return warnings.filter((one) => one !== false);
}

function ties(order: readonly Chosen[]): string[] {
  return order.flatMap((one, i) => {
    const next = order[i + 1];
    return next?.votes === one.votes
      ? [`${one.name}和${next.name}都是 ${one.votes} 票，先后照会议记录的写法。请核对会上是怎么定的。`]
      : [];
  });
}

function withoutMajority(meeting: Minutes, members: readonly Chosen[]): string | false {
  const chosen = itemsThatDecided(meeting, CHOOSES_COMMITTEE).flatMap(
    (item) => outcomeOf(meeting, item)?.chosen ?? [],
  );
  const few = members.filter(({ name, group }) => !chosen.some((c) => c.name === name && c.group === group));
  return (
    few.length > 0 &&
    `${few.map(({ name }) => name).join('、')}的票没有过半数，请按本省的办法核对能不能算选上。`
  );
}

/** Where the new secretary is to lead the committee, the party's own election comes first (A13). */
function beforeTheParty(
  table: Pick<Timetable, 'party' | 'records'> | undefined,
  { text }: Minutes,
): string | false {
  if (table?.party?.secretaryLeads !== true) return false;
  const done = table.records.some(({ step, day }) => step === 'A13' && day <= text.day);
  return (
    !done && '时间表写明新书记要主持选举委员会或者参选，可党组织选书记的会议记录还没有存。请先办那一步。'
  );
}
