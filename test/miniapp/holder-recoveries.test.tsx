import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { cardOf } from '#shared/directory/card';
import type { Office } from '#shared/directory/office';
import type { RecoveryView } from '#shared/recovery/contract';
import { byName, render, settle, tap, type } from './render';

const COUNTY = { area: '990101000000', kind: 1 } as Office;
const IKM = new Uint8Array(32).fill(5);
const PK = toBase64url(deriveKeyPair(IKM).publicKey);
const ME = { name: '韩雪', officer: 7, office: COUNTY, recoveryPk: PK };
const OTHER = { name: '林一舟', officer: 8, office: COUNTY, recoveryPk: 'other' };

const view = (agreed: (typeof ME)[], use = agreed.length === 2): RecoveryView =>
  ({
    case: 'x',
    ask: 'ask',
    holders: [ME, OTHER],
    agreed: agreed.map((holder) => ({ agreement: '', recoveryPk: holder.recoveryPk, holder })),
    ...(use && { use: { document: '', leaf: '' } }),
    parts: [],
  }) as object as RecoveryView;

let recoveries: RecoveryView[] = [];
let sound: object = { ok: true };
const agree = jest.fn(() => Promise.resolve({ ok: true, value: {} }));
let opened = 1;
const handOn = jest.fn((...given: readonly [object, object, Uint8Array]) =>
  Promise.resolve({ ok: given[2].length === 32, value: { opened, all: 1 } }),
);
jest.unstable_mockModule('../../miniapp/src/platform/read', () => ({
  useRead: () => ({ reading: { kind: 'ready', value: { recoveries } }, again: () => undefined }),
}));
jest.unstable_mockModule('../../miniapp/src/directory/holding', () => ({
  checkRequest: (one: RecoveryView) =>
    Promise.resolve({
      ...sound,
      value: {
        view: one,
        ask: { day: 20_783, loss: 'devices', seqs: [0, 1] },
        office: { name: '柳塘镇纪委' },
      },
    }),
  agree,
  handOn,
}));

const { Recoveries } = await import('../../miniapp/src/directory/keys/recoveries');

const BUTTON = '[role="button"], button';
const page = document.body;

async function shown(all: RecoveryView[]): Promise<void> {
  recoveries = all;
  const props = { office: COUNTY, keys: { officer: 7 } };
  render(<Recoveries {...(props as object as Parameters<typeof Recoveries>[0])} />);
  await settle();
}

beforeEach(() => {
  sound = { ok: true };
  agree.mockClear();
  handOn.mockClear();
});

describe('what a recovery holder is asked', () => {
  it('is not shown where nobody asks, nor before it is known who does', async () => {
    await shown([]);
    expect(page.textContent).not.toContain('请您救回');
    sound = { ok: false, problem: { code: 'recovery-untrusted', title: '签名核对不上' } };
    await shown([view([])]);
    expect(page.textContent).toContain('这个请求先不要办');
    expect(page.textContent).not.toContain('柳塘镇纪委');
  });

  it('is no suspicion where it could not be looked at, as under a directory that has ended', async () => {
    sound = { ok: false, problem: { code: 'directory-ended', title: '名录不在有效的日子里' } };
    await shown([view([])]);
    expect(page.textContent).toContain('还不知道是谁请的，先等一等名录不在有效的日子里');
    expect(page.textContent).not.toContain('这个请求先不要办');
    expect(byName(page, BUTTON, '再核对一次')).toBeTruthy();
  });

  it('says which office asks and why, and takes one signature', async () => {
    await shown([view([])]);
    expect(page.textContent).toContain('柳塘镇纪委请您救回一封信');
    expect(page.textContent).toContain('先打电话给那里的人，问清楚是不是真的都打不开了');
    tap(byName(page, BUTTON, '问清楚了，签名同意'));
    await settle();
    expect(agree).toHaveBeenCalledTimes(1);
    await shown([view([ME])]);
    expect(page.textContent).toContain('您同意了，等另一位保管人');
  });

  it('takes the registered card alone, typed in, and says what came of it', async () => {
    await shown([view([ME, OTHER])]);
    const give = async (ikm: Uint8Array) => {
      type(page.querySelector('textarea')!, cardOf(ikm).join(' '));
      tap(byName(page, BUTTON, '打开我的一份，封好交出'));
      await settle();
    };
    await give(new Uint8Array(32).fill(6));
    expect(page.textContent).toContain('这张卡和您登记的不是同一张');
    expect(handOn).not.toHaveBeenCalled();
    await give(IKM);
    expect(handOn.mock.calls.map(([, , card]) => card)).toEqual([IKM]);
    expect(page.textContent).toContain('请把卡装回信封，锁好');
    opened = 0;
    await shown([view([ME, OTHER], true)]);
    await give(IKM);
    expect(page.textContent).toContain('您的卡没有打开这封信');
  });
});
