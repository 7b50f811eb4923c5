import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import type { OwnDevices } from '#shared/directory/contract';
import { deviceCode, isDeviceProved, isVouchedFor } from '#shared/directory/device';
import { encodeEntry } from '#shared/directory/entry';
import { openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import type { Keys } from '../../miniapp/src/platform/keyring';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { COUNTY, townEntry } from '../directory/county';
import { byName, render, settle, tap, type } from './render';

const { Devices } = await import('../../miniapp/src/directory/keys/devices');
const { Waiting } = await import('../../miniapp/src/directory/keys/joining');
const { OwnKeys } = await import('../../miniapp/src/directory/keys/own-keys');

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const { office } = townEntry;
const ENTRY = encodeEntry(townEntry);
const OFFICE_IKM = seed(6);

const keysFrom = (fill: number): Keys => ({
  officer: 7,
  signSeed: seed(fill),
  signPk: ed25519PublicKey(seed(fill)),
  device: deriveKeyPair(seed(fill + 1)),
  directorySeed: seed(0),
});
const FIRST = keysFrom(20);
const SECOND = keysFrom(30);
const rowOf = ({ officer: id, signPk, device }: Keys) => ({ id, signPk, devicePk: device.publicKey });
const wireOf = (keys: Keys) => {
  const { id, signPk, devicePk } = rowOf(keys);
  return { id, signPk: toBase64url(signPk), devicePk: toBase64url(devicePk) };
};
const CODE = deviceCode(office, rowOf(SECOND));

const TRUST = {
  county: COUNTY,
  rootPk: '',
  log: LOG_TRUST,
  hosts: { api: '', ballotbox: '', tipline: '' },
};

let own: OwnDevices;
/** Bodies by the last part of the path they were sent to. */
let sent: Map<string, Record<string, unknown>>;
/** Why the server refuses what is sent; undefined while it takes it. */
let refuses: { status: number; code: string } | undefined;

function answer(path: string, init: RequestInit): unknown {
  if (path === '/trust.json') return TRUST;
  if (path.includes('/public/')) return { code: 'not-found', status: 404 };
  const last = path.split('/').pop() ?? '';
  if (init.method !== 'GET' && init.body !== undefined) {
    if (refuses) return refuses;
    sent.set(last, JSON.parse(init.body as string));
    return last === 'offers' ? { until: 0 } : '';
  }
  if (last === 'officers') {
    const enrolled = own.devices.map((one) => ({ ...one, name: '沈一帆', handles: true, since: undefined }));
    const voucher = sent.get('devices')?.['voucher'];
    const added = voucher ? [{ ...wireOf(SECOND), device: '家里的笔记本', voucher }] : [];
    return {
      officers: [...enrolled, ...added.map((one) => ({ ...one, name: '沈一帆', handles: true }))],
      listed: [],
    };
  }
  if (last === 'keys') {
    const { devicePk } = rowOf(FIRST);
    const sealed = toBase64url(sealOfficeKey(OFFICE_IKM, ENTRY, { id: 7, devicePk }, seed(40))!);
    const mine = toBase64url(devicePk);
    return {
      epoch: 1,
      keys: [{ epoch: 1, officer: 7, devicePk: mine, entry: toBase64url(ENTRY), sealed, held: [mine] }],
    };
  }
  return own;
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  sent = new Map();
  refuses = undefined;
  own = {
    id: 7,
    devices: [{ ...wireOf(FIRST), device: '', since: 20_780 }],
    offered: [{ ...wireOf(SECOND), device: '家里的笔记本', until: 4_000_000_000 }],
  };
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body = answer(path, init);
    const text = () => Promise.resolve(body === '' ? '' : JSON.stringify(body));
    const refused = typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
    const status = body === '' ? 204 : refused ? Number(body.status) : 200;
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const nothing = () => undefined;

function devices(scanned?: string): HTMLElement {
  return render(
    <Devices office={office} keys={FIRST} own={own} scanned={scanned} again={nothing} onChanged={nothing} />,
  );
}

const row = (box: HTMLElement, name: string) =>
  [...box.querySelectorAll<HTMLElement>('.li-in')].find(({ textContent }) => textContent.startsWith(name))!;
const codeField = (box: HTMLElement) => box.querySelector<HTMLInputElement>('input')!;

describe('the first device', () => {
  it('signs for the new one’s keys once its code is typed, and hands on what it opens', async () => {
    const box = devices();
    expect(box.textContent).toContain('“家里的笔记本”等着加进来');
    type(codeField(box), CODE);
    tap(byName(box, 'button', '核对并加进来'));
    await settle();
    await settle();
    const { voucher, ...keys } = sent.get('devices') as unknown as ReturnType<typeof wireOf> & {
      voucher: { by: string; signature: string };
    };
    expect(keys).toEqual(wireOf(SECOND));
    const signed = { by: bytesOf(voucher.by), signature: bytesOf(voucher.signature) };
    expect(signed.by).toEqual(FIRST.signPk);
    expect(isVouchedFor(office, rowOf(SECOND), signed)).toBe(true);
    const [handed] = sent.get('keys')?.['keys'] as { devicePk: string; sealed: string }[];
    expect(handed!.devicePk).toBe(wireOf(SECOND).devicePk);
    const pair = openOfficeKey(bytesOf(handed!.sealed), ENTRY, 7, SECOND.device);
    expect(pair).toEqual(deriveKeyPair(OFFICE_IKM));
  });

  it('signs for nothing while the code differs, as where the server offers keys of its own', async () => {
    own = { ...own, offered: [{ ...wireOf(keysFrom(50)), device: '家里的笔记本', until: 4_000_000_000 }] };
    const box = devices();
    type(codeField(box), CODE);
    tap(byName(box, 'button', '核对并加进来'));
    await settle();
    expect(box.textContent).toContain('和那台的钥匙对不上，没有加');
    expect([...sent.keys()]).toEqual([]);
  });

  it('needs no typing when the code was scanned, and says so when nothing of one’s own waits with it', async () => {
    const box = devices(CODE.replace(/ /g, ''));
    expect(box.textContent).toContain('扫到的码和那台的钥匙对得上');
    expect(box.querySelector('.device-code')!.textContent).toBe(CODE);
    expect(box.querySelector('input')).toBeNull();
    tap(byName(box, 'button', '核对并加进来'));
    await settle();
    expect(sent.has('devices')).toBe(true);
    own = { ...own, offered: [] };
    expect(devices(CODE).textContent).toContain('扫到的码，在您名下没有等着的设备');
  });

  it('says why when the offer was over meanwhile', async () => {
    const box = devices();
    refuses = { status: 409, code: 'device-offer-over' };
    type(codeField(box), CODE);
    tap(byName(box, 'button', '核对并加进来'));
    await settle();
    expect(box.textContent).toContain('核对码已经过期');
    expect(sent.has('keys')).toBe(false);
  });

  it('takes another away, and never the last', async () => {
    expect(row(devices(), '最早的一台').textContent).toContain('就是这一台');
    expect(devices().querySelector('[role="link"].li-in')).toBeNull();
    own = {
      ...own,
      devices: [...own.devices, { ...wireOf(SECOND), device: '旧手机', since: 20_781 }],
      offered: [],
    };
    const box = devices();
    tap(row(box, '旧手机'));
    tap(row(box, '去掉“旧手机”'));
    await settle();
    expect(sent.get('removals')).toEqual({ devicePk: wireOf(SECOND).devicePk });
  });

  it('declines one that is not its owner’s', async () => {
    const box = devices();
    tap(byName(box, '.link', '不是我的，不加'));
    await settle();
    expect(sent.get('removals')).toEqual({ devicePk: wireOf(SECOND).devicePk });
  });
});

describe('the new device', () => {
  const waiting = (shows: boolean) =>
    render(
      <Waiting office={office} keys={SECOND} own={own} shows={shows} again={nothing} onAnew={nothing} />,
    );

  it('shows the code of its own keys, to be scanned or typed', () => {
    const box = waiting(true);
    expect(box.querySelector('.device-code')!.textContent).toBe(CODE);
    expect(box.querySelector('img')!.getAttribute('alt')).toContain('核对码');
  });

  it('asks for another code with the same keys when the half hour is over', async () => {
    const box = waiting(false);
    expect(box.textContent).toContain('这台现在没有加在您名下');
    tap(byName(box, 'button', '再要一个码'));
    expect(box.textContent).toContain('给这台起个名字');
    type(codeField(box), '家里的笔记本');
    tap(byName(box, 'button', '再要一个码'));
    await settle();
    const { proof, device, ...keys } = sent.get('offers')!;
    expect([keys, device]).toEqual([wireOf(SECOND), '家里的笔记本']);
    expect(isDeviceProved(office, rowOf(SECOND), bytesOf(proof as string))).toBe(true);
  });

  it('is told to make keys anew when its owner did so elsewhere', () => {
    own = { ...own, id: 8 };
    expect(waiting(false).textContent).toContain('这台的钥匙已经不能用了');
  });

  it('joins the devices there are, and makes keys in their place only when asked to', async () => {
    const props = { person: 'somebody', known: '沈一帆', office, keys: undefined, again: nothing };
    const box = render(<OwnKeys {...props} own={own} onEnrolled={nothing} />);
    expect(box.textContent).toContain('您在别的设备上有钥匙，这台可以加进去');
    tap(byName(box, '.link', '原来的设备都没了，在这里重做一把'));
    await settle();
    expect(box.textContent).toContain('重做以后，您登记过的 1 台设备都不算了');
    const first = render(<OwnKeys {...props} own={{ devices: [], offered: [] }} onEnrolled={nothing} />);
    expect(first.textContent).not.toMatch(/别的设备|都不算了/);
  });
});
