import type { LegalRule } from '../legal-rule';
import { atLeast, atMost, BAN, before, between, moreThan, noFewerThan, openFor, within } from './measures';

/** 城市居民委员会组织法, as revised on 2025-10-28: read in the text. */
export const RESIDENTS_2025 = {
  seats: {
    article: '第8条',
    words: '居民委员会由主任、副主任和委员共五至九人组成。',
    measure: between(5, 9),
    source: 'V',
  },
  'woman-member': {
    article: '第8条',
    words: '居民委员会成员中，应当有妇女成员。',
    measure: noFewerThan(1),
    source: 'V',
  },
  'near-relatives': {
    article: '第8条',
    words: '居民委员会成员实行近亲属回避。',
    measure: BAN,
    source: 'V',
  },
  'term-years': {
    article: '第14条',
    words: '居民委员会每届任期五年，届满应当及时举行换届选举。',
    measure: between(5, 5),
    source: 'V',
  },
  modes: {
    article: '第14条',
    words: '……由本社区全体有选举权的居民或者由每户派代表选举产生；根据居民意见，也可以由居民代表选举产生。',
    measure: BAN,
    source: 'V',
  },
  'nominee-leaves-committee': {
    article: '第15条',
    words: '居民选举委员会成员或者其近亲属被提名为居民委员会成员候选人的，应当退出居民选举委员会。',
    measure: BAN,
    source: 'V',
  },
  'voting-age': {
    article: '第16条',
    words: '年满十八周岁的居民……都有选举权和被选举权；但是，依照法律被剥夺政治权利的人除外。',
    measure: noFewerThan(18),
    source: 'V',
  },
  'outsider-months': {
    article: '第16条',
    words:
      '户籍不在本社区，在本社区工作六个月以上的社区工作者，本人申请参加选举的，由居民选举委员会确认并进行登记。',
    measure: noFewerThan(6),
    source: 'V',
  },
  'roll-posted': {
    article: '第17条',
    words: '经登记的选民名单应当在选举日的二十日前公布。',
    measure: before(20, 'election'),
    source: 'V',
  },
  objection: {
    article: '第17条',
    words: '对名单有异议的，应当自名单公布之日起五日内向居民选举委员会提出申诉。',
    measure: openFor(5, 'roll'),
    source: 'V',
  },
  'objection-decided': {
    article: '第17条',
    words: '居民选举委员会应当自收到申诉之日起三日内作出处理决定，并公布处理结果。',
    measure: within(3, 'receipt'),
    source: 'V',
  },
  'joint-nomination': {
    article: '第18条',
    words: '居民委员会成员候选人由社区党组织或者十名以上选民联合提名推荐。',
    measure: noFewerThan(10),
    source: 'V',
  },
  ineligible: {
    article: '第18条',
    words:
      '被开除中国共产党党籍，因犯罪受过刑事处罚，利用黑恶势力从事非法活动，组织或者参加非法宗教活动或者邪教活动的，不得作为候选人。',
    measure: BAN,
    source: 'V',
  },
  'more-candidates': {
    article: '第18条',
    words: '候选人的名额应当多于应选名额。',
    measure: moreThan(1, 1, 'seats'),
    source: 'V',
  },
  turnout: {
    article: '第19条',
    words: '采取全体有选举权的居民选举方式的，有选民的过半数参加投票，选举有效。',
    measure: moreThan(1, 2, 'registered-voters'),
    source: 'V',
  },
  'turnout-households': {
    article: '第19条',
    words: '采取每户派代表选举方式的，有户的代表的过半数参加投票，选举有效。',
    measure: moreThan(1, 2, 'household-representatives'),
    source: 'V',
  },
  'turnout-representatives': {
    article: '第19条',
    words: '采取居民代表选举方式的，有超过三分之二的居民代表参加投票，选举有效。',
    measure: moreThan(2, 3, 'representatives'),
    source: 'V',
  },
  elected: {
    article: '第19条',
    words: '候选人获得参加投票的人员过半数的选票，始得当选。',
    measure: moreThan(1, 2, 'those-voting'),
    source: 'V',
  },
  'elected-again': {
    article: '第19条',
    words: '另行选举的……候选人以得票多的当选，但是所得票数不得少于已投选票总数的三分之一。',
    measure: atLeast(1, 3, 'ballots-cast'),
    source: 'V',
  },
  'proxies-most': {
    article: '第19条',
    words: '每一选民接受的委托不得超过三人。',
    measure: atMost(3),
    source: 'V',
  },
  'proxy-not-candidate': {
    article: '第19条',
    words: '候选人不得接受委托投票。',
    measure: BAN,
    source: 'V',
  },
  'proxy-none-by-representatives': {
    article: '第19条',
    words: '采取居民代表选举方式的，不实行委托投票。',
    measure: BAN,
    source: 'V',
  },
  'proxies-published': {
    article: '第19条',
    words: '居民选举委员会应当公布委托人和受托人的名单。',
    measure: before(1, 'election'),
    source: 'V',
  },
  'recall-asked': {
    article: '第20条',
    words: '本社区十分之一以上有选举权的居民或者户的代表……联名，可以提出罢免居民委员会成员的要求。',
    measure: atLeast(1, 10, 'registered-voters'),
    source: 'V',
  },
  'recall-asked-by-representatives': {
    article: '第20条',
    words: '……或者三分之一以上的居民代表联名，可以提出罢免居民委员会成员的要求。',
    measure: atLeast(1, 3, 'representatives'),
    source: 'V',
  },
  handover: {
    article: '第25条',
    words: '居民委员会应当自新一届居民委员会产生之日起十日内完成工作移交。',
    measure: within(10, 'election'),
    source: 'V',
  },
  'assembly-adults': {
    article: '第27条',
    words: '居民会议应当有全体十八周岁以上的本社区居民……的过半数参加。',
    measure: moreThan(1, 2, 'adult-villagers'),
    source: 'V',
  },
  'assembly-households': {
    article: '第27条',
    words: '……或者户的代表的过半数参加。',
    measure: moreThan(1, 2, 'households'),
    source: 'V',
  },
  'assembly-decides': {
    article: '第27条',
    words: '居民会议所作决定，应当经到会人员的过半数通过。',
    measure: moreThan(1, 2, 'those-present'),
    source: 'V',
  },
  'villager-representatives': {
    article: '第28条',
    words: '居民代表应当占居民代表会议组成人员的五分之四以上。',
    measure: atLeast(4, 5, 'assembly-members'),
    source: 'V',
  },
  'representatives-meet': {
    article: '第29条',
    words: '居民代表会议应当有三分之二以上的组成人员参加方可召开。',
    measure: atLeast(2, 3, 'assembly-members'),
    source: 'V',
  },
  'representatives-decide': {
    article: '第29条',
    words: '居民代表会议所作决定，应当经到会组成人员的过半数通过。',
    measure: moreThan(1, 2, 'those-present'),
    source: 'V',
  },
  'supervision-kin': {
    article: '第36条',
    words: '居民委员会成员及其近亲属不得担任居务监督委员会成员。',
    measure: BAN,
    source: 'V',
  },
  'audit-published': {
    article: '第38条',
    words: '主任的离任经济责任审计结果应当在下一届居民委员会选举之前公布。',
    measure: before(1, 'election'),
    source: 'V',
  },
} as const satisfies Record<string, LegalRule>;
