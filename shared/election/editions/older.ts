import type { LegalRule } from '../legal-rule';
import { atMost, before } from './measures';
import { RESIDENTS_2025 } from './residents-2025';
import { VILLAGERS_2025 } from './villagers-2025';

// The editions in force before 2026-01-01. Their numbers of articles were read, their words were not: `words` tell the
// sense in the words of the edition that followed, and the mark says so.
const older = (rule: LegalRule, article: string): LegalRule => ({ ...rule, article, source: 'V2' });
const V = VILLAGERS_2025;
const R = RESIDENTS_2025;

/** 村民委员会组织法 as amended in 2018. */
export const VILLAGERS_2018 = {
  seats: older(V.seats, '第6条'),
  'woman-member': older(V['woman-member'], '第6条'),
  'near-relatives': older(V['near-relatives'], '第6条'),
  'term-years': older(V['term-years'], '第11条'),
  'no-appointment': older(V['no-appointment'], '第11条'),
  'nominee-leaves-committee': {
    ...older(V['nominee-leaves-committee'], '第12条'),
    words: '村民选举委员会成员被提名为村民委员会成员候选人，应当退出村民选举委员会。',
  },
  'voting-age': older(V['voting-age'], '第13条'),
  'outsider-months': {
    ...older(V['outsider-months'], '第13条'),
    words:
      '户籍不在本村，在本村居住一年以上，本人申请参加选举，并且经村民会议或者村民代表会议同意参加选举的公民。',
  },
  'one-roll': older(V['one-roll'], '第13条'),
  'roll-posted': older(V['roll-posted'], '第14条'),
  objection: older(V.objection, '第14条'),
  'objection-decided': older(V['objection-decided'], '第14条'),
  'more-candidates': older(V['more-candidates'], '第15条'),
  turnout: older(V.turnout, '第15条'),
  elected: older(V.elected, '第15条'),
  'elected-again': older(V['elected-again'], '第15条'),
  'proxies-most': {
    ...older(V['proxies-most'], '第15条'),
    words: '可以书面委托本村有选举权的近亲属代为投票。',
    measure: atMost(3),
    source: 'R',
  },
  'proxies-published': older(V['proxies-published'], '第15条'),
  'recall-asked': older(V['recall-asked'], '第16条'),
  'recall-turnout': older(V['recall-turnout'], '第16条'),
  'recall-passed': older(V['recall-passed'], '第16条'),
  handover: older(V.handover, '第20条'),
  'assembly-adults': older(V['assembly-adults'], '第22条'),
  'assembly-households': older(V['assembly-households'], '第22条'),
  'assembly-decides': older(V['assembly-decides'], '第22条'),
  'women-representatives': older(V['women-representatives'], '第25条'),
  'representatives-meet': older(V['representatives-meet'], '第26条'),
  'representatives-decide': older(V['representatives-decide'], '第26条'),
  'group-adults': older(V['group-adults'], '第28条'),
  'group-households': older(V['group-households'], '第28条'),
  'group-decides': older(V['group-decides'], '第28条'),
  'supervision-kin': older(V['supervision-kin'], '第32条'),
  'audit-published': older(V['audit-published'], '第35条'),
} as const satisfies Record<string, LegalRule>;

/** 城市居民委员会组织法 as amended in 2018. It said little of elections; the provinces said the rest. */
export const RESIDENTS_2018 = {
  seats: older(R.seats, '第7条'),
  'term-years': older(R['term-years'], '第8条'),
  modes: older(R.modes, '第8条'),
  'roll-posted': {
    article: '各省选举办法',
    words: '选民名单应当在选举日的二十日前公布。',
    measure: before(20, 'election'),
    source: 'R',
  },
  objection: { ...R.objection, article: '各省选举办法', source: 'R' },
  'objection-decided': { ...R['objection-decided'], article: '各省选举办法', source: 'R' },
  'proxies-published': { ...R['proxies-published'], article: '各省选举办法', source: 'R' },
  handover: { ...R.handover, article: '各省选举办法', source: 'R' },
  'audit-published': { ...R['audit-published'], article: '各省选举办法', source: 'R' },
} as const satisfies Record<string, LegalRule>;
