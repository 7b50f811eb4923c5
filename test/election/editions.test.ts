import { expect, it } from '@jest/globals';
import { EDITIONS } from '#shared/election/editions';
import { MEETINGS_LOCAL } from '#shared/election/editions/meetings';
import { PARTY_2020 } from '#shared/election/editions/party-2020';
import { PROVINCIAL } from '#shared/election/editions/provincial';
import { type LegalRule, leastOf, type Measure, reaches } from '#shared/election/legal-rule';

// Every rule that the system holds, one a line: its name, article, number and how far it was checked. Read it beside
// the laws; a rule changed anywhere else changes this table.
const TABLE = `
  村组法(2018)
    seats | 第6条 | 3..7 | V2
    woman-member | 第6条 | 1.. | V2
    near-relatives | 第6条 | ban | V2
    term-years | 第11条 | 5..5 | V2
    no-appointment | 第11条 | ban | V2
    nominee-leaves-committee | 第12条 | ban | V2
    voting-age | 第13条 | 18.. | V2
    outsider-months | 第13条 | 12.. | V2
    one-roll | 第13条 | ban | V2
    roll-posted | 第14条 | before 20 election organ | V2
    objection | 第14条 | open 5 roll citizen | V2
    objection-decided | 第14条 | within 3 receipt organ | V2
    more-candidates | 第15条 | > 1/1 seats | V2
    turnout | 第15条 | > 1/2 registered-voters | V2
    elected | 第15条 | > 1/2 those-voting | V2
    elected-again | 第15条 | >= 1/3 ballots-cast | V2
    proxies-most | 第15条 | ..3 | R
    proxies-published | 第15条 | before 1 election organ | V2
    recall-asked | 第16条 | >= 1/5 adult-villagers | V2
    recall-turnout | 第16条 | > 1/2 registered-voters | V2
    recall-passed | 第16条 | > 1/2 those-voting | V2
    handover | 第20条 | within 10 election organ | V2
    assembly-adults | 第22条 | > 1/2 adult-villagers | V2
    assembly-households | 第22条 | >= 2/3 households | V2
    assembly-decides | 第22条 | > 1/2 those-present | V2
    women-representatives | 第25条 | >= 1/3 assembly-members | V2
    representatives-meet | 第26条 | >= 2/3 assembly-members | V2
    representatives-decide | 第26条 | > 1/2 those-present | V2
    group-adults | 第28条 | >= 2/3 group-adults | V2
    group-households | 第28条 | >= 2/3 group-households | V2
    group-decides | 第28条 | > 1/2 those-present | V2
    supervision-kin | 第32条 | ban | V2
    audit-published | 第35条 | before 1 election organ | V2
  村组法(2025)
    seats | 第8条 | 3..7 | V
    woman-member | 第8条 | 1.. | V
    near-relatives | 第8条 | ban | V
    term-years | 第14条 | 5..5 | V
    no-appointment | 第14条 | ban | V
    nominee-leaves-committee | 第15条 | ban | V
    voting-age | 第16条 | 18.. | V
    outsider-months | 第16条 | 12.. | V
    one-roll | 第16条 | ban | V
    roll-posted | 第17条 | before 20 election organ | V
    objection | 第17条 | open 5 roll citizen | V
    objection-decided | 第17条 | within 3 receipt organ | V
    more-candidates | 第18条 | > 1/1 seats | V
    joint-nomination | 第18条 | 1.. | V
    ineligible | 第18条 | ban | V
    turnout | 第18条 | > 1/2 registered-voters | V
    elected | 第18条 | > 1/2 those-voting | V
    elected-again | 第18条 | >= 1/3 ballots-cast | V
    proxies-most | 第18条 | ..3 | V
    proxy-not-candidate | 第18条 | ban | V
    proxies-published | 第18条 | before 1 election organ | V
    recall-asked | 第19条 | >= 1/5 adult-villagers | V
    recall-asked-by-representatives | 第19条 | >= 1/3 representatives | V
    recall-turnout | 第19条 | > 1/2 registered-voters | V
    recall-passed | 第19条 | > 1/2 those-voting | V
    handover | 第24条 | within 10 election organ | V
    assembly-adults | 第26条 | > 1/2 adult-villagers | V
    assembly-households | 第26条 | >= 2/3 households | V
    assembly-decides | 第26条 | > 1/2 those-present | V
    women-representatives | 第29条 | >= 1/3 assembly-members | V
    villager-representatives | 第29条 | >= 4/5 assembly-members | V
    representatives-meet | 第30条 | >= 2/3 assembly-members | V
    representatives-decide | 第30条 | > 1/2 those-present | V
    group-adults | 第32条 | >= 2/3 group-adults | V
    group-households | 第32条 | >= 2/3 group-households | V
    group-decides | 第32条 | > 1/2 those-present | V
    supervision-kin | 第37条 | ban | V
    audit-published | 第40条 | before 1 election organ | V
  居组法(2018)
    seats | 第7条 | 5..9 | V2
    term-years | 第8条 | 5..5 | V2
    modes | 第8条 | ban | V2
    roll-posted | 各省选举办法 | before 20 election organ | R
    objection | 各省选举办法 | open 5 roll citizen | R
    objection-decided | 各省选举办法 | within 3 receipt organ | R
    proxies-published | 各省选举办法 | before 1 election organ | R
    handover | 各省选举办法 | within 10 election organ | R
    audit-published | 各省选举办法 | before 1 election organ | R
  居组法(2025)
    seats | 第8条 | 5..9 | V
    woman-member | 第8条 | 1.. | V
    near-relatives | 第8条 | ban | V
    term-years | 第14条 | 5..5 | V
    modes | 第14条 | ban | V
    nominee-leaves-committee | 第15条 | ban | V
    voting-age | 第16条 | 18.. | V
    outsider-months | 第16条 | 6.. | V
    roll-posted | 第17条 | before 20 election organ | V
    objection | 第17条 | open 5 roll citizen | V
    objection-decided | 第17条 | within 3 receipt organ | V
    joint-nomination | 第18条 | 10.. | V
    ineligible | 第18条 | ban | V
    more-candidates | 第18条 | > 1/1 seats | V
    turnout | 第19条 | > 1/2 registered-voters | V
    turnout-households | 第19条 | > 1/2 household-representatives | V
    turnout-representatives | 第19条 | > 2/3 representatives | V
    elected | 第19条 | > 1/2 those-voting | V
    elected-again | 第19条 | >= 1/3 ballots-cast | V
    proxies-most | 第19条 | ..3 | V
    proxy-not-candidate | 第19条 | ban | V
    proxy-none-by-representatives | 第19条 | ban | V
    proxies-published | 第19条 | before 1 election organ | V
    recall-asked | 第20条 | >= 1/10 registered-voters | V
    recall-asked-by-representatives | 第20条 | >= 1/3 representatives | V
    handover | 第25条 | within 10 election organ | V
    assembly-adults | 第27条 | > 1/2 adult-villagers | V
    assembly-households | 第27条 | > 1/2 households | V
    assembly-decides | 第27条 | > 1/2 those-present | V
    villager-representatives | 第28条 | >= 4/5 assembly-members | V
    representatives-meet | 第29条 | >= 2/3 assembly-members | V
    representatives-decide | 第29条 | > 1/2 those-present | V
    supervision-kin | 第36条 | ban | V
    audit-published | 第38条 | before 1 election organ | V
  条例(2020)
    party-early-late-years | 第3条 | 0..1 | V
    party-voters | 第5条 | ban | V
    party-more-candidates | 第13条 | >= 6/5 seats | V
    party-quorum | 第19条 | >= 4/5 members-due | R
    party-scrutineers | 第22条、第23条 | ban | V
    party-no-proxy | 第24条 | ban | V
    party-ballots | 第26条 | ban | R
    party-elected | 第27条 | > 1/2 members-due | V2
    party-seats | 第7条 | 3..7 | V2
    party-first | 各地换届方案 | before 0 election organ | V2
  会议和选举委员会
    branch-meets | 党支部工作条例（试行） | >= 1/2 members-due | R
    branch-decides | 党支部工作条例（试行） | > 1/2 members-due | R
    committee-meets | 各省选举办法 | > 1/2 members-due | R
    committee-decides | 各省选举办法 | > 1/2 members-due | R
    committee-members | 民发〔2013〕76号 | 3.. | V
    committee-objection | 民发〔2013〕76号 | open 5 posting citizen | V2
  各省
    final-list | 浙江2020 第18条、上海、北京、河南选举办法 | before 5 election organ | V
    candidate-withdrawal | 浙江2020 第19条 | before 3 election organ | V
    poll-notice | 浙江2020 第22条 | before 5 election organ | V
    proxy-list | 上海2020 第16条 | before 2 election organ | V
    another-election | 北京2012 第30条 | within 15 election organ | V
    result-filed | 一个区的归档要求 | within 5 election organ | V2
    supervision-chosen | 各地换届方案 | within 30 election organ | V2
`;

