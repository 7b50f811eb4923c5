import { monthOf } from '#shared/token/month';
import { makeIssuerKey } from '../platform/blind-signing';
import type { SealEnvelope } from '../platform/envelope';
import type { Platform } from '../platform/platform';
import { tokenContext } from './context';
import * as store from './store';

/** What only `jobs` needs for tokens. */
interface TokenJobsPlatform extends Platform {
  sealEnvelope: SealEnvelope;
}

const DAY = 86_400;
/** A month's key is made so long before the month begins: by then the log has it, and a witness has seen it. */
const AHEAD = 7 * DAY;
/** What has ended is kept so long after: a request on its way may still be answered. */
const GRACE = DAY;

/** Makes the keys of this month and, in its last days, of the next; ends those that are over. Answers how many were made. */
export async function keepTokenKeys(p: TokenJobsPlatform): Promise<number> {
  const now = p.now();
  const months = await store.readMonths(p.dynamo);
  const wanted = [...new Set([monthOf(now), monthOf(now + AHEAD)])];
  let made = 0;
  for (const month of wanted) {
    if (!months.some((one) => one.month === month) && (await makeOne(p, month, now))) made += 1;
  }
  const past = monthOf(now - GRACE);
  for (const { month, isSealed } of months) {
    if (isSealed && month < past) await store.endIssuing(p.dynamo, month);
    // Tokens are taken for one more month than they are issued in.
    if (month < past - 1) await store.endUsing(p.dynamo, month);
  }
  return made;
}

/** The private half leaves this function only sealed. */
async function makeOne(p: TokenJobsPlatform, month: number, now: number): Promise<boolean> {
  const { pkcs8, rsaN } = await makeIssuerKey();
  const sealed = await p.sealEnvelope(pkcs8, tokenContext(p.county, month));
  return store.keepIssuer(p.dynamo, { county: p.county, month, rsaN }, sealed, now);
}
