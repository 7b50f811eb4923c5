/** How a case moves. The diagram is docs/states/tip.md; what is not drawn there is refused. */
import * as z from 'zod';
import { fail, ok, type Result } from '../result';
import { REFUSALS, type Refusal } from './refusal';
import type { TipState } from './state';

/** What the office does with a case; each is told to the writer by the signed record that comes with it. */
export const TipAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('accept') }),
  z.strictObject({ act: z.literal('refuse'), reason: z.enum(REFUSALS) }),
  z.strictObject({ act: z.literal('handle') }),
  z.strictObject({ act: z.literal('close') }),
  z.strictObject({ act: z.literal('reply') }),
]);
export type TipAct = z.output<typeof TipAct>;

type In<S extends TipState['state']> = Extract<TipState, { state: S }>;

// (nothing) → received
export function receive(day: number): In<'received'> {
  return { state: 'received', received: day };
}

// received → accepted
function accept({ received }: In<'received'>, day: number): In<'accepted'> {
  return { state: 'accepted', received, decided: day };
}

// received → refused
function refuse({ received }: In<'received'>, day: number, reason: Refusal): In<'refused'> {
  return { state: 'refused', received, decided: day, reason };
}

// accepted → handling
function handle(accepted: In<'accepted'>): In<'handling'> {
  return { ...accepted, state: 'handling' };
}

// handling → closed
function close(handling: In<'handling'>, day: number): In<'closed'> {
  return { ...handling, state: 'closed', closed: day };
}

/** The state after an act, or `tip-elsewhere` when the act is not drawn from this state. */
export function act(state: TipState, command: TipAct, day: number): Result<TipState> {
  switch (command.act) {
    case 'accept':
      return state.state === 'received' ? ok(accept(state, day)) : fail('tip-elsewhere');
    case 'refuse':
      return state.state === 'received' ? ok(refuse(state, day, command.reason)) : fail('tip-elsewhere');
    case 'handle':
      return state.state === 'accepted' ? ok(handle(state)) : fail('tip-elsewhere');
    case 'close':
      return state.state === 'handling' ? ok(close(state, day)) : fail('tip-elsewhere');
    case 'reply':
      return isOpen(state) ? ok(state) : fail('tip-elsewhere');
  }
}

// received → received, accepted → accepted, handling → handling: at another office
/**
 * Who has not decided yet has all of the legal time at the office it goes to (工作规则 第26条: of receipt). What is
 * accepted stays accepted: no clock begins anew.
 */
export function transfer(state: TipState, day: number): Result<TipState> {
  if (!isOpen(state)) return fail('tip-elsewhere');
  return ok(state.state === 'received' ? receive(day) : state);
}

/** Whether the office still has something to do with the case; when it has not, neither side writes any more. */
export function isOpen({ state }: Pick<TipState, 'state'>): boolean {
  return state !== 'closed' && state !== 'refused';
}

/** The acts drawn from a state, in the order a desk offers them. */
export function actsFrom(state: TipState): TipAct['act'][] {
  const acts: readonly TipAct[] = [
    { act: 'accept' },
    { act: 'refuse', reason: 'other-remit' },
    { act: 'handle' },
    { act: 'close' },
    { act: 'reply' },
  ];
  return acts.filter((command) => act(state, command, 0).ok).map((command) => command.act);
}
