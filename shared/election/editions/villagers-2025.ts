import type { LegalRule } from '../legal-rule';
import { atLeast, atMost, BAN, before, between, moreThan, noFewerThan, openFor, within } from './measures';

/** 村民委员会组织法, as amended on 2025-10-28: read in the text. */
export const VILLAGERS_2025 = {
  seats: {
    article: '第8条',
    words: '村民委员会由主任、副主任和委员共三至七人组成。',
    measure: between(3, 7),
    source: 'V',
  },
  'woman-member': {
    article: '第8条',
    words: '村民委员会成员中，应当有妇女成员。',
    measure: noFewerThan(1),
    source: 'V',
  },
  'near-relatives': {
    article: '第8条',
    words: '村民委员会成员实行近亲属回避。',
    measure: BAN,
    source: 'V',
  },
  'term-years': {
    article: '第14条',
    words: '村民委员会每届任期五年，届满应当及时举行换届选举。',
    measure: between(5, 5),
    source: 'V',
  },
  'no-appointment': {
    article: '第14条',
    words: '任何组织或者个人不得指定、委派或者撤换村民委员会成员。',
    measure: BAN,
    source: 'V',
  },
  'nominee-leaves-committee': {
    article: '第15条',
    words: '村民选举委员会成员或者其近亲属被提名为村民委员会成员候选人的，应当退出村民选举委员会。',
    measure: BAN,
    source: 'V',
  },
  'voting-age': {
    article: '第16条',
    words: '年满十八周岁的村民……都有选举权和被选举权；但是，依照法律被剥夺政治权利的人除外。',
    measure: noFewerThan(18),
    source: 'V',
  },
  'outsider-months': {
    article: '第16条',
    words:
      '户籍不在本村，在本村居住或者从事村务工作一年以上，本人申请参加选举，并且经村民会议或者村民代表会议同意参加选举的公民。',
    measure: noFewerThan(12),
    source: 'V',
  },
  'one-roll': {
    article: '第16条',
    words: '已在户籍所在村或者居住村登记参加选举的村民，不得再参加其他地方村民委员会的选举。',
    measure: BAN,
    source: 'V',
  },
  'roll-posted': {
    article: '第17条',
    words: '登记参加选举的村民名单应当在选举日的二十日前由村民选举委员会公布。',
    measure: before(20, 'election'),
    source: 'V',
  },
  objection: {
    article: '第17条',
    words: '对登记参加选举的村民名单有异议的，应当自名单公布之日起五日内向村民选举委员会申诉。',
    measure: openFor(5, 'roll'),
    source: 'V',
  },
  'objection-decided': {
    article: '第17条',
    words: '村民选举委员会应当自收到申诉之日起三日内作出处理决定，并公布处理结果。',
    measure: within(3, 'receipt'),
    source: 'V',
  },
  'more-candidates': {
    article: '第18条',
    words: '候选人的名额应当多于应选名额。',
    measure: moreThan(1, 1, 'seats'),
    source: 'V',
  },
  'joint-nomination': {
    article: '第18条',
    words: '村民委员会成员候选人由村党组织或者登记参加选举的村民提名推荐。',
    measure: noFewerThan(1),
    source: 'V',
  },
  ineligible: {
    article: '第18条',
    words:
      '被开除中国共产党党籍，因犯罪受过刑事处罚，利用宗族或者黑恶势力从事非法活动，组织或者参加非法宗教活动或者邪教活动的，不得作为候选人。',
    measure: BAN,
    source: 'V',
  },
  turnout: {
    article: '第18条',
    words: '选举村民委员会，有登记参加选举的村民过半数投票，选举有效。',
    measure: moreThan(1, 2, 'registered-voters'),
    source: 'V',
  },
  elected: {
    article: '第18条',
    words: '候选人获得参加投票的村民过半数的选票，始得当选。',
    measure: moreThan(1, 2, 'those-voting'),
    source: 'V',
  },
  'elected-again': {
    article: '第18条',
    words: '另行选举的……候选人以得票多的当选，但是所得票数不得少于已投选票总数的三分之一。',
    measure: atLeast(1, 3, 'ballots-cast'),
    source: 'V',
  },
  'proxies-most': {
    article: '第18条',
    words: '每一村民接受委托不得超过三人。',
    measure: atMost(3),
    source: 'V',
  },
  'proxy-not-candidate': {
    article: '第18条',
    words: '候选人不得接受委托投票。',
    measure: BAN,
    source: 'V',
  },
  'proxies-published': {
    article: '第18条',
    words: '村民选举委员会应当公布委托人和受委托人的名单。',
    measure: before(1, 'election'),
    source: 'V',
  },
  'recall-asked': {
    article: '第19条',
    words: '本村五分之一以上有选举权的村民或者三分之一以上的村民代表联名，可以提出罢免村民委员会成员的要求。',
    measure: atLeast(1, 5, 'adult-villagers'),
    source: 'V',
  },
  'recall-asked-by-representatives': {
    article: '第19条',
    words: '……或者三分之一以上的村民代表联名，可以提出罢免村民委员会成员的要求。',
    measure: atLeast(1, 3, 'representatives'),
    source: 'V',
  },
  'recall-turnout': {
    article: '第19条',
    words: '罢免村民委员会成员，须有登记参加选举的村民过半数投票。',
    measure: moreThan(1, 2, 'registered-voters'),
    source: 'V',
  },
  'recall-passed': {
    article: '第19条',
    words: '……并须经投票的村民过半数通过。',
    measure: moreThan(1, 2, 'those-voting'),
    source: 'V',
  },
  handover: {
    article: '第24条',
    words: '村民委员会应当自新一届村民委员会产生之日起十日内完成工作移交。',
    measure: within(10, 'election'),
    source: 'V',
  },
  'assembly-adults': {
    article: '第26条',
    words: '召开村民会议，应当有本村十八周岁以上村民的过半数……参加。',
    measure: moreThan(1, 2, 'adult-villagers'),
    source: 'V',
  },
  'assembly-households': {
    article: '第26条',
    words: '……或者本村三分之二以上的户的代表参加。',
    measure: atLeast(2, 3, 'households'),
    source: 'V',
  },
  'assembly-decides': {
    article: '第26条',
    words: '村民会议所作决定应当经到会人员的过半数通过。',
    measure: moreThan(1, 2, 'those-present'),
    source: 'V',
  },
  'women-representatives': {
    article: '第29条',
    words: '妇女村民代表应当占村民代表会议组成人员的三分之一以上。',
    measure: atLeast(1, 3, 'assembly-members'),
    source: 'V',
  },
  'villager-representatives': {
    article: '第29条',
    words: '村民代表应当占村民代表会议组成人员的五分之四以上。',
    measure: atLeast(4, 5, 'assembly-members'),
    source: 'V',
  },
  'representatives-meet': {
    article: '第30条',
    words: '村民代表会议有三分之二以上的组成人员参加方可召开。',
    measure: atLeast(2, 3, 'assembly-members'),
    source: 'V',
  },
  'representatives-decide': {
    article: '第30条',
    words: '村民代表会议……所作决定应当经到会人员的过半数同意。',
    measure: moreThan(1, 2, 'those-present'),
    source: 'V',
  },
  'group-adults': {
    article: '第32条',
    words: '召开村民小组会议，应当有本村民小组十八周岁以上的村民三分之二以上……参加。',
    measure: atLeast(2, 3, 'group-adults'),
    source: 'V',
  },
  'group-households': {
    article: '第32条',
    words: '……或者本村民小组三分之二以上的户的代表参加。',
    measure: atLeast(2, 3, 'group-households'),
    source: 'V',
  },
  'group-decides': {
    article: '第32条',
    words: '村民小组会议……所作决定应当经到会人员的过半数同意。',
    measure: moreThan(1, 2, 'those-present'),
    source: 'V',
  },
  'supervision-kin': {
    article: '第37条',
    words: '村民委员会成员及其近亲属不得担任村务监督机构成员。',
    measure: BAN,
    source: 'V',
  },
  'audit-published': {
    article: '第40条',
    words: '离任经济责任审计结果应当在下一届村民委员会选举之前公布。',
    measure: before(1, 'election'),
    source: 'V',
  },
} as const satisfies Record<string, LegalRule>;

/** A rule by its name; the same name in every edition and for both bodies. */
export type LawRuleId = keyof typeof VILLAGERS_2025;
