import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { canSeal } from './can-seal';
import { now } from './clock';
import { onPerson, personHere, rollHere } from './session';
import { forget, keep, recall } from './storage';
import { trust } from './trust';

// Villagers' tokens of the month, fetched by the home page of everybody who is signed in and on a roll: having them says
// nothing. Only what is kept is handled here; the arithmetic is loaded where it is needed.

const NAME = 'tokens';

/** What a phone keeps of a month: the random bytes it asks by until it has an answer, then its tokens. */
const Kept = z.object({
  month: z.number().int(),
  county: AreaCode,
  village: AreaCode,
  rsaN: z.string(),
  random: z.string().optional(),
  held: z.array(z.string()),
});
export type KeptTokens = z.output<typeof Kept>;

/** What lies here of tokens. */
export function keptTokens(): KeptTokens | undefined {
  return recall(NAME, Kept);
}

/** Keeps tokens in place of what was kept; false when there is no room. */
export function keepTokens(tokens: KeptTokens): boolean {
  return keep(NAME, tokens);
}

/** Lets tokens go with the session of the person whose they are, on whatever page it ends. */
export function forgetTokensWithPerson(): void {
  onPerson(() => forget(NAME));
}

/** Fetches the month's tokens unless they are here. On a page that everybody opens, never in the sealed channel. */
export async function renewTokens(): Promise<void> {
  const village = rollHere();
  const county = (await trust())?.county;
  if (!county || village === undefined || personHere() === undefined || !canSeal()) return;
  try {
    const { fetchTokens } = await import('./token-asking');
    await fetchTokens(county, village, now());
  } catch {
    // The code did not come, as without a network: the next page asks again.
  }
}
