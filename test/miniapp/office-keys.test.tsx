import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { useState } from 'react';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { cardOf, readCard } from '#shared/directory/card';
import type { EnrolledOfficer } from '#shared/directory/contract';
import { deviceCode, vouchFor } from '#shared/directory/device';
import { entryCode } from '#shared/directory/fingerprint';
import { decodeEntry, type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { isHoldersOwn, type SignedHolder } from '#shared/directory/holder';
import { openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import { originOf } from '#shared/directory/made';
import { deviceFromWire, holderToWire, signedToWire } from '#shared/directory/wire';
import type { Keys } from '../../miniapp/src/platform/keyring';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { ANCHOR, COUNTY, HOLDERS, sentDirectory, townEntry } from '../directory/county';
import { byName, render, settle, tap, type } from './render';
import { TREE } from './village-county';

const { HolderCard } = await import('../../miniapp/src/directory/keys/holder-card');
const { OfficeKeys } = await import('../../miniapp/src/directory/keys/office-keys');

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const OFFICE_IKM = seed(6);
const ENTRY = encodeEntry(townEntry);
const OWN = {
  officer: 7,
  signSeed: seed(7),
  signPk: ed25519PublicKey(seed(7)),
  device: deriveKeyPair(seed(5)),
};
const LATE = { id: 8, device: deriveKeyPair(seed(15)) };

const enrolled = (id: number, name: string, device: Uint8Array, called = ''): EnrolledOfficer => ({
  id,
  name,
  device: called,
  signPk: toBase64url(ed25519PublicKey(seed(id))),
  devicePk: toBase64url(device),
  handles: true,
});
const ME = enrolled(OWN.officer, '沈一帆', OWN.device.publicKey);
const COLLEAGUE = enrolled(LATE.id, '韩雪', LATE.device.publicKey);

const TRUST = {
  county: COUNTY,
  rootPk: toBase64url(ANCHOR.rootPk),
  log: LOG_TRUST,
  hosts: { api: '', ballotbox: '', tipline: '' },
};

let holders: readonly SignedHolder[] = HOLDERS;
/** What was registered and handed in last. */
let registered: { officer: number; recoveryPk: string; signature: string } | undefined;
let handedIn: DirectoryEntry | null = null;
/** What was signed with it. */
let signed = '';
/** The directory that the county published, where there is one. */
let listing: object | undefined;
let officers = [ME];
let listed: string[] = [ME.devicePk];
/** Whether the server takes no keys that are handed on. */
let takesNone = false;
/** To whom the key of the first epoch is sealed, as the server has it. */
let held = new Map<string, string>();
/** The device that the officer had before, to which an earlier key is sealed alone. */
let hadBefore: string | undefined;

function answer(path: string, init: RequestInit): unknown {
  if (path.includes('/public/') && path.endsWith('/directory')) return listing ?? { code: 'not-found' };
  if (path.endsWith('/officers')) return { officers, listed };
  if (path.endsWith('/tree')) return TREE;
  if (path.endsWith('/holders')) return { holders: holders.map(holderToWire) };
  if (init.method !== 'PUT') {
    const keys = [...held]
      .filter(([devicePk]) => devicePk === ME.devicePk)
      .map(([devicePk, sealed]) => ({
        epoch: 1,
        officer: OWN.officer,
        devicePk,
        entry: toBase64url(ENTRY),
        sealed,
        held: [...held.keys()],
      }));
    const [now] = keys;
    const gone = hadBefore && now && [{ ...now, epoch: 0, devicePk: hadBefore, held: [hadBefore] }];
    return { epoch: 1, keys: [...keys, ...(gone || [])] };
  }
  if (path.endsWith('/holders/me')) {
    registered = JSON.parse(init.body as string);
    return '';
  }
  if (path.endsWith('/entry')) {
    const { entry, made } = JSON.parse(init.body as string) as { entry: string; made: string };
    handedIn = decodeEntry(bytesOf(entry));
    signed = made;
    return { epoch: 2 };
  }
  if (takesNone) return { code: 'busy' };
  const { keys } = JSON.parse(init.body as string) as { keys: { devicePk: string; sealed: string }[] };
  for (const { devicePk, sealed } of keys) held.set(devicePk, sealed);
  return '';
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  localStorage.clear();
  holders = HOLDERS;
  registered = undefined;
  handedIn = null;
  signed = '';
  listing = undefined;
  officers = [ME];
  listed = [ME.devicePk];
  takesNone = false;
  hadBefore = undefined;
  const sealed = sealOfficeKey(OFFICE_IKM, ENTRY, { id: 7, devicePk: OWN.device.publicKey }, seed(40))!;
  held = new Map([[ME.devicePk, toBase64url(sealed)]]);
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body = path === '/trust.json' ? TRUST : answer(path, init);
    const text = () => Promise.resolve(body === '' ? '' : JSON.stringify(body));
    const refused = typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
    const status = body === '' ? 204 : refused === 'not-found' ? 404 : refused ? 503 : 200;
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

const propsOf = (keys: object) => ({
  office: townEntry.office,
  name: '柳塘镇纪委',
  keys: keys as Keys,
  onMade: () => undefined,
});

async function opened(keys: object = OWN): Promise<HTMLElement> {
  const box = render(<OfficeKeys {...propsOf(keys)} enrolled={0} holding={0} />);
  await settle();
  return box;
}

it('says nothing while those who work here are those the key is sealed to', async () => {
  const { textContent } = await opened();
  expect(textContent).toContain('登记了 1 人：沈一帆');
  expect(textContent).not.toMatch(/设备变了|打不开/);
});

it('counts no key that only a device before it opens: nobody here can hand that on', async () => {
  hadBefore = toBase64url(seed(9));
  expect((await opened()).textContent).not.toContain('打不开以前的信');
});

it('says that a key is sealed to somebody who left, until another is made', async () => {
  listed = [ME.devicePk, toBase64url(seed(9))];
  const { textContent } = await opened();
  expect(textContent).toContain('人或者设备变了，办公室钥匙还没有换');
  expect(textContent).toContain('现在的钥匙还锁给 1 台设备，人已经离开，或者设备已经换掉、去掉');
});

it('hands the earlier key on to a colleague who came later: their device opens it, and the page says so', async () => {
  officers = [ME, COLLEAGUE];
  const box = await opened();
  expect(box.textContent).toContain('韩雪打不开以前的信');
  expect(box.textContent).toContain('韩雪还没有列进名录，答复不了信');
  tap(byName(box, 'button', '把以前的钥匙交给他们'));
  await settle();
  const pair = openOfficeKey(bytesOf(held.get(COLLEAGUE.devicePk)!), ENTRY, LATE.id, LATE.device);
  expect(pair).toEqual(deriveKeyPair(OFFICE_IKM));
  await settle();
  expect(box.textContent).not.toContain('韩雪打不开以前的信');
});

/** Chooses these holders, by their names, and makes the office another key. */
async function makesWith(box: HTMLElement, chosen: readonly SignedHolder[]): Promise<void> {
  for (const { name } of chosen) {
    const boxes = [...box.querySelectorAll<HTMLElement>('[role="checkbox"]')];
    tap(boxes.find(({ textContent }) => textContent.startsWith(name))!);
  }
  tap(byName(box, 'button', '做一把新的办公室钥匙'));
  await settle();
  await settle();
}

it('says that a new key was made and the earlier ones went to nobody', async () => {
  officers = [ME, COLLEAGUE];
  const box = await opened();
  takesNone = true;
  await makesWith(box, HOLDERS);
  expect(box.textContent).toContain('新的做好了，以前的钥匙没有交出去');
  expect(box.textContent).toContain('第 2 期办公室钥匙做好了');
  takesNone = false;
  tap(byName(box, 'button', '把以前的钥匙交给他们'));
  await settle();
  expect([...held.keys()]).toEqual([ME.devicePk, COLLEAGUE.devicePk]);
});

it('makes a key with the recovery keys that three people registered, and with no fewer', async () => {
  const box = await opened();
  handedIn = null;
  await makesWith(box, HOLDERS.slice(1));
  expect(handedIn).toBeNull();
  await makesWith(box, HOLDERS.slice(0, 1));
  expect(handedIn!.recoveryPks.map(toBase64url).sort()).toEqual(
    HOLDERS.map(({ recoveryPk }) => toBase64url(recoveryPk)).sort(),
  );
});

it('shows the code of the key it made, by which the county knows it, and again on another day', async () => {
  const box = await opened();
  await makesWith(box, HOLDERS);
  const code = entryCode(handedIn!);
  expect(box.textContent).toContain(`核对码 ${code}`);
  expect((await opened()).textContent).toContain(`核对码 ${code}`);
});

it('makes a key for a second device that the first vouched for, and for none that nobody vouched for', async () => {
  const second = { id: 7, signPk: ed25519PublicKey(seed(71)), devicePk: deriveKeyPair(seed(72)).publicKey };
  const signature = toBase64url(vouchFor(townEntry.office, second, OWN.signSeed));
  const mine = { ...ME, device: '家里的笔记本', signPk: toBase64url(second.signPk) };
  const vouched = {
    ...mine,
    devicePk: toBase64url(second.devicePk),
    voucher: { by: ME.signPk, signature },
  };
  const slipped = {
    ...vouched,
    device: '不认识的',
    devicePk: toBase64url(deriveKeyPair(seed(73)).publicKey),
  };
  officers = [ME, vouched, slipped];
  const box = await opened();
  expect(box.textContent).toContain('登记了 1 人：沈一帆（3 台设备）');
  expect(box.textContent).toContain('沈一帆的“不认识的”没有原来的设备担保');
  await makesWith(box, HOLDERS);
  expect(handedIn!.officers.map(({ devicePk }) => toBase64url(devicePk))).toEqual([
    ME.devicePk,
    vouched.devicePk,
  ]);
  // Nor does it get the earlier keys.
  expect([...held.keys()]).toEqual([ME.devicePk, vouched.devicePk]);
});

it('makes no key on a device that was brought in before the county lists it, whatever came before it', async () => {
  const slipped = { ...enrolled(71, '沈一帆', deriveKeyPair(seed(73)).publicKey), id: OWN.officer };
  const own = { id: OWN.officer, signPk: OWN.signPk, devicePk: OWN.device.publicKey };
  const signature = toBase64url(vouchFor(townEntry.office, own, seed(71)));
  officers = [slipped, { ...ME, voucher: { by: slipped.signPk, signature } }];
  const box = await opened();
  expect(box.textContent).toContain('这台是后加的，办公室钥匙先在第一台上做');
  expect(box.textContent).not.toContain('没有原来的设备担保');
  await makesWith(box, HOLDERS);
  expect(handedIn).toBeNull();
  expect(box.textContent).toContain('请在您最早登记的那台上做办公室钥匙');
  expect([...held.keys()]).toEqual([ME.devicePk]);
});

describe('beside a directory that lists the office', () => {
  /** The town's office as the county published it, with this device in it or a colleague's. */
  const lists = (...rows: readonly EnrolledOfficer[]) => {
    const list = rows.map((row) => ({ ...deviceFromWire(row), maySign: true, mayHoldKey: true }));
    const sent = sentDirectory({ entries: [{ ...townEntry, officers: list }] });
    listing = { ...signedToWire(sent), proof: toBase64url(sent.proof!) };
  };

  it('a listed device signs for the key that it makes, so that the county knows whose it is', async () => {
    lists(ME);
    officers = [ME, COLLEAGUE];
    const box = await opened();
    expect(box.textContent).not.toContain('办公室钥匙请在名录');
    expect(box.textContent).not.toContain('会打电话请您念核对码');
    await makesWith(box, HOLDERS);
    const published = { ...townEntry, officers: [{ ...townEntry.officers[0]!, signPk: OWN.signPk }] };
    expect(originOf(handedIn!, [bytesOf(signed)], published)).toEqual({
      kind: 'signed',
      officer: OWN.officer,
    });
  });

  it('one that is not listed makes none while a listed one is here, and says whose does', async () => {
    lists(COLLEAGUE);
    officers = [ME, COLLEAGUE];
    const box = await opened();
    expect(box.textContent).toContain('办公室钥匙请在名录里列着的设备上做：韩雪');
    // What the county asks for by telephone before it lists them.
    const own = { id: OWN.officer, signPk: OWN.signPk, devicePk: OWN.device.publicKey };
    expect(box.textContent).toContain(`本台的核对码 ${deviceCode(townEntry.office, own)}`);
    await makesWith(box, HOLDERS);
    expect(handedIn).toBeNull();
    expect(box.textContent).toContain('请名录里列着的设备做这把钥匙');
  });

  it('one that is not listed makes it when the listed ones are gone', async () => {
    lists(COLLEAGUE);
    const box = await opened();
    expect(box.textContent).not.toContain('办公室钥匙请在名录');
    await makesWith(box, HOLDERS);
    expect(handedIn).not.toBeNull();
  });
});

it('offers nobody whose key they did not sign themselves, and says how many are missing', async () => {
  const [one, ...others] = HOLDERS as [SignedHolder, ...SignedHolder[]];
  holders = [{ ...one, recoveryPk: OWN.device.publicKey }, ...others];
  const { textContent } = await opened();
  expect(textContent).not.toContain(one.name);
  expect(textContent).toContain('登记了保管卡的只有 2 个人，还差 1 个');
});

describe('a recovery holder’s card', () => {
  const KEYS = { ...OWN, signSeed: seed(60) } as Keys;
  const figures = (box: HTMLElement) =>
    [...box.querySelectorAll('.rc-figures')].map(({ textContent }) => textContent);
  const typing = (box: HTMLElement, text: string) =>
    type(box.querySelector<HTMLTextAreaElement>('textarea')!, text);

  async function card(): Promise<HTMLElement> {
    const box = render(<HolderCard office={townEntry.office} keys={KEYS} onRegistered={() => undefined} />);
    await settle();
    expect(box.textContent).toContain('您还没有登记保管卡');
    return box;
  }

  it('is written down, typed back, and registered by its public half, signed', async () => {
    const box = await card();
    tap(byName(box, 'button', '做一张新的保管卡'));
    await settle();
    const groups = figures(box);
    expect(groups).toHaveLength(18);
    const ikm = readCard(groups.join('')) as Uint8Array;
    tap(byName(box, 'button', '抄好了，照着纸输回来'));
    // The card is not on the page while it is typed back.
    expect(figures(box)).toEqual([]);
    typing(box, groups.join(' '));
    tap(byName(box, 'button', '核对并登记'));
    await settle();
    const { officer, recoveryPk, signature } = registered!;
    expect(recoveryPk).toBe(toBase64url(deriveKeyPair(ikm).publicKey));
    const signPk = ed25519PublicKey(KEYS.signSeed);
    const sent = { recoveryPk: bytesOf(recoveryPk), signature: bytesOf(signature) };
    expect(isHoldersOwn({ office: townEntry.office, officer, signPk, ...sent })).toBe(true);
  });

  it('is not registered while a group differs from the paper, and names that group', async () => {
    const box = await card();
    tap(byName(box, 'button', '做一张新的保管卡'));
    await settle();
    const groups = figures(box);
    tap(byName(box, 'button', '抄好了，照着纸输回来'));
    const other = groups[4] === '00001' ? '00002' : '00001';
    typing(box, groups.map((group, i) => (i === 4 ? other : group)).join(' '));
    tap(byName(box, 'button', '核对并登记'));
    await settle();
    expect(box.textContent).toContain('第 5 组和刚才的不一样');
    expect(registered).toBeUndefined();
  });

  it('that was written down earlier is registered under new keys of its holder', async () => {
    const box = await card();
    tap(byName(box, '.link', '我有抄好的卡，登记到这里'));
    typing(box, cardOf(seed(61)).slice(1).join(' '));
    tap(byName(box, 'button', '核对并登记'));
    expect(box.textContent).toContain('一共 18 组、90 个数字，现在是 85 个');
    typing(box, cardOf(seed(61)).join(''));
    tap(byName(box, 'button', '核对并登记'));
    await settle();
    expect(registered!.recoveryPk).toBe(toBase64url(deriveKeyPair(seed(61)).publicKey));
  });
});

it('tells a newcomer whom nobody has given the key whom to ask', async () => {
  officers = [COLLEAGUE];
  held = new Map();
  const { textContent } = await opened({ ...OWN, officer: LATE.id, device: LATE.device });
  expect(textContent).toContain('办公室的钥匙还没有交给您，您打不开信');
});

it('reads anew who is enrolled when one enrols on the same page, and keeps what it shows', async () => {
  function Desk() {
    const [times, setTimes] = useState(0);
    return (
      <>
        <button type="button" onClick={() => setTimes(times + 1)}>
          登记
        </button>
        <OfficeKeys {...propsOf(OWN)} enrolled={times} holding={0} />
      </>
    );
  }
  officers = [];
  const box = render(<Desk />);
  await settle();
  expect(box.textContent).toContain('登记了 0 人');
  officers = [ME];
  tap(byName(box, 'button', '登记'));
  expect(box.textContent).toContain('登记了 0 人');
  await settle();
  expect(box.textContent).toContain('登记了 1 人：沈一帆');
});
