import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Contract } from '#shared/contract';
import { appOf, setup, type TestCounty, VILLAGE } from '#test/setup';
import { everyContract } from './every';
import { bearer } from './sessions';

const contracts = await everyContract();
const named = contracts
  .filter(([, { access }]) => access !== 'anyone')
  .map(([name, contract]) => ({ name, contract }));
const asksAgain = named.filter(({ contract }) => contract.fresh);
const theRest = named.filter(({ contract }) => !contract.fresh);

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

/** The code a route answers to somebody who proved themselves so many seconds ago, in a token made just now. */
async function codeFor(contract: Contract, secondsAgo: number): Promise<string | undefined> {
  const { access } = contract;
  const grants = typeof access === 'object' ? access.roles.map((role) => ({ role, area: VILLAGE })) : [];
  const { now } = county.clock;
  county.calls.length = 0;
  const path = contract.path.replace(':area', VILLAGE).replace(/:\w+/g, '!');
  const response = await appOf(county.apps, path).request(path, {
    method: contract.method,
    headers: {
      authorization: await bearer(county, grants, now, now - secondsAgo),
      'content-type': 'application/json',
    },
    ...(contract.method === 'GET' ? {} : { body: '{' }),
  });
  return response.ok ? undefined : ((await response.json()) as { code: string }).code;
}

describe('proving oneself again', () => {
  it('is asked of acts that nobody can take back, and of no route that has no session', () => {
    expect(asksAgain.map(({ name }) => name).sort()).toEqual([
      'addPasskey',
      'cancelRound',
      'createRound',
      'endAllSessions',
      'endGrant',
      'endTie',
      'enrol',
      'eraseNotice',
      'invite',
      'makeSlips',
      'moveTie',
      'offerPasskey',
      'offerPhone',
      'publishRoll',
      'putTotals',
      'registerHolder',
      'removeDevice',
      'removePasskey',
      'signOutDevice',
      'unbindPhone',
    ]);
    const open = contracts.filter(([, { access, fresh }]) => access === 'anyone' && fresh);
    expect(open).toEqual([]);
  });

  it.each(asksAgain)('is asked by $name after ten minutes, before anything is read', async ({ contract }) => {
    expect(await codeFor(contract, 600)).toBe('sign-in-stale');
    expect(county.calls).toEqual([]);
    expect(await codeFor(contract, 599)).not.toBe('sign-in-stale');
  });

  it.each(theRest)('is not asked by $name', async ({ contract }) => {
    expect(await codeFor(contract, 86_400)).not.toBe('sign-in-stale');
  });
});
