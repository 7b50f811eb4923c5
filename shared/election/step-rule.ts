import type { RuleId } from './editions';

/** A day counted from the election day, the day the roll is posted or the party's meeting; negative days lie before it. */
export interface CountedRule {
  from: 'election' | 'roll' | 'party';
  days: number;
}

/** A day counted, or the last day that a rule of the law in force leaves. */
export type DayRule = CountedRule | { rule: RuleId };

export interface StepRule {
  id: string;
  /** 1 to 8; the party's steps, which come before all, have none. */
  stage?: number;
  title: string;
  actor: string;
  output: string;
  first: DayRule;
  last: DayRule;
  /** Steps that must have ended before this one begins. */
  needs?: readonly string[];
  /** More of them where the party's new secretary is to chair the election committee or stand. */
  needsWhenLed?: readonly string[];
  /** Steps that must have begun before this one begins. */
  during?: readonly string[];
  /** The rules that its days must keep. */
  bounds?: readonly RuleId[];
  /** Its last day where no article counts one, but the vote comes after it. */
  until?: CountedRule;
  /** Its day is the election day, the roll's or the meeting's: it moves with that day alone. */
  fixed?: true;
  /** Its stage is not left before its document or record is there. */
  required?: true;
  /** Its document is awaited too, though the stage may be left without it: the board shows it until it is there. */
  awaited?: true;
  basis?: string;
  /** The words of the article that matter here. */
  law?: string;
}

/** The n-th day from the day the roll is posted. */
export const roll = (days: number): CountedRule => ({ from: 'roll', days });

/** The n-th day from the election day. */
export const election = (days: number): CountedRule => ({ from: 'election', days });

/** The n-th day from the party members' meeting. */
export const party = (days: number): CountedRule => ({ from: 'party', days });