function say(measure: Measure): string {
  switch (measure.kind) {
    case 'term':
      return `${measure.sense} ${measure.days} ${measure.from} ${measure.of}`;
    case 'share':
      return `${measure.over ? '>' : '>='} ${measure.part.join('/')} ${measure.of}`;
    case 'count':
      return `${measure.least ?? ''}..${measure.most ?? ''}`;
    case 'ban':
      return 'ban';
  }
}

const SETS: (readonly [string, Readonly<Record<string, LegalRule>>])[] = [
  ...Object.values(EDITIONS)
    .flat()
    .map(({ name, rules }) => [name, rules] as const),
  ['条例(2020)', PARTY_2020],
  ['会议和选举委员会', MEETINGS_LOCAL],
  ['各省', PROVINCIAL],
];

it('every rule of every edition is quoted here with its article, its number and its source', () => {
  const lines = SETS.flatMap(([name, rules]) => [
    `  ${name}`,
    ...Object.entries(rules).map(
      ([id, rule]) => `    ${id} | ${rule.article} | ${say(rule.measure)} | ${rule.source}`,
    ),
  ]);
  expect(lines).toEqual(TABLE.split('\n').filter((line) => line !== ''));
});

it('every rule says what its article says', () => {
  for (const [, rules] of SETS) {
    for (const [id, { words }] of Object.entries(rules))
      expect({ id, said: words.length > 6 }).toEqual({ id, said: true });
  }
});

it('an option lies within what the provinces set', () => {
  for (const { measure, range } of Object.values(PROVINCIAL)) {
    expect(measure.days).toBeGreaterThanOrEqual(range.least);
    expect(measure.days).toBeLessThanOrEqual(range.most);
  }
});

it('over half is strict, two thirds and more is not', () => {
  const half = EDITIONS.村民委员会[1].rules.turnout.measure;
  const meet = EDITIONS.村民委员会[1].rules['representatives-meet'].measure;
  expect([500, 501].map((n) => reaches(half, n, 1000))).toEqual([false, true]);
  expect([leastOf(half, 1000), leastOf(half, 1001), leastOf(half, 1162)]).toEqual([501, 501, 582]);
  expect([reaches(meet, 20, 30), reaches(meet, 19, 30), leastOf(meet, 31)]).toEqual([true, false, 21]);
});
