import type { AreaCode } from '#shared/area/code';
import { bytesOf, concatBytes, toBase64url } from '#shared/crypto/bytes';
import { TOKEN_BYTES } from '#shared/crypto/blind-token';
import { ASKING_RANDOM_BYTES, blindedTokens, heldTokens } from '#shared/token/asking';
import { issueVillagerTokens, tokenIssuer } from '#shared/token/contract';
import { isLeafOfIssuer, type Issuer } from '#shared/token/issuer';
import { monthOf } from '#shared/token/month';
import { SPEND_BYTES } from '#shared/token/sizes';
import { isVillagerToken, spendToken } from '#shared/token/token';
import { standingOf } from './public-log';
import { personHere } from './session';
import { randomBytes } from './random';
import { send } from './request';
import { keepTokens, type KeptTokens, keptTokens } from './tokens';

const SEED_BYTES = 32;
const HELD_BYTES = SEED_BYTES + TOKEN_BYTES;

/** Has this month's tokens fetched, unless they are here. The same is asked until an answer comes. */
export async function fetchTokens(county: AreaCode, village: AreaCode, now: number): Promise<void> {
  const month = monthOf(now);
  const before = keptTokens();
  const isBegun = before?.month === month && before.village === village;
  if (isBegun && before.random === undefined) return;
  const begun = isBegun ? before : await begin(county, village, month);
  if (begun) await finish(begun);
}

/** Draws what is asked by and keeps it, under a key that is in the log; nothing is sent of it yet. */
async function begin(county: AreaCode, village: AreaCode, month: number): Promise<KeptTokens | undefined> {
  const answer = await send(tokenIssuer, { params: { area: county, month } });
  if (!answer.ok) return undefined;
  const { rsaN, leaf } = answer.value;
  const standing = await standingOf(leaf);
  const issuer: Issuer = { county, month, rsaN: bytesOf(rsaN) };
  if (standing.kind !== 'proved' || !isLeafOfIssuer(standing.proven.leaf, issuer)) return undefined;
  const random = toBase64url(await randomBytes(ASKING_RANDOM_BYTES));
  const begun = { month, county, village, rsaN, random, held: [] };
  return keepTokens(begun) ? begun : undefined;
}

async function finish(begun: KeptTokens): Promise<void> {
  const { month, county, village: area, rsaN, random } = begun;
  const issuer: Issuer = { county, month, rsaN: bytesOf(rsaN) };
  const person = personHere();
  const asked = bytesOf(random ?? '');
  const blinded = blindedTokens(issuer, asked);
  if (!blinded) return;
  const body = { blinded: blinded.map(toBase64url) };
  const answer = await send(issueVillagerTokens, { params: { area, month }, body });
  // Whoever is signed in by now is given nobody else's.
  if (personHere() !== person) return;
  const rest = { month, county, village: area, rsaN };
  if (answer.ok) {
    const tokens = heldTokens(issuer, asked, answer.value.signatures.map(bytesOf));
    if (tokens)
      keepTokens({ ...rest, held: tokens.map(({ seed, token }) => toBase64url(concatBytes(seed, token))) });
  } else if (GIVEN_NONE.some((code) => code === answer.problem.code)) {
    // Another phone has them, or nobody is to. This one looks as if it had them too.
    keepTokens({ ...rest, held: [await unused(), await unused(), await unused(), await unused()] });
  }
}

/** Why nothing more comes this month. */
const GIVEN_NONE = ['tokens-taken', 'tokens-after-slip'] as const;

async function unused(): Promise<string> {
  return toBase64url(await randomBytes(HELD_BYTES));
}

/**
 * A spend on a record, as it is sent: of a token that lies here, whose place is filled with random bytes before anything is
 * sent; random bytes where none is left. Both are of one size, here and on the way.
 */
export async function spendHere(recordHash: Uint8Array): Promise<string> {
  const kept = keptTokens();
  const place = kept ? kept.held.findIndex((one) => holds(kept, one)) : -1;
  if (!kept || place < 0) return toBase64url(await randomBytes(SPEND_BYTES));
  const token = bytesOf(kept.held[place] ?? '');
  const filler = await unused();
  const isKept = keepTokens({ ...kept, held: kept.held.map((one, i) => (i === place ? filler : one)) });
  if (!isKept) return toBase64url(await randomBytes(SPEND_BYTES));
  return toBase64url(spendToken(token.slice(0, SEED_BYTES), token.slice(SEED_BYTES), recordHash));
}

/** Whether what lies in a place is a token still, and not what filled it. */
function holds({ county, month, rsaN }: KeptTokens, text: string): boolean {
  const bytes = bytesOf(text);
  const issuer: Issuer = { county, month, rsaN: bytesOf(rsaN) };
  return isVillagerToken(issuer, bytes.slice(0, SEED_BYTES), bytes.slice(SEED_BYTES));
}
