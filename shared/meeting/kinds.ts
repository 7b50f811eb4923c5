import * as z from 'zod';
import type { ElectionBody } from '../election/body';
import type { RuleId } from '../election/editions';

/** The meetings that a term election keeps minutes of; one of households is the same meeting in its other form. */
export const MeetingKind = z.enum([
  '村民会议',
  '户代表会议',
  '村民代表会议',
  '村民小组会议',
  '村民小组户代表会议',
  '居民会议',
  '居民代表会议',
  '党员大会',
  '支委会',
  '选举委员会会议',
]);
export type MeetingKind = z.output<typeof MeetingKind>;

/** What an item of the agenda is about: a step of the timetable that it shows done, or the consent of 第16条. */
export const ItemAbout = z.enum([
  'A2',
  'A4',
  'A10',
  'A12',
  'A13',
  'B3',
  'B4',
  'B5',
  'B8',
  'B10',
  'B12',
  'B13',
  'B17',
  'B25',
  'consent',
]);
export type ItemAbout = z.output<typeof ItemAbout>;

/** What an item is about that chooses the election committee. */
export const CHOOSES_COMMITTEE = 'B4' satisfies ItemAbout;

interface Meeting {
  bodies: readonly ElectionBody[];
  /** Who is counted as due, in the words of the article. */
  due: string;
  /** How many must come, and how many must agree. */
  meets: RuleId;
  decides: RuleId;
  /** What it can decide. */
  about: readonly ItemAbout[];
  /** Each group has its own. */
  ofGroup?: true;
}

const VILLAGE = ['村民委员会'] as const;
const COMMUNITY = ['居民委员会'] as const;
const BOTH = ['村民委员会', '居民委员会'] as const;
const ASSEMBLY = ['B3', CHOOSES_COMMITTEE, 'B5', 'consent', 'B25'] as const;

/** Each kind of meeting: 村组法(2025) 第15、16、26、30、32条, 居组法(2025) 第15、27、29条. */
export const MEETINGS = {
  村民会议: {
    bodies: VILLAGE,
    due: '本村十八周岁以上村民',
    meets: 'assembly-adults',
    decides: 'assembly-decides',
    about: ASSEMBLY,
  },
  户代表会议: {
    bodies: BOTH,
    due: '全部的户',
    meets: 'assembly-households',
    decides: 'assembly-decides',
    about: ASSEMBLY,
  },
  村民代表会议: {
    bodies: VILLAGE,
    due: '代表会议全体组成人员',
    meets: 'representatives-meet',
    decides: 'representatives-decide',
    about: ASSEMBLY,
  },
  村民小组会议: {
    bodies: VILLAGE,
    due: '本组十八周岁以上村民',
    meets: 'group-adults',
    decides: 'group-decides',
    about: [CHOOSES_COMMITTEE, 'B10'],
    ofGroup: true,
  },
  村民小组户代表会议: {
    bodies: VILLAGE,
    due: '本组全部的户',
    meets: 'group-households',
    decides: 'group-decides',
    about: [CHOOSES_COMMITTEE, 'B10'],
    ofGroup: true,
  },
  居民会议: {
    bodies: COMMUNITY,
    due: '本社区十八周岁以上居民',
    meets: 'assembly-adults',
    decides: 'assembly-decides',
    about: ASSEMBLY,
  },
  居民代表会议: {
    bodies: COMMUNITY,
    due: '代表会议全体组成人员',
    meets: 'representatives-meet',
    decides: 'representatives-decide',
    about: ASSEMBLY,
  },
  党员大会: {
    bodies: BOTH,
    due: '应到会有选举权的党员',
    meets: 'party-quorum',
    decides: 'party-elected',
    about: ['A4', 'A10', 'A12'],
  },
  支委会: {
    bodies: BOTH,
    due: '全体委员',
    meets: 'branch-meets',
    decides: 'branch-decides',
    about: ['A2', 'A13'],
  },
  选举委员会会议: {
    bodies: BOTH,
    due: '选举委员会全体成员',
    meets: 'committee-meets',
    decides: 'committee-decides',
    about: ['B8', 'B12', 'B13', 'B17'],
  },
} as const satisfies Record<MeetingKind, Meeting>;

/** A kind of meeting, with what only some have. */
export function meetingOf(kind: MeetingKind): Meeting {
  return MEETINGS[kind];
}

/** What a meeting of a body can decide: outsiders of a community are confirmed without a meeting (居组法(2025) 第16条). */
export function aboutOf(kind: MeetingKind, body: ElectionBody): ItemAbout[] {
  return meetingOf(kind).about.filter((about) => about !== 'consent' || body === '村民委员会');
}

/** The meetings that the election of a body can have. */
export function kindsOf(body: ElectionBody): MeetingKind[] {
  return MeetingKind.options.filter((kind) => meetingOf(kind).bodies.includes(body));
}
