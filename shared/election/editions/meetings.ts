import type { LegalRule } from '../legal-rule';
import { atLeast, moreThan, noFewerThan, openFor } from './measures';

/**
 * What the laws leave open about meetings and about the election committee. The regulations of party branches and the
 * provinces' own words were not at hand: see the mark of each rule.
 */
export const MEETINGS_LOCAL = {
  'branch-meets': {
    article: '党支部工作条例（试行）',
    words: '党支部委员会会议须有半数以上委员到会方可进行。',
    measure: atLeast(1, 2, 'members-due'),
    source: 'R',
  },
  'branch-decides': {
    article: '党支部工作条例（试行）',
    words: '党支部委员会实行少数服从多数，书记由应到委员的过半数选举产生。',
    measure: moreThan(1, 2, 'members-due'),
    source: 'R',
  },
  'committee-meets': {
    article: '各省选举办法',
    words: '选举委员会开会，应当有全体成员的过半数参加。',
    measure: moreThan(1, 2, 'members-due'),
    source: 'R',
  },
  'committee-decides': {
    article: '各省选举办法',
    words: '选举委员会实行少数服从多数，决定由全体成员的过半数通过。',
    measure: moreThan(1, 2, 'members-due'),
    source: 'R',
  },
  'committee-members': {
    article: '民发〔2013〕76号',
    words: '选举委员会由主任和委员组成，成员不少于三人，以奇数为宜。',
    measure: noFewerThan(3),
    source: 'V',
  },
  'committee-objection': {
    article: '民发〔2013〕76号',
    words: '对选举委员会成员名单有异议的，应当自名单公布之日起五日内提出。',
    measure: openFor(5, 'posting'),
    source: 'V2',
  },
} as const satisfies Record<string, LegalRule>;
