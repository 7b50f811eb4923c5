import { beforeAll, expect, it } from '@jest/globals';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/recommendation/contract';
import type { RoundStateKind } from '#shared/recommendation/round';
import { FROM } from '#shared/recommendation/rules';
import * as r from '#test/recommendation/county';

/** A round's arrows are the same for every position, and each takes an issuing key that is dear to make. */
const POSITIONS = r.POSITIONS.slice(0, 1);
const EMPTY = POSITIONS.map(() => ({ records: 0, valid: 0, blank: 0, invalid: 0, names: [0, 0, 0, 0, 0] }));

/** What people and the clock can do to a round, and the arrow each stands for. */
const COMMANDS = {
  keys: (round: Id) => r.giveKeys(county, round, 1, POSITIONS),
  endorse: (round: Id) => r.giveEndorsement(county, round, 0),
  release: (round: Id) => r.giveRelease(county, round, 2),
  report: (round: Id) => r.report(county, round, EMPTY),
  confirm: (round: Id) => r.confirm(county, round, 2, EMPTY),
  cancel: async (round: Id) => {
    const { revision } = await r.readRound(county, round);
    const body = { revision, reason: '时间要改，另开一轮' };
    return county.send(contracts.cancelRound, { params: r.at(round), body }, county.clerk);
  },
} as const;
type Command = keyof typeof COMMANDS;

let county: r.RoundCounty;
beforeAll(async () => {
  county = await r.roundCounty();
});

/** A fresh round brought into a state by the drawn way. */
async function roundIn(state: RoundStateKind): Promise<Id> {
  await r.moveTo(county, county.clock.now + 2);
  const opens = state === 'endorsed' ? county.clock.now + 1000 : county.clock.now;
  const draft = { ...r.roundDraft(), positions: POSITIONS, opens, closes: opens + 1000 };
  const round = await r.planned(county, draft);
  if (state === 'draft') return round;
  if (state === 'cancelled') {
    await COMMANDS.cancel(round);
    return round;
  }
  for (const seat of [1, 2, 3, 4]) await r.giveKeys(county, round, seat, POSITIONS);
  if (state === 'endorsing') return round;
  for (const seat of [0, 1, 2, 3, 4]) await r.giveEndorsement(county, round, seat);
  if (state === 'endorsed') return round;
  await county.runJobs();
  if (state === 'open') return round;
  await r.closed(county, round);
  if (state === 'closed') return round;
  for (const seat of [1, 3, 4]) await r.giveRelease(county, round, seat);
  if (state === 'counting') return round;
  await COMMANDS.report(round);
  if (state === 'counted') await COMMANDS.confirm(round);
  return round;
}

const STATES = [
  'draft',
  'endorsing',
  'endorsed',
  'open',
  'closed',
  'counting',
  'reported',
  'counted',
  'cancelled',
] as const;

it.each(STATES)('in state %s only the drawn commands change anything', async (state) => {
  const round = await roundIn(state);
  const before = await r.readRound(county, round);
  expect(before.state.kind).toBe(state);
  const commands = Object.keys(COMMANDS) as Command[];
  const drawn = commands.filter((command) => (FROM[command] as readonly RoundStateKind[]).includes(state));
  for (const command of commands.filter((one) => !drawn.includes(one))) {
    // What was given already may come again: it is answered with how things stand.
    const reply = await COMMANDS[command](round);
    expect(reply.value?.revision ?? reply.status).toBe(reply.value ? before.revision : 409);
    expect(await r.readRound(county, round)).toEqual(before);
  }
  const jobsMoved = await county.runJobs();
  expect(jobsMoved).toBe(0);
  for (const command of drawn.slice(0, 1)) {
    expect((await COMMANDS[command](round)).value?.revision).toBe(before.revision + 1);
  }
});
