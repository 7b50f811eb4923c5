import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import { signAsk } from '#shared/recovery/ask';
import type { RecoveryView } from '#shared/recovery/contract';
import { byName, render, settle, tap } from './render';

const TOWN = { area: '990101100000', kind: 1 } as Office;
const HOLDERS = ['韩雪', '林一舟', '赵青'].map((name, i) => ({ name, recoveryPk: `pk${i}` }));
const ASK = signAsk(
  {
    ...{ id: new Uint8Array(16), caseId: new Uint8Array(16), office: TOWN },
    ...{ day: 20_783, loss: 'devices', seqs: [0] },
  },
  { id: 7, seed: new Uint8Array(32).fill(1) },
);

/** The key of one who agreed and holds it no more. */
let left = '';

/** A request that so many agreed to and handed on. */
const view = (agreed: number, parts: number): RecoveryView =>
  ({
    case: 'x',
    ask: toBase64url(ASK),
    holders: HOLDERS,
    agreed: HOLDERS.slice(0, agreed).map((holder) => ({
      ...{ agreement: '', recoveryPk: holder.recoveryPk },
      ...(holder.recoveryPk !== left && { holder }),
    })),
    ...(agreed === 2 && { use: { document: '', leaf: '' } }),
    parts: HOLDERS.slice(0, parts).map(({ recoveryPk }) => ({ recoveryPk })),
  }) as object as RecoveryView;

let standing: RecoveryView | undefined;
const asked: string[] = [];
let regained: object = {};
const sendBack = jest.fn(() => Promise.resolve({ ok: true, value: { open: 'again' } }));
jest.unstable_mockModule('../../miniapp/src/platform/read', () => ({
  useRead: () => ({ reading: { kind: 'ready', value: { recovery: standing } }, again: () => undefined }),
}));
jest.unstable_mockModule('../../miniapp/src/casework/recovering', () => ({
  lostIn: ({ lost }: { lost: number[] }) => lost,
  signRequest: (_: object, __: object, ___: object, loss: string) => {
    asked.push(loss);
    return Promise.resolve({ ask: loss });
  },
  sendRequest: () => Promise.resolve({ ok: true, value: {} }),
  takeBackRequest: () => Promise.resolve({ ok: true, value: undefined }),
  regain: () => Promise.resolve({ ok: true, value: regained }),
  sealBack: () => Promise.resolve({ ok: true, value: {} }),
  sendBack,
}));

const { RecoverCase } = await import('../../miniapp/src/casework/case/recover');

const BUTTON = '[role="button"], button';
const page = document.body;
const onDone = jest.fn();

function shown(lost: number[]): void {
  const props = { open: { lost, view: { case: 'x' } }, office: TOWN, keys: { officer: 7 }, onDone };
  render(<RecoverCase {...(props as object as Parameters<typeof RecoverCase>[0])} />);
}

beforeEach(() => {
  asked.length = 0;
  standing = undefined;
  onDone.mockClear();
  sendBack.mockClear();
});

describe('a case that this desk cannot open', () => {
  it('says nothing where every letter opens', () => {
    shown([]);
    expect(page.textContent).not.toContain('打不开');
  });

  it('sends to colleagues first, and asks holders only with a reason', async () => {
    shown([0, 1]);
    expect(page.textContent).toContain('这封信有 2 条，您的钥匙打不开');
    expect(page.textContent).toContain('先问同事');
    tap(byName(page, BUTTON, '请保管人救回'));
    await settle();
    expect([asked, page.textContent.includes('先选一个原因。')]).toEqual([[], true]);
    const rows = [...page.querySelectorAll<HTMLElement>('[role="radio"]')];
    tap(rows.find(({ textContent }) => textContent.includes('口令都忘了'))!);
    tap(byName(page, BUTTON, '请保管人救回'));
    await settle();
    expect(asked).toEqual(['passphrases']);
  });

  it('names whom to ring, who agreed and who has handed on', () => {
    standing = view(0, 0);
    shown([0]);
    expect(page.textContent).toContain('请打电话给韩雪、林一舟、赵青，要其中两位');
    standing = view(1, 0);
    shown([0]);
    expect(page.textContent).toContain('还差一位。请打电话给林一舟、赵青，要其中一位');
    expect(page.textContent).toContain('韩雪同意了');
    standing = view(2, 1);
    shown([0]);
    expect(page.textContent).toContain('韩雪、林一舟同意了');
    expect(page.textContent).toContain('韩雪交了');
    left = 'pk0';
    standing = view(2, 1);
    shown([0]);
    expect(page.textContent).toContain('一位换了卡或者离任的保管人、林一舟同意了');
    left = '';
  });

  it('opens and seals in one go, or says whose part is wrong and when a letter is lost', async () => {
    standing = view(2, 2);
    const tries = async (found: object) => {
      regained = { given: 0, lost: 0, broken: 0, wrong: [], ...found };
      shown([0]);
      tap(byName(page, BUTTON, '打开，封给新的钥匙'));
      await settle();
    };
    await tries({ wrong: ['林一舟'] });
    expect(page.textContent).toContain('林一舟交来的一份打不开');
    await tries({ lost: 1 });
    expect(page.textContent).toContain('这封信救不回来了');
    await tries({ broken: 1 });
    expect(page.textContent).toContain('两份都对，还是打不开');
    expect(sendBack).not.toHaveBeenCalled();
    await tries({ given: 1 });
    expect([sendBack.mock.calls.length, onDone.mock.calls]).toEqual([1, [[{ open: 'again' }]]]);
  });
});
