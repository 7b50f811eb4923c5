/** What matters, people and states are called on both sides of the channel: village words first (ui.md section 10). */
import type { DirectoryEntry } from '../directory/entry';
import type { Office } from '../directory/office';
import { peopleWho } from '../directory/people';
import { dateOfDay, sayDate } from '../time';
import type { Avoided, Content, Matter, Subject } from './content';
import { type Ground, GROUND_WORDS } from './ground';
import type { Together } from './merging';
import { REFUSAL_WORDS } from './refusal';
import type { Ended, TipState } from './state';
import { TRANSFER_WORDS } from './transfer-reason';

export const MATTER_WORDS = {
  bribery: '拉票、送钱送东西、请吃饭',
  clan: '宗族势力、恶势力插手',
  violence: '威胁、打人、砸东西',
  forgery: '假票、虚报票数',
  interference: '干部违规插手',
  eligibility: '候选人不够资格',
  procedure: '没按程序办',
  reprisal: '提了意见被报复',
  other: '别的事',
} as const satisfies Record<Matter, string>;

/** A few characters, for a table. */
export const MATTER_SHORT = {
  bribery: '贿选拉票',
  clan: '宗族恶势力',
  violence: '暴力威胁',
  forgery: '伪造选票',
  interference: '违规干预',
  eligibility: '候选人资格',
  procedure: '程序违法',
  reprisal: '打击报复',
  other: '其他',
} as const satisfies Record<Matter, string>;

export const SUBJECT_WORDS = {
  villager: '村民、候选人',
  'village-cadre': '村干部',
  'town-cadre': '镇里的干部',
  'county-cadre': '县里的干部',
  unsure: '说不清',
} as const satisfies Record<Subject, string>;

/** Offices that a writer may leave out, and what then happens. */
export const AVOIDED_WORDS = {
  town: { name: '和镇里受理的人有关系', more: '勾上就改送县里，镇里打不开' },
  'county-discipline': { name: '和县纪委监委的人有关系', more: '勾上就不送县纪委监委，他们打不开' },
  'county-election': { name: '和县换届办的人有关系', more: '勾上就不送县换届办，他们打不开' },
} as const satisfies Record<Avoided, { name: string; more: string }>;

export const STATE_WORDS = {
  received: '收到',
  accepted: '受理',
  refused: '不受理',
  handling: '核实',
  proposed: '待确认办结',
  closed: '办结',
  erasing: '正在删除',
  erased: '内容已删除',
} as const satisfies Record<TipState['state'], string>;

/** That its content is erased, and why, as both sides read it in the thread. */
export const erasedWords = (ground: Ground): string => `内容已删除：${GROUND_WORDS[ground]}`;

/** A day with its year, whichever it is. */
const ANY_YEAR = 0;

/** How a case had ended before its content went, as both sides read it. */
export const endedWords = (ended: Ended): string => {
  const day = sayDate(dateOfDay(ended.day), ANY_YEAR);
  return ended.as === 'closed' ? `${day}办结` : `${day}不受理：${REFUSAL_WORDS[ended.reason]}`;
};

/** That a result was put off, as both sides read it in the thread. */
export const extendedWords = (approver: string): string =>
  `推后告诉结果，最多 30 天，只能推一次，负责人${approver}批准`;

/** Where a case went, or who came to it where it is, and under which rule, as both sides read it. */
export function goesWords({ to, second, reason }: Going, nameOf: (office: Office) => string): string {
  const rule = TRANSFER_WORDS[reason];
  return reason === 'joint' && second
    ? `请${nameOf(second)}联合办理：${rule}`
    : `已转到${nameOf(to)}：${rule}`;
}

type Going = Extract<Content, { kind: 'transfer' }>['said'];

/** What both sides read in the thread of a case that is handled together with others. */
export const TOGETHER_WORDS = {
  merged: '把它和说同一件事的信一起办。回执、查信、期限都还是各封各的',
  parted: '把它单独办，不再和别的信一起。回执、查信、期限都不变',
} as const satisfies Record<Together, string>;

/** That letters were given back by two recovery holders, as both sides read it in the thread. */
export const recoveredWords = (day: number): string =>
  `的钥匙丢过，${sayDate(dateOfDay(day))}由两位保管人一起救回，公开日志有记录`;

/** An office and how many of it hold a key to its letters: the same number for the writer and at each desk. */
export function staffWords(entry: DirectoryEntry): string {
  return `${entry.name} ${peopleWho(entry, 'mayHoldKey')} 名办理人员`;
}
