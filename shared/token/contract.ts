import * as z from 'zod';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { base64urlOf } from '../ids';
import { whole } from '../whole';
import { RSA_BYTES } from '../crypto/rsa-bytes';
import { TOKENS } from './sizes';

const Month = z.coerce.number().pipe(whole(0, 0xffff));

/** The public key that signs the county's tokens of a month (months since January 2020), and its leaf in the log. */
export const tokenIssuer = contract({
  method: 'GET',
  path: '/public/areas/:area/token-issuers/:month',
  access: 'anyone',
  params: AreaPath.extend({ month: Month }),
  responses: { 200: z.object({ rsaN: base64urlOf(RSA_BYTES), leaf: base64urlOf(32) }) },
});

/**
 * Signs the month's tokens of a person on a roll, blinded: once, all of them; the same blinded bytes get the same answer.
 * Nothing in it, nor in what is kept of it, says where a token is used.
 */
export const issueVillagerTokens = contract({
  method: 'POST',
  path: '/resident/areas/:area/tokens/:month',
  access: 'session',
  params: AreaPath.extend({ month: Month }),
  body: z.strictObject({ blinded: z.array(base64urlOf(RSA_BYTES)).length(TOKENS) }),
  responses: { 200: z.object({ signatures: z.array(base64urlOf(RSA_BYTES)).length(TOKENS) }) },
});
