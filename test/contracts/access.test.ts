import { beforeAll, describe, expect, it } from '@jest/globals';
import { PUBLIC_FEATURES } from '#functions/public';
import { platformOf } from '#local/boundaries';
import type { Contract } from '#shared/contract';
import { ROLES, type Role } from '#shared/identity/role';
import { appOf, COUNTY, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { everyContract } from './every';
import { bearer } from './sessions';

const contracts = await everyContract();
const named = contracts.map(([name, contract]) => ({ name, contract }));
const byRole = named.filter(({ contract }) => typeof contract.access === 'object');

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

/** Asks a route about the village with a body that cannot be read: who may not pass is told so before that. */
async function ask(contract: Contract, authorization: string): Promise<number> {
  const path = contract.path.replace(':area', VILLAGE).replace(/:\w+/g, '!');
  county.calls.length = 0;
  const response = await appOf(county.apps, path).request(path, {
    method: contract.method,
    headers: { ...(authorization && { authorization }), 'content-type': 'application/json' },
    ...(contract.method === 'GET' ? {} : { body: '{' }),
  });
  return response.status;
}

function rolesOf({ access }: Contract): readonly Role[] {
  return typeof access === 'object' ? access.roles : [];
}

/** Past the gate, a route finds the path or the body wanting, or answers. */
const PASSED = [200, 204, 400, 404, 422];

describe('every route', () => {
  it('is mounted in its boundary, and asks who comes when it must', async () => {
    const reader = { ...platformOf(county.wiring, 'public'), logNumber: county.wiring.transparency.number };
    const later = await Promise.all(PUBLIC_FEATURES.map(async ({ load }) => (await load())(reader)));
    const loaded = new Set<unknown>(later.flat().map((one) => one.contract));
    for (const { name, contract } of named) {
      const { method, path, access } = contract;
      const isMounted =
        access === 'anyone'
          ? loaded.has(contract) ||
            appOf(county.apps, path).routes.some((one) => one.method === method && one.path === path)
          : (await ask(contract, '')) === 401;
      expect([name, isMounted]).toEqual([name, true]);
    }
  });

  it('carries the area in its path when it asks for a role', () => {
    for (const { contract } of byRole) expect(contract.path).toContain('/:area');
  });

  it.each(byRole)('$name lets its roles pass over the area, and nobody else', async ({ contract }) => {
    for (const role of ROLES) {
      for (const area of [VILLAGE, TOWN, COUNTY, OTHER_VILLAGE]) {
        const status = await ask(contract, await bearer(county, [{ role, area }]));
        const may = rolesOf(contract).includes(role) && area !== OTHER_VILLAGE;
        // Whose office it must be is decided further in, by `forbidden` again.
        const passed = status !== 403 || county.calls.length > 0;
        expect([role, area, passed || (may && contract.method === 'GET')]).toEqual([role, area, may]);
        if (!may) expect([status, county.calls]).toEqual([403, []]);
        else if (status !== 403) expect(PASSED).toContain(status);
      }
    }
  });

  it('that changes anything is open to no observer and no department', () => {
    const changing = byRole.filter(({ contract }) => contract.method !== 'GET');
    const watchers = changing.filter(({ contract }) =>
      (['observer', 'department'] as const).some((role) => rolesOf(contract).includes(role)),
    );
    expect(changing.length).toBeGreaterThan(0);
    expect(watchers.map(({ name }) => name)).toEqual([]);
  });

  it.each(byRole)('$name is closed to a session without grants', async ({ contract }) => {
    expect(await ask(contract, await bearer(county, []))).toBe(403);
    expect(county.calls).toEqual([]);
  });
});
