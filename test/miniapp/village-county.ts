import { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import { ElectionPlan, type StepRecord, type Timetable } from '#shared/election/contract';
import { enterStage, planElection, recordSteps } from '#shared/election/rules';
import { STEPS } from '#shared/election/steps';
import { Id } from '#shared/ids';
import { LegalDate } from '#shared/time';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';

// A town of three villages and a community, whose offices and people ask one after the other.

export const COUNTY = AreaCode.parse('990101000000');
export const TOWN = AreaCode.parse('990101100000');
export const VILLAGE = AreaCode.parse('990101100201');
export const COMMUNITY = AreaCode.parse('990101100001');
export const TODAY = LegalDate.parse('2026-11-26');

export const TREE: AreaTree = {
  county: COUNTY,
  version: 1,
  areas: [
    { code: COUNTY, name: '棠水县', level: 'county' },
    { code: TOWN, name: '柳塘镇', level: 'town' },
    { code: COMMUNITY, name: '柳塘社区', level: 'village' },
    { code: VILLAGE, name: '枣坪村', level: 'village' },
    { code: AreaCode.parse('990101100202'), name: '东渠村', level: 'village' },
    { code: AreaCode.parse('990101100203'), name: '石桥沟村', level: 'village' },
  ],
};

export const PLAN = ElectionPlan.parse({ body: '村民委员会', term: 12, electionDay: '2027-01-10' });
export const NOTICE = Id.parse('BBBBBBBBBBBBBBBBBBBBBA');

/** What the rules answer, when they do not refuse. */
export function planned(plan: Partial<ElectionPlan> = {}, area = VILLAGE): Timetable {
  const made = planElection(undefined, area, 0, { ...PLAN, ...plan }, TODAY);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

/** The same timetable one stage on, each step that the board awaits shown by a paper. */
export function advanced(before: Timetable, more: readonly StepRecord[] = []): Timetable {
  const papers = STEPS[before.body]
    .filter(({ stage, required, awaited }) => stage === before.stage && (required || awaited))
    .map(({ id, output }) => ({ step: id, title: output.slice(0, 40), day: TODAY }));
  const shown = recordSteps(before, before.version, [...papers, ...more], TODAY);
  const next = shown.ok ? enterStage(shown.value, shown.value.version, before.stage + 1) : shown;
  if (!next.ok) throw new Error(JSON.stringify(next.error));
  return next.value;
}

export type Answers = (method: string, path: string, body: unknown) => { status: number; value: unknown };

/** Answers for the county: its trust anchors, its areas, and what the test says. */
export function answerWith(answers: Answers): void {
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const { status, value } = answer(answers, init.method ?? 'GET', path, body);
    const text = () => Promise.resolve(JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
}

function answer(answers: Answers, method: string, path: string, body: unknown) {
  if (path === '/trust.json') {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    return { status: 200, value: { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts } };
  }
  if (path.endsWith('/tree')) return { status: 200, value: TREE };
  return answers(method, path, body);
}

/** Where its proof is found; no page of these tests asks for it. */
export const LOGGED = { nonce: 'A'.repeat(22), leaf: 'A'.repeat(43) };
