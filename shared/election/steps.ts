import type { ElectionBody } from './body';
import { PARTY } from './party';
import { RESIDENTS_DIFFER } from './residents';
import type { StepRule } from './step-rule';
import { VILLAGERS } from './villagers';

const stageOf = ({ stage = 0 }: StepRule) => stage;
const RESIDENTS = VILLAGERS.map((step): StepRule => ({ ...step, ...RESIDENTS_DIFFER[step.id] }));

/** The steps of a body's election, by stage. */
export const STEPS: Readonly<Record<ElectionBody, readonly StepRule[]>> = {
  村民委员会: VILLAGERS,
  居民委员会: RESIDENTS.sort((a, b) => stageOf(a) - stageOf(b)),
};

/** Whether a step's day is the election day or the party's meeting day itself, and moves with that alone. */
export function isFixed(body: ElectionBody, id: string): boolean {
  return [...STEPS[body], ...PARTY_STEPS].some((rule) => rule.id === id && rule.fixed);
}

/** The steps of the party branch's election, which comes before. */
export const PARTY_STEPS: readonly StepRule[] = PARTY;
