import { fromBase64url, toBase64url } from '#shared/crypto/bytes';
import { inclusionProof, leafHash } from '#shared/crypto/merkle';
import * as contracts from '#shared/recommendation/contract';
import { fail, ok } from '#shared/result';
import { blindSign } from '../platform/blind-signing';
import type { OpenEnvelope } from '../platform/envelope';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import { issuedLeafOf, issuedNonce } from './issued-list';
import { issuerContext } from './issuer';
import * as store from './resident-store';

/** What only `resident` holds: it alone can open an issuing key. */
export interface ResidentPlatform extends KeyedPlatform {
  openEnvelope: OpenEnvelope;
}

/** What a person on the roll does in a round: ask for tokens, see their own flag and its proof. */
export function roundResidentRoutes(p: ResidentPlatform): Route[] {
  return [
    route(contracts.myRound, async ({ params, caller }) => {
      const entry = await store.findEntry(p.dynamo, caller.person, params.area);
      return entry ? ok(await store.readFlags(p.dynamo, params.round, entry)) : fail('roll-needed');
    }),

    route(contracts.issueToken, async ({ params, body, caller, now }) => {
      const { entry, issuer, version } = await store.readAsking(p.dynamo, caller.person, params.area, params);
      if (!entry) return fail('roll-needed');
      if (!issuer || issuer.area !== params.area || now >= issuer.closes) return fail('round-closed');
      const blinded = fromBase64url(body.blinded);
      const key = await p.openEnvelope(issuer.sealed, issuerContext(params));
      const signature = blinded && blindSign(key, blinded);
      if (!blinded || !signature) return fail('invalid', [{ path: 'blinded', message: '凭证请求不对' }]);
      const roll = { village: params.area, version };
      const issued = await store.issueToPhone(p.dynamo, params, roll, entry, blinded);
      return issued.ok ? ok({ signature: toBase64url(signature) }) : issued;
    }),

    route(contracts.myProof, async ({ params, caller }) => {
      const own = await store.findEntry(p.dynamo, caller.person, params.area);
      if (!own) return fail('roll-needed');
      const line = await store.readOwnLine(p.dynamo, params, own);
      if (!line) return fail('round-board');
      const { index, size, page, at } = line;
      const leaves = page.map((one) => leafHash(issuedLeafOf(p.hash, params, one)));
      const path = [...inclusionProof(leaves, at), ...inclusionProof(line.roots, line.pageNumber)];
      return ok({
        entry: own,
        issued: page[at]?.issued ?? 'no',
        nonce: toBase64url(issuedNonce(p.hash, params, own)),
        index,
        size,
        path: path.map(toBase64url),
      });
    }),
  ];
}
