import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { act, actsFrom, receive, type TipAct } from '#shared/tip/rules';
import type { TipState } from '#shared/tip/state';

/** The arrows of docs/states/tip.md; `reply` is the only act that keeps the state. */
const DRAWN = {
  received: { accept: 'accepted', refuse: 'refused', reply: 'received' },
  accepted: { handle: 'handling', reply: 'accepted' },
  handling: { close: 'closed', reply: 'handling' },
  refused: {},
  closed: {},
} as const satisfies Record<TipState['state'], Partial<Record<TipAct['act'], TipState['state']>>>;

const acts = fc.array(
  fc.oneof(
    fc.constantFrom<TipAct>({ act: 'accept' }, { act: 'handle' }, { act: 'close' }, { act: 'reply' }),
    fc
      .constantFrom('litigation' as const, 'other-remit' as const, 'no-substance' as const)
      .map((reason): TipAct => ({ act: 'refuse', reason })),
  ),
  { maxLength: 12 },
);

it('an act moves a case exactly along the drawn arrows, and any other changes nothing', () => {
  fc.assert(
    fc.property(acts, fc.nat(30_000), (commands, day) => {
      let state: TipState = receive(day);
      for (const [i, command] of commands.entries()) {
        const arrows: Partial<Record<TipAct['act'], TipState['state']>> = DRAWN[state.state];
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
