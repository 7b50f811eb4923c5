import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  act,
  actsFrom,
  beginErasing,
  erasableFrom,
  extend,
  finishErasing,
  isErased,
  isOpen,
  mayErase,
  receive,
  type TipAct,
  type TipClosing,
  transfer,
  writerAdds,
} from '#shared/tip/rules';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { GROUNDS } from '#shared/tip/ground';
import { dueOf } from '#shared/tip/clocks';
import type { TipState } from '#shared/tip/state';

type Command = Exclude<TipAct, { act: 'extend' }> | TipClosing;

/** The arrows of docs/states/tip.md; `reply` keeps the state. */
const DRAWN = {
  received: { accept: 'accepted', refuse: 'refused', reply: 'received' },
  accepted: { handle: 'handling', reply: 'accepted' },
  handling: { propose: 'proposed', reply: 'handling' },
  proposed: { confirm: 'closed', withdraw: 'handling' },
  refused: {},
  closed: {},
  erasing: {},
  erased: {},
} as const satisfies Record<TipState['state'], Partial<Record<Command['act'], TipState['state']>>>;

const acts = fc.array(
  fc.oneof(
    fc.constantFrom<Command>(
      { act: 'accept' },
      { act: 'handle' },
      { act: 'propose' },
      { act: 'confirm' },
      { act: 'withdraw' },
      { act: 'reply' },
    ),
    fc
      .constantFrom('litigation' as const, 'other-remit' as const, 'no-substance' as const)
      .map((reason): Command => ({ act: 'refuse', reason })),
  ),
  { maxLength: 12 },
);

it('an act moves a case exactly along the drawn arrows, and any other changes nothing', () => {
  fc.assert(
    fc.property(acts, fc.nat(30_000), (commands, day) => {
      let state: TipState = receive(day);
      for (const [i, command] of commands.entries()) {
        const arrows: Partial<Record<Command['act'], TipState['state']>> = DRAWN[state.state];
        const result = act(state, command, day + i);
        expect(actsFrom(state).sort()).toEqual(Object.keys(arrows).sort());
        expect(result.ok ? result.value.state : undefined).toBe(arrows[command.act]);
        if (!result.ok) expect(result.error.code).toBe('tip-elsewhere');
        else state = result.value;
        expect(state.received).toBe(day);
      }
    }),
  );
});

/** The states from which a case goes to another office, and the day from which it is counted there. */
const MOVES = {
  received: 'anew',
  accepted: 'on',
  handling: 'on',
  proposed: undefined,
  refused: undefined,
  closed: undefined,
  erasing: undefined,
  erased: undefined,
} as const satisfies Record<TipState['state'], 'anew' | 'on' | undefined>;

const day = fc.nat(30_000);
const extended = fc.constantFrom({}, { extended: true as const });
const plain: fc.Arbitrary<TipState> = fc.oneof(
  fc.record({ state: fc.constant('received' as const), received: day }),
  fc.record({
    state: fc.constantFrom('accepted' as const, 'handling' as const, 'proposed' as const),
    received: day,
    decided: day,
  }),
  fc.record({ state: fc.constant('closed' as const), received: day, decided: day, closed: day }),
  fc.record({
    state: fc.constant('refused' as const),
    received: day,
    decided: day,
    reason: fc.constant('litigation' as const),
  }),
  fc.record({
    state: fc.constantFrom('erasing' as const, 'erased' as const),
    received: day,
    decided: day,
    ended: fc.record({ as: fc.constant('closed' as const), day }),
    erased: day,
    ground: fc.constantFrom(...GROUNDS),
  }),
);
const states: fc.Arbitrary<TipState> = fc
  .tuple(plain, extended)
  .map(([state, more]) =>
    state.state === 'received' || state.state === 'refused' || isErased(state)
      ? state
      : { ...state, ...more },
  );

it('a move keeps the state, gives who has not decided the legal days anew, and moves nothing that has ended', () => {
  fc.assert(
    fc.property(states, day, (state, today) => {
      const how = MOVES[state.state];
      const result = transfer(state, today);
      if (how === undefined) expect(result).toMatchObject({ ok: false, error: { code: 'tip-elsewhere' } });
      else
        expect(result).toEqual({ ok: true, value: how === 'anew' ? { ...state, received: today } : state });
    }),
  );
});

it('what the writer adds takes a proposed end back, keeps every other open state, and enters nothing that has ended', () => {
  fc.assert(
    fc.property(states, (state) => {
      const result = writerAdds(state);
      if (!isOpen(state)) expect(result).toMatchObject({ ok: false, error: { code: 'tip-ended' } });
      else
        expect(result).toEqual({
          ok: true,
          value: state.state === 'proposed' ? { ...state, state: 'handling' } : state,
        });
    }),
  );
});

it('a result is put off by 30 days, once, on the way to it, before its last day has passed, at an election office alone', () => {
  const kinds = fc.constantFrom(DISCIPLINE, ELECTION);
  fc.assert(
    fc.property(states, kinds, fc.integer({ min: 0, max: 130 }), (state, kind, since) => {
      const decided = 'decided' in state ? state.decided : state.received;
      const today = decided + since;
      const due = dueOf(state, kind);
      const onItsWay = state.state === 'accepted' || state.state === 'handling';
      const may =
        onItsWay &&
        kind === ELECTION &&
        !('extended' in state && state.extended) &&
        since <= due!.day - decided;
      const result = extend(state, kind, today);
      if (!may) {
        expect(result).toMatchObject({ ok: false, error: { code: 'tip-elsewhere' } });
        return;
      }
      expect(result).toEqual({ ok: true, value: { ...state, extended: true } });
      const later = dueOf({ ...state, extended: true }, kind)!;
      expect(later.law).toBe(due!.law);
      expect(later.day - decided).toBe(90);
      expect(extend({ ...state, extended: true }, kind, today).ok).toBe(false);
    }),
  );
});

it('content goes from what has ended alone, once, and never comes back', () => {
  fc.assert(
    fc.property(states, fc.constantFrom(...GROUNDS), day, (state, ground, today) => {
      const begun = beginErasing(state, ground, today);
      const from = mayErase(state) ? erasableFrom(state, ground) : Infinity;
      expect(begun.ok).toBe(today >= from);
      if (!begun.ok) {
        expect(begun.error.code).toBe(mayErase(state) ? 'tip-kept' : 'tip-elsewhere');
        return;
      }
      // Never before the writer has had the time to read the result and to have it reviewed.
      const end = state.state === 'closed' ? state.closed : begun.value.decided;
      expect(today - end).toBeGreaterThanOrEqual(ground === 'kept' ? 3650 : 120);
      expect(begun.value.ended).toMatchObject({ as: state.state, day: end });
      expect(begun.value).toMatchObject({
        state: 'erasing',
        received: state.received,
        erased: today,
        ground,
      });
      const done = finishErasing(begun.value);
      expect(done).toEqual({ ...begun.value, state: 'erased' });
      for (const gone of [begun.value, done]) {
        expect([isOpen(gone), isErased(gone), mayErase(gone)]).toEqual([false, true, false]);
        expect(actsFrom(gone)).toEqual([]);
        expect(writerAdds(gone).ok).toBe(false);
        expect(dueOf(gone, ELECTION)).toBeUndefined();
      }
    }),
  );
});
