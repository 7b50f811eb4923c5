import { keepTokenKeys } from '#functions/token/jobs';
import { localEnvelope } from '#functions/platform/envelope';
import { platformOf } from '#local/boundaries';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import type { Session } from '#shared/identity/contract';
import { ASKING_RANDOM_BYTES, blindedTokens, type HeldToken, heldTokens } from '#shared/token/asking';
import { issueVillagerTokens, tokenIssuer } from '#shared/token/contract';
import type { Issuer } from '#shared/token/issuer';
import { monthOf } from '#shared/token/month';
import { spendToken } from '#shared/token/token';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import { COUNTY, type TestCounty, VILLAGE } from '#test/setup';
import { bytes, mailbox, sent, tellAsWriter } from '#test/tip/case';

/** Makes and ends the keys of months, as the schedule does. */
export function runTokens(county: TestCounty): Promise<number> {
  const { seal } = localEnvelope(county.wiring.secrets.envelope);
  return keepTokenKeys({ ...platformOf(county.wiring, 'jobs'), sealEnvelope: seal });
}

/** The key of the month that the county's clock shows. */
export async function issuerNow(county: TestCounty): Promise<Issuer> {
  const month = monthOf(county.clock.now);
  const { rsaN } = await county.must(tokenIssuer, { params: { area: COUNTY, month } });
  return { county: COUNTY, month, rsaN: bytesOf(rsaN) };
}

/** Asks for this month's tokens as the phone of a person on the village's roll does. */
export async function askTokens(
  county: TestCounty,
  person: Session,
  random: Uint8Array = bytes(ASKING_RANDOM_BYTES),
) {
  const issuer = await issuerNow(county);
  const blinded = blindedTokens(issuer, random)!;
  const body = { blinded: blinded.map(toBase64url) };
  const params = { area: VILLAGE, month: issuer.month };
  const reply = await county.send(issueVillagerTokens, { params, body }, person);
  const held = reply.value && heldTokens(issuer, random, reply.value.signatures.map(bytesOf));
  return { reply, blinded, tokens: held ?? [] };
}

/** The spend of a token on a record, as it is sent. */
export const spendOn = ({ seed, token }: HeldToken, record: SealedRecord): string =>
  toBase64url(spendToken(seed, token, recordHash(record)));

/** The request that opens a case with a token. */
export const opening = (keys: ReceiptKeys, record: SealedRecord, spend: string | undefined) => ({
  body: {
    do: 'create' as const,
    ...mailbox(keys),
    tag: toBase64url(keys.tag),
    record: sent(record),
    ...(spend !== undefined && { spend }),
  },
});

/** Opens a case, with a token or without one. */
export function create(county: TestCounty, keys: ReceiptKeys, record: SealedRecord, spend?: string) {
  return tellAsWriter(county, opening(keys, record, spend));
}
