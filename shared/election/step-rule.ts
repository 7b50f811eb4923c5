/** A day counted from the election day or from the day the roll is posted; negative days lie before it. */
export interface DayRule {
  from: 'election' | 'roll';
  days: number;
  /** A term given to citizens: a last day that is a day off moves on (民法典 第203条). */
  citizen?: true;
}

export interface StepRule {
  id: string;
  /** 1 to 8. */
  stage: number;
  title: string;
  actor: string;
  output: string;
  first: DayRule;
  last: DayRule;
  /** The last day the law allows, where it names one. */
  limit?: DayRule;
  basis?: string;
  /** The words of the article that matter here. */
  law?: string;
}

/** The n-th day from the day the roll is posted. */
export const roll = (days: number): DayRule => ({ from: 'roll', days });

/** The n-th day from the election day. */
export const election = (days: number): DayRule => ({ from: 'election', days });
