import { toBase64url } from '#shared/crypto/bytes';
import { fail, ok } from '#shared/result';
import { tokenIssuer } from '#shared/token/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { readIssuer } from './store';

/** The public keys of tokens: of the county, one a month. */
export function tokenPublicRoutes(p: Platform): Route[] {
  return [
    route(tokenIssuer, async ({ params }) => {
      if (params.area !== p.county) return fail('not-found');
      const issuer = await readIssuer(p.dynamo, params.month);
      return issuer ? ok({ rsaN: toBase64url(issuer.rsaN), leaf: issuer.leaf }) : fail('not-found');
    }),
  ];
}
