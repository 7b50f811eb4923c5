import type { LegalRule } from '../legal-rule';
import { atLeast, BAN, before, between, moreThan } from './measures';

/** 中国共产党基层组织选举工作条例 (2020). Its full text was not at hand: see the mark of each rule. */
export const PARTY_2020 = {
  'party-early-late-years': {
    article: '第3条',
    words: '延期或者提前换届选举，应当报上级党组织批准，期限一般不超过一年。',
    measure: between(0, 1),
    source: 'V',
  },
  'party-voters': {
    article: '第5条',
    words: '正式党员有表决权、选举权、被选举权；预备党员和受留党察看处分的党员没有。',
    measure: BAN,
    source: 'V',
  },
  'party-more-candidates': {
    article: '第13条',
    words: '委员候选人的差额为应选人数的百分之二十以上。',
    measure: atLeast(6, 5, 'seats'),
    source: 'V',
  },
  'party-quorum': {
    article: '第19条',
    words: '有选举权的到会人数达到应到会人数的五分之四以上，会议有效。',
    measure: atLeast(4, 5, 'members-due'),
    source: 'R',
  },
  'party-scrutineers': {
    article: '第22条、第23条',
    words: '监票人、计票人不能是候选人。',
    measure: BAN,
    source: 'V',
  },
  'party-no-proxy': {
    article: '第24条',
    words: '选举采用无记名投票的方式，不能委托他人代为投票。',
    measure: BAN,
    source: 'V',
  },
  'party-ballots': {
    article: '第26条',
    words: '收回的选票等于或者少于发出的选票，选举有效。',
    measure: BAN,
    source: 'R',
  },
  'party-elected': {
    article: '第27条',
    words: '被选举人得到应到会有选举权人数的过半数赞成票，始得当选。',
    measure: moreThan(1, 2, 'members-due'),
    source: 'V2',
  },
  'party-seats': {
    article: '第7条',
    words: '正式党员七人以上的支部设委员会，一般三至五人，最多七人；不足七人的只设书记。',
    measure: between(3, 7),
    source: 'V2',
  },
  'party-first': {
    article: '各地换届方案',
    words: '先完成村（社区）党组织换届，再选举村民委员会（居民委员会）。',
    measure: before(0, 'election'),
    source: 'V2',
  },
} as const satisfies Record<string, LegalRule>;
