import { describe, expect, it } from '@jest/globals';
import { readReceipt } from '#shared/tip/receipt';
import { isWrong, proofOf, rightGroups, typed } from '../../miniapp/src/tip/proof';
import {
  countIn,
  EMPTY,
  erase,
  isComplete,
  mark,
  next,
  pick,
  type,
  typedGroups,
  type Typing,
} from '../../miniapp/src/tip/typing';

const RECEIPT = '425 115 189 349 810 632 164 410 298 940 413 300';
const TRUTH = RECEIPT.split(' ');

/** The keypad pressed figure by figure, going on after each full group. */
function press(figures: string, from: Typing = EMPTY): Typing {
  return Array.from(figures).reduce((typing, figure) => {
    const full = typing.figures[typing.at]?.length === 3;
    return type(full ? next(typing) : typing, figure);
  }, from);
}

describe('typing twelve groups on the keypad', () => {
  it('fills the grid in order and is complete with the last figure', () => {
    const typing = press(TRUTH.join(''));
    expect(typing.figures).toEqual(TRUTH);
    expect(isComplete(typing)).toBe(true);
    expect(countIn(press('42511'))).toBe(1);
    expect(readReceipt(typedGroups(typing)).kind).toBe('good');
  });

  it('takes figures back into the group before, and goes to a group that is tapped', () => {
    expect(erase(press('425')).figures[0]).toBe('42');
    expect(erase(next(press('425'))).at).toBe(0);
    expect(press('9', pick(press('425115'), 0)).figures.slice(0, 3)).toEqual(['425', '115', '9']);
    expect(type(pick(press('425'), 0), '9').figures[0]).toBe('9');
  });

  it('leaves a gap where the paper cannot be read, which the checks then fill', () => {
    const typing = mark(pick(press(TRUTH.join('')), 3));
    expect(isComplete(typing)).toBe(true);
    expect(readReceipt(typedGroups(typing))).toMatchObject({ kind: 'filled', groups: [3] });
  });
});

describe('typing the receipt back while the phone still knows it', () => {
  it('marks each group at its third figure', () => {
    const typing = press('425114');
    expect(rightGroups(typing, TRUTH)).toBe(1);
    expect(isWrong(typing, TRUTH)).toBe(true);
    expect(
      typed(typing, TRUTH)
        .slice(0, 3)
        .map(({ state }) => state),
    ).toEqual(['right', 'wrong', 'empty']);
    expect(isWrong(press('42511'), TRUTH)).toBe(false);
  });

  it('says which group was copied wrong and what it should be', () => {
    expect(proofOf(press('425114'), TRUTH).title).toBe('第 2 组抄错了，应是 115，请在纸上改过来');
  });

  it('says when two neighbours were exchanged', () => {
    expect(proofOf(press('425189'), TRUTH).title).toBe('第 2 组和第 3 组写反了，请在纸上换过来');
    expect(proofOf(press('425115115'), TRUTH).title).toBe('第 2 组和第 3 组写反了，请在纸上换过来');
  });
});
