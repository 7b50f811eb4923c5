import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { dayOf } from '#shared/time';
import type { ListProof } from '../../miniapp/src/tip/list-proof';
import type { OpenCase } from '../../miniapp/src/tip/sending';
import { render, settle, tap } from './render';

const DAY = dayOf(Date.UTC(2026, 10, 26, 1) / 1000);
let proof: ListProof;
let copied: string[] = [];
jest.unstable_mockModule('../../miniapp/src/tip/list-proof', () => ({ listProofOf: () => proof }));
Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
});

const { InList } = await import('../../miniapp/src/tip/in-list');

/** The page reads nothing of a case here but the acknowledgement it may give out. */
const open = { answer: { ack: 'the-acknowledgement' } } as OpenCase;
const shown = (one: ListProof): HTMLElement => {
  proof = one;
  return render(<InList open={open} />);
};

beforeEach(() => {
  copied = [];
});

describe('a letter’s line about the list of the day', () => {
  it('says in one plain line since when it stands, the rest on tap, and gives the acknowledgement only when asked', async () => {
    const box = shown({ kind: 'stands', since: DAY, day: DAY + 3 });
    expect(box.textContent).toContain('11月26日起，每天的公开名册上都有这封信的位置');
    expect(box.textContent).toContain('11月29日的名册核对过了');
    expect(box.textContent).not.toContain('the-acknowledgement');
    expect(box.querySelector('[role=alert]')).toBeNull();
    expect(box.textContent).not.toContain('留一份签收凭据');
    tap(box.querySelector<HTMLElement>('[role=link]')!);
    expect(box.textContent).toContain('只有拿着回执，才认得出是哪一个');
    expect(copied).toEqual([]);
    tap([...box.querySelectorAll<HTMLElement>('[role=link]')].slice(-1)[0]!);
    await settle();
    expect(copied).toEqual(['the-acknowledgement']);
    expect(box.textContent).toContain('已经复制');
  });

  it.each([
    [{ kind: 'missing', day: DAY } as const, '11月26日的公开名册上没有这封信'],
    [{ kind: 'other', day: DAY } as const, '这封信和这里的不一样'],
    [{ kind: 'forged', day: DAY } as const, '和县里的公开记录对不上'],
    [{ kind: 'unsigned' } as const, '签收凭据核对不上'],
  ])('says %o at once, in red, with whom to ring', (one, words) => {
    const box = shown(one);
    const alert = box.querySelector('[role=alert]');
    expect(alert?.textContent).toContain(words);
    expect(alert?.textContent).toContain('12388');
    expect(box.textContent.includes('留一份签收凭据')).toBe(one.kind !== 'unsigned');
  });

  it.each([
    [{ kind: 'late', day: DAY } as const, '没有见到新的公开名册'],
    [{ kind: 'unlogged', day: DAY } as const, '还没有登进公开记录'],
  ])('says %o in amber: nobody is accused', (one, words) => {
    const box = shown(one);
    expect(box.querySelector('[role=alert]')).toBeNull();
    expect(box.querySelector('[role=status]')?.textContent).toContain(words);
  });

  it('says nothing of lists that say nothing yet', () => {
    expect(shown({ kind: 'soon' }).textContent).toContain('明天起，也能在每天的公开名册上核对');
    expect(shown({ kind: 'none' }).textContent).toContain('公开名册还没有取到');
    expect(shown({ kind: 'ended', since: DAY, day: DAY + 1 }).textContent).toContain(
      '办结以后，名册上不再列',
    );
    expect(shown({ kind: 'ended', since: DAY, day: DAY }).textContent).not.toContain('到');
  });
});
