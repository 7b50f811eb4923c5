import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { fail, ok } from '#shared/result';
import * as contracts from '#shared/token/contract';
import { monthOf } from '#shared/token/month';
import { blindSign } from '../platform/blind-signing';
import type { OpenEnvelope } from '../platform/envelope';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { tokenContext } from './context';
import * as store from './issuing-store';

/** What only `resident` holds: it alone can open an issuing key. */
interface IssuingPlatform extends Platform {
  openEnvelope: OpenEnvelope;
}

/** What everybody on a roll is given each month, whether they ever write or not. */
export function tokenResidentRoutes(p: IssuingPlatform): Route[] {
  return [
    route(contracts.issueVillagerTokens, async ({ params, body, caller, now }) => {
      const { area, month } = params;
      const { entry, sealed, roll } = await store.readAsking(p.dynamo, caller.person, area, month);
      if (!entry) return fail('roll-needed');
      if (!sealed || month !== monthOf(now)) return fail('tokens-closed');
      const key = await p.openEnvelope(sealed, tokenContext(p.county, month));
      const blinded = body.blinded.map(bytesOf);
      const signatures = blinded.flatMap((one) => blindSign(key, one) ?? []);
      if (signatures.length < blinded.length)
        return fail('invalid', [{ path: 'blinded', message: '凭证请求不对' }]);
      const issued = await store.issueTokens(p.dynamo, month, { roll, entry }, blinded);
      return issued.ok ? ok({ signatures: signatures.map(toBase64url) }) : issued;
    }),
  ];
}
