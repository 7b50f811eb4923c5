import type { ElectionBody } from '../election/body';
import type { AreaCode } from '../area/code';
import { cite, editionOn, type RuleId, rulesOf } from '../election/editions';
import { leastOf, reaches } from '../election/legal-rule';
import { type FieldError, fail, ok, type Result } from '../result';
import { comparableName } from '../roll/row';
import type { LegalDate } from '../time';
import type { Assembly, AssemblyMember, MinutesText } from './contract';
import type { MeetingKind } from './kinds';

// Who makes up the meeting of representatives: 村组法(2025) 第29条, 居组法(2025) 第28条. A meeting's 应到 is their number.

const OF_REPRESENTATIVES: readonly MeetingKind[] = ['村民代表会议', '居民代表会议'];

const said = ({ since, members }: Pick<Assembly, 'since' | 'members'>) => JSON.stringify([since, members]);

/** Puts down who makes it up, or puts it down anew. The same again is answered with what stands. */
// none | kept → kept
export function keepAssembly(
  before: Assembly | undefined,
  { area, body, from }: { area: AreaCode; body: ElectionBody; from: number },
  list: Pick<Assembly, 'since' | 'members'>,
  today: LegalDate,
): Result<Assembly> {
  if (before && before.revision === from + 1 && said(before) === said(list)) return ok(before);
  if ((before?.revision ?? 0) !== from) return fail('conflict');
  const wrong = unfitList(list, today);
  return wrong.length > 0 ? fail('invalid', wrong) : ok({ area, body, revision: from + 1, ...list });
}

function unfitList({ since, members }: Pick<Assembly, 'since' | 'members'>, today: LegalDate): FieldError[] {
  const keys = members.map(({ name, group }) => `${comparableName(name)} ${group}`);
  const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
  const wrong: (FieldError | false)[] = [
    since > today && { path: 'since', message: '还没有到这一天，请改日期' },
    twice >= 0 && {
      path: 'members',
      message: `${members[twice]?.name ?? ''}写了两次；同名的，写上各是哪一组`,
    },
  ];
  return wrong.filter((one) => one !== false);
}

/** A share that the law asks of those who make it up, and whether it is there. */
export interface AssemblyShare {
  holds: boolean;
  sentence: string;
}

/** What the law asks of the list, by the edition in force on the day it is good from. */
export function sharesOf({
  body,
  since,
  members,
}: Pick<Assembly, 'body' | 'since' | 'members'>): AssemblyShare[] {
  const representatives = members.filter((one) => one.as === '代表');
  const women = representatives.filter(({ woman }) => woman);
  return [
    shareOf(body, since, 'villager-representatives', '代表', representatives, members),
    shareOf(body, since, 'women-representatives', '妇女代表', women, members),
  ].filter((one) => one !== undefined);
}

function shareOf(
  body: ElectionBody,
  day: LegalDate,
  id: RuleId,
  who: string,
  some: readonly AssemblyMember[],
  all: readonly AssemblyMember[],
): AssemblyShare | undefined {
  const edition = editionOn(body, day);
  const rule = rulesOf(edition)[id];
  if (rule?.measure.kind !== 'share') return undefined;
  const least = leastOf(rule.measure, all.length);
  const holds = reaches(rule.measure, some.length, all.length);
  const verdict = holds ? `不少于 ${least} 人，够了` : `要有 ${least} 人，还差 ${least - some.length} 人`;
  return { holds, sentence: `${who} ${some.length} 人，${verdict}。依据${cite(edition, rule)}。` };
}

/** Why a meeting's 应到 is not that of the list it is held by; a meeting before the list's first day is held by none. */
export function unfitDue(
  { kind, day, due }: Pick<MinutesText, 'kind' | 'day' | 'due'>,
  assembly: Assembly | undefined,
): FieldError | undefined {
  if (!assembly || !OF_REPRESENTATIVES.includes(kind) || day < assembly.since) return undefined;
  const { length } = assembly.members;
  return due === length
    ? undefined
    : { path: 'due', message: `代表名单上是 ${length} 人，应到写 ${length}；人变了，先改代表名单` };
}
