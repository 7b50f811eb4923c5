/** How a case moves. The diagram is docs/states/tip.md; what is not drawn there is refused. */
import * as z from 'zod';
import type { OfficeKind } from '../directory/office';
import { fail, ok, type Result } from '../result';
import { dateOfDay, sayDate } from '../time';
import { extensionOf } from './clocks';
import { type Ground, KEEPING_YEARS, REVIEW_DAYS } from './ground';
import { REFUSALS, type Refusal } from './refusal';
import type { Ended, TipState } from './state';

/** What the office does with a case; each is told to the writer by the signed record that comes with it. */
export const TipAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('accept') }),
  z.strictObject({ act: z.literal('refuse'), reason: z.enum(REFUSALS) }),
  z.strictObject({ act: z.literal('handle') }),
  z.strictObject({ act: z.literal('extend') }),
  z.strictObject({ act: z.literal('reply') }),
]);
export type TipAct = z.output<typeof TipAct>;

/** Four eyes on the end: one officer proposes it, another one confirms, and either may take it back before. */
export interface TipClosing {
  readonly act: 'propose' | 'confirm' | 'withdraw';
}

/** What a case is once its office has nothing more to do with it. */
type Finished = 'closed' | 'refused';

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

// handling → proposed
function propose(handling: In<'handling'>): In<'proposed'> {
  return { ...handling, state: 'proposed' };
}

// proposed → closed
function confirm(proposed: In<'proposed'>, day: number): In<'closed'> {
  return { ...proposed, state: 'closed', closed: day };
}

// proposed → handling
function withdraw(proposed: In<'proposed'>): In<'handling'> {
  return { ...proposed, state: 'handling' };
}

// proposed → handling: what is new has to be read before anything ends; every other open state stays
export function writerAdds(state: TipState): Result<TipState> {
  return unproposed(state);
}

// proposed → handling: an end is proposed anew among those who may still act; every other open state stays
export function officerRecuses(state: TipState): Result<TipState> {
  return unproposed(state);
}

// proposed → handling, every other state stays: an end that was sealed to keys nobody has is proposed anew
export function officeRecovers(state: TipState): TipState {
  return state.state === 'proposed' ? withdraw(state) : state;
}

function unproposed(state: TipState): Result<TipState> {
  if (!isOpen(state)) return fail('tip-ended');
  return ok(state.state === 'proposed' ? withdraw(state) : state);
}

/** Acts that depend on nothing but the state. */
type Drawn = Exclude<TipAct, { act: 'extend' }> | TipClosing;

/** The state after an act, or `tip-elsewhere` when the act is not drawn from this state. */
export function act(state: TipState, command: Drawn, day: number): Result<TipState> {
  switch (command.act) {
    case 'accept':
      return state.state === 'received' ? ok(accept(state, day)) : fail('tip-elsewhere');
    case 'refuse':
      return state.state === 'received' ? ok(refuse(state, day, command.reason)) : fail('tip-elsewhere');
    case 'handle':
      return state.state === 'accepted' ? ok(handle(state)) : fail('tip-elsewhere');
    case 'propose':
      return state.state === 'handling' ? ok(propose(state)) : fail('tip-elsewhere');
    case 'confirm':
    case 'withdraw':
      if (state.state !== 'proposed') return fail('tip-elsewhere');
      return ok(command.act === 'confirm' ? confirm(state, day) : withdraw(state));
    case 'reply':
      return mayGoOn(state) ? ok(state) : fail('tip-elsewhere');
  }
}

// accepted → accepted, handling → handling: the result comes up to 30 days later
/** Once, before its last day has passed, and only where the law puts a result off (信访工作条例 第34条). */
export function extend(state: TipState, kind: OfficeKind, today: number): Result<TipState> {
  const isOn = state.state === 'accepted' || state.state === 'handling';
  return isOn && extensionOf(state, kind, today) > 0
    ? ok({ ...state, extended: true })
    : fail('tip-elsewhere');
}

// received → received, accepted → accepted, handling → handling: at another office
/**
 * Who has not decided yet has all of the legal time at the office it goes to (工作规则 第26条: of receipt). What is
 * accepted stays accepted: no clock begins anew.
 */
export function transfer(state: TipState, day: number): Result<TipState> {
  if (!mayGoOn(state)) return fail('tip-elsewhere');
  return ok(state.state === 'received' ? receive(day) : state);
}

// received → received, accepted → accepted, handling → handling: a second office handles it jointly; the clock runs on
export function join(state: TipState): Result<TipState> {
  return mayGoOn(state) ? ok(state) : fail('tip-elsewhere');
}

/** Whether the office may write or move the case: a proposed end is confirmed or taken back first. */
export function mayGoOn(state: TipState): boolean {
  return isOpen(state) && state.state !== 'proposed';
}

// closed → erasing, refused → erasing: two officers have signed that its content goes
export function beginErasing(state: TipState, ground: Ground, day: number): Result<In<'erasing'>> {
  const ended = checkErasable(state, ground, day);
  if (!ended.ok) return ended;
  const { received, decided } = ended.value;
  return ok({ state: 'erasing', received, decided, ended: endOf(ended.value), erased: day, ground });
}

function endOf(state: In<Finished>): Ended {
  return state.state === 'closed'
    ? { as: 'closed', day: state.closed }
    : { as: 'refused', day: state.decided, reason: state.reason };
}

/** The first day on which an ended case's content may be erased on a ground. */
export function erasableFrom(state: In<Finished>, ground: Ground): number {
  const { day } = endOf(state);
  const [year = 0, month = 1, date = 1] = dateOfDay(day).split('-').map(Number);
  const kept = Date.UTC(year + KEEPING_YEARS, month - 1, date) / 86_400_000;
  return ground === 'kept' ? kept : day + REVIEW_DAYS;
}

/** Whether an ended case's content may be erased on a ground by now; if not yet, the failure says from which day on. */
export function checkErasable(state: TipState, ground: Ground, today: number): Result<In<Finished>> {
  if (!mayErase(state)) return fail('tip-elsewhere');
  const from = erasableFrom(state, ground);
  if (today >= from) return ok(state);
  return fail('tip-kept', [{ path: 'ground', message: `${sayDate(dateOfDay(from), 0)}起才可以删除` }]);
}

// erasing → erased: nothing of it is left
export function finishErasing(erasing: In<'erasing'>): In<'erased'> {
  return { ...erasing, state: 'erased' };
}

/** Whether its content may be erased: it has ended, and is there. */
export function mayErase<S extends Pick<TipState, 'state'>>(
  state: S,
): state is Extract<S, { state: Finished }> {
  return state.state === 'closed' || state.state === 'refused';
}

/** Whether its content is gone, or is going: nothing of it is served. */
export function isErased<S extends Pick<TipState, 'state'>>(
  state: S,
): state is Extract<S, { state: 'erasing' | 'erased' }> {
  return state.state === 'erasing' || state.state === 'erased';
}

/** Whether the office still has something to do with the case; when it has not, neither side writes any more. */
export function isOpen(state: Pick<TipState, 'state'>): boolean {
  return !mayErase(state) && !isErased(state);
}

/** The acts drawn from a state, in the order a desk offers them. */
export function actsFrom(state: TipState): Drawn['act'][] {
  const acts: readonly Drawn[] = [
    { act: 'accept' },
    { act: 'refuse', reason: 'other-remit' },
    { act: 'handle' },
    { act: 'propose' },
    { act: 'confirm' },
    { act: 'withdraw' },
    { act: 'reply' },
  ];
  return acts.filter((command) => act(state, command, 0).ok).map((command) => command.act);
}
