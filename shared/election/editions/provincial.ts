import type { LegalRule } from '../legal-rule';
import { before, within } from './measures';

/**
 * What the provinces set: numbers of published provincial election methods, each a setting of the county. The methods
 * seen predate the amendment of 2025, so none of them binds without the county's word.
 */
export const PROVINCIAL = {
  'final-list': {
    article: '浙江2020 第18条、上海、北京、河南选举办法',
    words: '正式候选人名单应当在选举日的五日前公布。',
    measure: before(5, 'election'),
    source: 'V',
    range: { least: 3, most: 15 },
  },
  'candidate-withdrawal': {
    article: '浙江2020 第19条',
    words: '候选人退出的，应当在选举日的三日前以书面提出。',
    measure: before(3, 'election'),
    source: 'V',
    range: { least: 1, most: 7 },
  },
  'poll-notice': {
    article: '浙江2020 第22条',
    words: '投票的时间、地点和工作人员名单应当在选举日的五日前公布。',
    measure: before(5, 'election'),
    source: 'V',
    range: { least: 1, most: 15 },
  },
  'proxy-list': {
    article: '上海2020 第16条',
    words: '委托投票的名单应当在选举日的二日前公布。',
    measure: before(2, 'election'),
    source: 'V',
    range: { least: 1, most: 7 },
  },
  'another-election': {
    article: '北京2012 第30条',
    words: '另行选举应当在十五日内举行；有的省为三十日。',
    measure: within(15, 'election'),
    source: 'V',
    range: { least: 0, most: 30 },
  },
  'result-filed': {
    article: '一个区的归档要求',
    words: '选举结果在五日内报镇里备案。',
    measure: within(5, 'election'),
    source: 'V2',
    range: { least: 1, most: 10 },
  },
  'supervision-chosen': {
    article: '各地换届方案',
    words: '监督委员会一般在选举后三十日内推选产生。',
    measure: within(30, 'election'),
    source: 'V2',
    range: { least: 10, most: 60 },
  },
} as const satisfies Record<string, LegalRule>;

/** A number that a county may set: the days of one of the provincial rules. */
export type OptionId = keyof typeof PROVINCIAL;

export const OPTION_IDS = [
  'final-list',
  'candidate-withdrawal',
  'poll-notice',
  'proxy-list',
  'another-election',
  'result-filed',
  'supervision-chosen',
] as const satisfies readonly OptionId[];
