import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { RoundDraft } from '#shared/recommendation/contract';
import { http } from './http';
import { trust } from './trust';

// Demo people of one machine, offered by local wiring alone: a deployed stage has no such routes.

const People = z.array(z.object({ person: z.string(), name: z.string(), what: z.string() }));
export type DemoPerson = z.output<typeof People>[number];

async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const answer = await http({
    method,
    url: path,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  try {
    return answer?.status === 200 ? JSON.parse(answer.body) : undefined;
  } catch {
    return undefined;
  }
}

/** Who a newcomer may sign in as; nobody where this is not a demo. */
export async function demoPeople(): Promise<readonly DemoPerson[]> {
  if ((await trust())?.demo !== true) return [];
  const parsed = People.safeParse(await ask('GET', '/local/people'));
  return parsed.success ? parsed.data : [];
}

const DemoRound = z.object({
  village: AreaCode,
  planner: z.string(),
  signer: z.string(),
  draft: RoundDraft.omit({ trustees: true, committee: true }),
});
export type DemoRound = z.output<typeof DemoRound>;

/** The round that the demo's committee means to hold, still without those who sign for it. */
export async function demoRound(): Promise<DemoRound | undefined> {
  const parsed = DemoRound.safeParse(await ask('GET', '/local/round'));
  return parsed.success ? parsed.data : undefined;
}

/** The sign-in code the stand-in gives the phone of a demo person. */
export async function demoCode(person: string): Promise<string | undefined> {
  const parsed = z
    .object({ code: z.string() })
    .safeParse(await ask('POST', '/local/wechat/code', { person }));
  return parsed.success ? parsed.data.code : undefined;
}
