/** Where a letter goes, as data: matter × person → offices, with the law of each row (protocols.md section 2). */
import type { AreaLevel } from '../area/code';
import { DISCIPLINE, ELECTION, type OfficeKind } from '../directory/office';
import type { SourceMark } from '../election/legal-rule';
import type { Avoided, Matter, Subject } from './content';

/** An article that a row rests on, and how far its words were checked. */
export interface Source {
  readonly article: string;
  readonly mark: SourceMark;
}

const VILLAGE_LAW: Source = { article: '村组法(2025) 第21条', mark: 'V' };
const RESIDENTS_LAW: Source = { article: '居组法(2025) 第22条', mark: 'V' };
/** Whom supervision covers: who exercises public power in the village, and cadres. */
const SUPERVISED: Source = { article: '监察法 第15条', mark: 'V2' };
/** What discipline organs take: acts of party members too. */
const MEMBERS: Source = { article: '检举控告工作规则 第4条', mark: 'R' };
/** About an organ's own chief: straight to its superior. */
const SUPERIOR: Source = { article: '检举控告工作规则 第15条', mark: 'V2' };
/** Who is concerned keeps away from the case. */
const RECUSAL: Source = { article: '检举控告工作规则 第48条', mark: 'V2' };

/** 暴力、威胁、贿赂、伪造选票、虚报选举票数: the government of the town or county investigates them. */
const ELECTION_MATTERS: readonly Matter[] = ['bribery', 'violence', 'forgery'];
const OTHER_MATTERS: readonly Matter[] = [
  'clan',
  'interference',
  'eligibility',
  'procedure',
  'reprisal',
  'other',
];

/** One row: the first level of `levels` that has the office and is not concerned by the letter gets it. */
export interface RouteRow {
  readonly matters: readonly Matter[];
  readonly subjects: readonly Subject[];
  /** Whether a party member is among those it is about; absent where that changes nothing. */
  readonly party?: boolean;
  readonly lead: OfficeKind;
  /** Handles it jointly. */
  readonly second: OfficeKind | null;
  /** None: this channel ends, and the page shows 12388 and the office above the county. */
  readonly levels: readonly Exclude<AreaLevel, 'village'>[];
  readonly law: readonly Source[];
}

const ALL_MATTERS = [...ELECTION_MATTERS, ...OTHER_MATTERS];
/** People of whom the answer alone does not say that the discipline organs look into them. */
const ANYBODY: readonly Subject[] = ['villager', 'unsure'];

/** Every matter and person is in exactly one row. */
export const ROUTES: readonly RouteRow[] = [
  {
    matters: ELECTION_MATTERS,
    subjects: ANYBODY,
    party: false,
    lead: ELECTION,
    second: null,
    levels: ['town', 'county'],
    law: [VILLAGE_LAW, RESIDENTS_LAW],
  },
  {
    matters: ELECTION_MATTERS,
    subjects: ANYBODY,
    party: true,
    lead: ELECTION,
    second: DISCIPLINE,
    levels: ['town', 'county'],
    law: [VILLAGE_LAW, RESIDENTS_LAW, MEMBERS],
  },
  {
    matters: ELECTION_MATTERS,
    subjects: ['village-cadre'],
    lead: ELECTION,
    second: DISCIPLINE,
    levels: ['town', 'county'],
    law: [VILLAGE_LAW, RESIDENTS_LAW, SUPERVISED],
  },
  {
    matters: ELECTION_MATTERS,
    subjects: ['town-cadre'],
    lead: ELECTION,
    second: DISCIPLINE,
    levels: ['county'],
    law: [VILLAGE_LAW, RESIDENTS_LAW, SUPERVISED, SUPERIOR],
  },
  {
    matters: OTHER_MATTERS,
    subjects: [...ANYBODY, 'village-cadre'],
    lead: DISCIPLINE,
    second: null,
    levels: ['town', 'county'],
    law: [SUPERVISED, MEMBERS],
  },
  {
    matters: OTHER_MATTERS,
    subjects: ['town-cadre'],
    lead: DISCIPLINE,
    second: null,
    levels: ['county'],
    law: [SUPERVISED, SUPERIOR],
  },
  {
    matters: ALL_MATTERS,
    subjects: ['county-cadre'],
    lead: DISCIPLINE,
    second: null,
    levels: [],
    law: [SUPERIOR],
  },
];

/** Offices that must never hold a key to a letter. */
export interface LeftOut {
  readonly level: AreaLevel;
  /** Absent: every office of the level. */
  readonly kind?: OfficeKind;
  readonly law: readonly Source[];
}

const VILLAGE: LeftOut = { level: 'village', law: [RECUSAL] };
const TOWN: LeftOut = { level: 'town', law: [RECUSAL, SUPERIOR] };
const COUNTY: LeftOut = { level: 'county', law: [RECUSAL, SUPERIOR] };

/** Whom the person it is about leaves out. A village's own election committee never gets a letter of its village. */
export const LEFT_OUT_BY_SUBJECT = {
  villager: [VILLAGE],
  unsure: [VILLAGE],
  'village-cadre': [VILLAGE],
  'town-cadre': [VILLAGE, TOWN],
  'county-cadre': [VILLAGE, TOWN, COUNTY],
} as const satisfies Record<Subject, readonly LeftOut[]>;

/** Whom the writer leaves out: "it concerns this office or its people". */
export const LEFT_OUT_BY_WRITER = {
  town: TOWN,
  'county-discipline': { level: 'county', kind: DISCIPLINE, law: [RECUSAL, SUPERIOR] },
  'county-election': { level: 'county', kind: ELECTION, law: [RECUSAL] },
} as const satisfies Record<Avoided, LeftOut>;
