import { accessSigner } from '#functions/identity/token';
import type { AreaCode } from '#shared/area/code';
import type { Grant } from '#shared/identity/grant';
import { COUNTY, freshId, type TestCounty } from '#test/setup';

/** The header of a session with these grants, made by the county's own key. */
export async function bearer(
  county: TestCounty,
  grants: readonly Grant[],
  madeAt = county.clock.now,
  provedAt = madeAt,
): Promise<string> {
  const sign = accessSigner(county.wiring.secrets.sessionPrivate, COUNTY);
  return `Bearer ${await sign({ person: freshId(), device: freshId(), grants, provedAt }, madeAt)}`;
}

/** Headers that are no session of this county: expired, altered, of another county, signed by nobody. */
export async function notSessions(
  county: TestCounty,
  grants: readonly Grant[],
): Promise<Record<string, string>> {
  const good = await bearer(county, grants);
  const [head = '', , signature = ''] = good.split('.');
  const claims = {
    sub: freshId(),
    sid: freshId(),
    grants: [{ role: 'county', area: COUNTY }],
    iss: 'sunshine',
    aud: COUNTY,
    auth_time: county.clock.now,
  };
  const forged = Buffer.from(JSON.stringify({ ...claims, exp: county.clock.now + 600 })).toString(
    'base64url',
  );
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const elsewhere = accessSigner(county.wiring.secrets.sessionPrivate, '110101000000' as AreaCode);
  const { now } = county.clock;
  const stranger = { person: freshId(), device: freshId(), grants, provedAt: now };
  return {
    none: '',
    junk: 'Bearer x.y.z',
    basic: `Basic ${Buffer.from('a:b').toString('base64')}`,
    expired: await bearer(county, grants, county.clock.now - 601),
    altered: `${head}.${forged}.${signature}`,
    unsigned: `Bearer ${none}.${forged}.`,
    foreign: `Bearer ${await elsewhere(stranger, now)}`,
  };
}
