import type { ElectionBody } from '../election/body';
import { groupOf } from '../roll/line';
import { comparableName } from '../roll/row';
import { CHOOSES_COMMITTEE, type ItemAbout } from './kinds';
import type { Held } from './reckon';

// Who is chosen must be of the village. A rule refuses; this asks: a meeting is put down as it was, before there is a roll too.

/** What is chosen among a village's own people; a community's supervisors may be community workers (居组法(2025) 第36条). */
const AMONG_OWN = {
  村民委员会: [CHOOSES_COMMITTEE, 'B10', 'B25'],
  居民委员会: [CHOOSES_COMMITTEE, 'B10'],
} as const satisfies Record<ElectionBody, readonly ItemAbout[]>;

/** Somebody of a roll, as far as a name in minutes is held against it. */
export interface Listed {
  name: string;
  group: string;
}

/** Somebody whom a vote names and the roll does not clearly have: nobody of that name, in other groups, or several. */
export interface Doubt {
  name: string;
  why: 'unlisted' | 'elsewhere' | 'namesakes';
  /** Where people of that name stand. */
  groups: string[];
}

/** Whom the votes of a meeting name and the roll does not clearly have. */
export function doubtsOf({ body, text }: Held, roll: readonly Listed[]): Doubt[] {
  const own: readonly ItemAbout[] = AMONG_OWN[body];
  const people = text.items.flatMap(({ about, vote }) =>
    vote.kind === 'persons' && about !== undefined && own.includes(about) ? vote.persons : [],
  );
  return doubtsAmong(people, roll, text.group);
}

/** Whom of these people, of a group's own meeting or of none, the roll does not clearly have. */
export function doubtsAmong(people: readonly Listed[], roll: readonly Listed[], meeting = ''): Doubt[] {
  const groupsOf = new Map<string, string[]>();
  for (const { name, group } of roll) {
    const key = comparableName(name);
    groupsOf.set(key, [...(groupsOf.get(key) ?? []), group]);
  }
  return people.flatMap((one) => {
    const groups = groupsOf.get(comparableName(one.name)) ?? [];
    const why = doubtOf(one, groups, meeting);
    return why ? [{ name: one.name, why, groups: [...new Set(groups)] }] : [];
  });
}

/** A group's own meeting chooses of that group, where no other is written. */
function doubtOf({ group }: Listed, groups: readonly string[], meeting: string): Doubt['why'] | undefined {
  if (groups.length === 0) return 'unlisted';
  const written = groupOf(group === '' ? meeting : group);
  const there = written === '' ? groups : groups.filter((one) => groupOf(one) === written);
  if (there.length === 0) return 'elsewhere';
  return there.length > 1 ? 'namesakes' : undefined;
}

/** What to do about it. */
export function sayDoubt({ name, why, groups }: Doubt): string {
  switch (why) {
    case 'unlisted':
      return `${name}：现在的选民名单上没有。先核对姓名；没有登记的，按规定补登；不是本村的人，会上要另推一位。`;
    case 'elsewhere':
      return `${name}：名单上在${groups.join('、')}。请核对是哪一组的人，组写错了就改过来。`;
    case 'namesakes':
      return groups.length > 1
        ? `${name}：名单上有同名的，在${groups.join('、')}。请写上是哪一组。`
        : `${name}：${groups.join('')}有同名的，请在“说了什么”里写明是哪一位。`;
  }
}
