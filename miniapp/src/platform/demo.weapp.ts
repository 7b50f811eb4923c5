import type { DemoPerson } from './demo';

/** Nobody: a mini-program signs in by WeChat. */
export async function demoPeople(): Promise<readonly DemoPerson[]> {
  return [];
}

/** No code: a mini-program signs in by WeChat. */
export async function demoCode(_person: string): Promise<string | undefined> {
  return undefined;
}
