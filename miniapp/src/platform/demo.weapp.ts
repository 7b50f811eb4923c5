import type { DemoPerson } from './demo';

/** Nobody: a mini-program signs in by WeChat. */
export function demoPeople(): Promise<readonly DemoPerson[]> {
  return Promise.resolve([]);
}

/** No code: a mini-program signs in by WeChat. */
export const demoCode: (person: string) => Promise<string | undefined> = () => Promise.resolve(undefined);
