import type { DemoPerson, DemoRound } from './demo';

/** Nobody: a mini-program signs in by WeChat. */
export function demoPeople(): Promise<readonly DemoPerson[]> {
  return Promise.resolve([]);
}

/** No code: a mini-program signs in by WeChat. */
export const demoCode: (person: string) => Promise<string | undefined> = () => Promise.resolve(undefined);

/** No round: the demo's keys are made in a browser. */
export const demoRound: () => Promise<DemoRound | undefined> = () => Promise.resolve(undefined);
