import { beforeAll, describe, expect, it } from '@jest/globals';
import { publishDocuments } from '#functions/platform/prepared';
import type { AreaCode } from '#shared/area/code';
import type { Contract } from '#shared/contract';
import { unevened } from '#test/even';
import type { Call } from '#test/calls';
import { appOf, COUNTY, requestOf, TOWN } from '#test/setup';
import { type Bad, badRequests, MARK } from './bad';
import { everyContract } from './every';
import { GOOD } from './good/all';
import { openWorld, type World } from './world';
import { watchWrites } from './writes';

const named = await everyContract();
const nameOf = (contract: Contract) => named.find(([, one]) => one === contract)![0];

/** Each good request is made once, so that what it uses up is used by nobody else. */
const requests = GOOD.map(({ contract, make, what }) => {
  let made: ReturnType<typeof make> | undefined;
  const name = what === undefined ? nameOf(contract) : `${nameOf(contract)}: ${what}`;
  return { name, contract, good: () => (made ??= make(world)) };
});
type Made = (typeof requests)[number];

let world: World;
beforeAll(async () => {
  world = await openWorld();
});

it('has a good request for every contract', () => {
  const asked = new Set(GOOD.map(({ contract }) => contract));
  expect(named.filter(([, contract]) => !asked.has(contract)).map(([name]) => name)).toEqual([]);
});

const READS = ['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand'];
const calls = () => world.county.calls;
const isWrite = ({ command }: Call) => !READS.includes(command);
async function send(contract: Contract, request: Request): Promise<Response> {
  calls().length = 0;
  return unevened(contract, await appOf(world.county.apps, contract.path).request(request));
}

/** Sends the good request and answers how many calls it took. */
async function costOf({ contract, good }: Made): Promise<number> {
  const input = await good();
  const response = await send(contract, requestOf(contract, input, input.as));
  const text = await response.text();
  expect([response.ok, text]).toEqual([true, text]);
  return calls().length;
}

/** Sends a bad request: answered by its own problem, with nothing written, and nothing of it repeated. */
async function expectRefused(contract: Contract, { kind, request, statuses, code, mayRead }: Bad) {
  const watch = watchWrites(world.county);
  const response = await send(contract, request);
  const text = await response.text();
  watch.stop();
  const { status } = response;
  expect([kind, statuses, status]).toEqual([kind, expect.arrayContaining([status]), status]);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect([kind, JSON.parse(text)]).toMatchObject([kind, { status, ...(code && { code }) }]);
  expect([kind, mayRead ? await watch.changed() : calls()]).toEqual([kind, []]);
  expect([kind, text.includes(MARK)]).toEqual([kind, false]);
}

/** A draft that is not there, there or elsewhere, is discarded already: nothing is done, and that was asked. */
const GONE_IS_GONE = 'discardNotice';

/** What changes nothing itself: it shows, reads a letter, or names a place to upload to. */
const WRITES_NOTHING = [
  'previewAreas',
  'compareRoll',
  'attachmentUpload',
  'tipline: read',
  'tipline: get',
  'offerPasskey',
  'challengePasskey',
];

/**
 * What may take more calls than three: a directory that was just published is read with its proof, once; of a recovery,
 * which an office needs once in years, everybody who holds, every snapshot under which a letter was sealed and how many others wait are looked up;
 * what of a case is erased is looked up first, its records and its files.
 */
const MORE_CALLS = new Map([
  ['currentDirectory', 5],
  ['askRecovery', 9],
  ['releasedSlots', 6],
  ['handOnParts', 4],
  ['eraseCase', 4],
]);

describe.each(requests)('$name', (made) => {
  const { name, contract, good } = made;

  it('refuses bad input before anything is done', async () => {
    const { as, ...input } = await good();
    world.county.logged.length = 0;
    const bad = await badRequests(world.county, contract, input, as && `Bearer ${as.access}`);
    for (const one of bad) {
      if (name === GONE_IS_GONE && one.kind === 'under another village') continue;
      await expectRefused(contract, one);
    }
    expect(world.county.logged).toEqual([]);
  });

  it('takes at most three calls when all is well, and one write or none', async () => {
    expect(await costOf(made)).toBeLessThanOrEqual(MORE_CALLS.get(name) ?? 3);
    const writes = contract.method === 'GET' || WRITES_NOTHING.includes(name) ? 0 : 1;
    expect(calls().filter(isWrite)).toHaveLength(writes);
  });

  if (name === 'openDesk') return; // each opens another desk
  it('changes nothing when it is sent again', async () => {
    const input = await good();
    const watch = watchWrites(world.county);
    const response = await send(contract, requestOf(contract, input, input.as));
    watch.stop();
    expect(response.status).toBeLessThan(500);
    // That a batch of a roll has come is counted each time; what it says stands as it was.
    const changed = (await watch.changed()).filter(({ PK }) => !PK.startsWith('ROLLIMPORT#'));
    expect(changed).toEqual([]);
  });

  if (!contract.prepared) return;
  it('takes no call within a second, one after it, two after a change', async () => {
    world.county.clock.now += 2;
    await costOf(made);
    expect(await costOf(made)).toBe(0);
    world.county.clock.now += 2;
    expect(await costOf(made)).toBe(1);
    const { area } = (await good()).params as { area: AreaCode };
    // Other documents of the same areas: what is read here stands as it was, and is asked for again all the same.
    const changed = [...new Set([area, TOWN, COUNTY])].flatMap((one) => publishDocuments(one, { other: {} }));
    await world.county.dynamo.transact(changed);
    world.county.clock.now += 2;
    expect(await costOf(made)).toBe(2);
  });
});
