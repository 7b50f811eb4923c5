import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import type { DirectoryDraft } from '#shared/directory/contract';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { deviceCode } from '#shared/directory/device';
import { entryCode, fingerprintOf } from '#shared/directory/fingerprint';
import { signMade } from '#shared/directory/made';
import { signRoot } from '#shared/directory/root';
import { readSnapshot, signSnapshot } from '#shared/directory/snapshot';
import { holderToWire, signedToWire } from '#shared/directory/wire';
import { dateOfDay, dayOf, sayDate } from '#shared/time';
import type { Keys } from '../../miniapp/src/platform/keyring';
import {
  COUNTY,
  countyEntry,
  DIRECTORY_SEED,
  HOLDERS,
  OFFICER,
  snapshotLeaf,
  townEntry,
} from '../directory/county';
import { keep } from '../../miniapp/src/platform/storage';
import { byName, render, settle, tap } from './render';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { provenIn } from '#test/transparency/proofs';

const { CountyDirectory } = await import('../../miniapp/src/directory/keys/county-directory');

const ROOT_SEED = new Uint8Array(32).fill(1);
const DIRECTORY_PK = ed25519PublicKey(DIRECTORY_SEED);
const SERVICE_PK = new Uint8Array(32).fill(3);
const TODAY = dayOf(Date.now() / 1000);

const [first] = townEntry.officers;
/** The town's next entry: 沈一帆 (7) left, 韩雪 (8) came. */
const changed: DirectoryEntry = { ...townEntry, epoch: 2, officers: [{ ...first!, id: 8 }] };
/** What somebody hands in while the county looks at the page. */
const slipped: DirectoryEntry = { ...townEntry, epoch: 3, officers: [{ ...first!, id: 9 }] };

const hashOf = (entry: DirectoryEntry) => sha256(encodeEntry(entry));

function draftOf(...entries: DirectoryEntry[]): DirectoryDraft {
  const officers = [
    { id: 7, name: '沈一帆' },
    { id: 8, name: '韩雪' },
  ];
  const wire = entries.map((entry) => toBase64url(encodeEntry(entry)));
  const holders = HOLDERS.map(holderToWire);
  const signed = { epoch: 1, servicePk: toBase64url(SERVICE_PK), entries: wire, made: [] };
  return { ...signed, officers, devices: [], holders };
}

/** How long the published directory's parts hold from today. */
let holds: { snapshot: number; root: number };

function published(epoch = 1, town = townEntry) {
  const entries = [town, countyEntry].map(encodeEntry);
  const days = { firstDay: TODAY - 40, lastDay: TODAY + holds.root };
  const root = signRoot({ area: COUNTY, directoryPk: DIRECTORY_PK, ...days }, ROOT_SEED);
  const entryHashes = entries.map((entry) => sha256(entry));
  const list = {
    area: COUNTY,
    epoch,
    day: TODAY + holds.snapshot - 29,
    validDays: 30,
    servicePk: SERVICE_PK,
    entryHashes,
  };
  const snapshot = signSnapshot(list, DIRECTORY_SEED);
  const [proof] = provenIn([snapshotLeaf(snapshot)]);
  return { ...signedToWire({ root, snapshot, entries }), proof: toBase64url(proof!) };
}

let draft: DirectoryDraft;
/** What the server hands over as the published directory. */
let served: () => object;
const put: { root: string; snapshot: string }[] = [];

/** A server that has whatever the draft says now. */
function answer(path: string, init: RequestInit): unknown {
  if (path === '/trust.json') {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    return { county: COUNTY, rootPk: toBase64url(ed25519PublicKey(ROOT_SEED)), log: LOG_TRUST, hosts };
  }
  if (path.startsWith('/public')) return served();
  if (init.method !== 'PUT') return draft;
  if (typeof init.body === 'string') put.push(JSON.parse(init.body));
  return { epoch: 2 };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  holds = { snapshot: 29, root: 300 };
  draft = draftOf(changed, countyEntry);
  served = () => published();
  put.length = 0;
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const text = () => Promise.resolve(JSON.stringify(answer(path, init)));
    return Promise.resolve({ status: 200, text, headers: { get: () => null } });
  }) as never;
});
afterEach(() => {
  globalThis.fetch = realFetch;
});

async function opened(): Promise<HTMLElement> {
  const keys = { directorySeed: DIRECTORY_SEED } as Keys;
  const box = render(<CountyDirectory county={COUNTY} keys={keys} />);
  await settle();
  return box;
}

it('shows who came to an office and who left since the published snapshot', async () => {
  const { textContent } = await opened();
  expect(textContent).toContain('这次要签 2 个办公室，其中 1 个和公布的一样');
  expect(textContent).toContain('柳塘镇纪委：换了钥匙，第 2 期，1 人');
  expect(textContent).toContain('新增：韩雪（登记号 8，1 台设备）');
  expect(textContent).toContain('去掉：沈一帆（登记号 7）');
  expect(textContent).not.toContain('棠水县纪委监委');
  // What the maker of the key reads from their own screen.
  expect(textContent).toContain(`核对码 ${entryCode(changed)}`);
  expect(textContent).not.toContain(entryCode({ ...changed, officePk: SERVICE_PK }));
});

it('has everybody rung up whom the county never published, though a listed colleague made the key', async () => {
  // The server says that somebody came; the honest colleague seals the key to them and signs.
  const invented = {
    ...first!,
    id: 8,
    signPk: ed25519PublicKey(ROOT_SEED),
    devicePk: new Uint8Array(32).fill(51),
  };
  const renewed: DirectoryEntry = { ...townEntry, epoch: 2, officers: [...townEntry.officers, invented] };
  const made = toBase64url(
    signMade(encodeEntry(renewed), { officer: OFFICER.id, signSeed: OFFICER.signSeed }),
  );
  draft = { ...draftOf(renewed, countyEntry), made: [made] };
  const { textContent } = await opened();
  expect(textContent).toContain('签名对得上');
  expect(textContent).toContain('新来的人，请给每个人打电话核对');
  expect(textContent).toContain(`韩雪（登记号 8）的核对码 ${deviceCode(renewed.office, invented)}`);
  expect(textContent).not.toContain(deviceCode(renewed.office, first!));
});

describe('a key that the town made anew', () => {
  const CALL = '用您自己存的号码打电话';
  const renewed: DirectoryEntry = { ...townEntry, epoch: 2, officePk: new Uint8Array(32).fill(50) };
  const made = (entry: DirectoryEntry, seed = OFFICER.signSeed) =>
    toBase64url(signMade(encodeEntry(entry), { officer: OFFICER.id, signSeed: seed }));

  const refuses = async (words: string): Promise<void> => {
    const box = await opened();
    expect(box.textContent).toContain(words);
    expect(box.textContent).not.toContain(CALL);
    tap(byName(box, 'button', '签名并公布'));
    await settle();
    expect(put).toEqual([]);
  };

  it('is known by the signature of a device that the published directory lists: nobody rings up', async () => {
    draft = { ...draftOf(renewed, countyEntry), made: [made(countyEntry), made(renewed)] };
    const box = await opened();
    expect(box.textContent).toContain('沈一帆的设备做的，签名对得上');
    expect(box.textContent).not.toContain(CALL);
    expect(box.textContent).not.toContain(entryCode(renewed));
    tap(byName(box, 'button', '签名并公布'));
    await settle();
    expect(put).toHaveLength(1);
  });

  it('is not signed for when the server put another in its place, whatever it sends as a signature', async () => {
    const exchanged = { ...renewed, officePk: SERVICE_PK };
    const sent = [[], [made(renewed)], [made(townEntry)], [made(exchanged, SERVICE_PK)]];
    for (const signatures of sent) {
      draft = { ...draftOf(exchanged, countyEntry), made: signatures };
      await refuses('看不出这把钥匙是谁做的，不能签');
    }
  });

  it('is not signed for when an earlier one is handed over again, with its own signature', async () => {
    served = () => published(1, { ...renewed, epoch: 3 });
    draft = { ...draftOf(renewed, countyEntry), made: [made(renewed)] };
    await refuses('这是以前的一把钥匙，不能签');
  });

  it('is compared by telephone where no device that was listed is left, and on an office’s first', async () => {
    const box = await opened();
    expect(box.textContent).toContain('名录里原来的设备一台也没有了，请打电话核对');
    expect(box.textContent).toContain(CALL);
    draft = { ...draft, epoch: 0 };
    served = () => ({ entries: 'none' });
    localStorage.clear();
    expect((await opened()).textContent).toContain('第一次上名录，请打电话核对');
  });

  it('is not signed for while another office that was published is handed over no more', async () => {
    draft = { ...draftOf(renewed), made: [made(renewed)] };
    const box = await opened();
    expect(box.textContent).toContain('公布过的棠水县纪委监委不见了，不能签');
    tap(byName(box, 'button', '签名并公布'));
    await settle();
    expect(put).toEqual([]);
  });
});

it('names who holds the recovery keys that the signature makes new, and what to read to them', async () => {
  const { textContent } = await opened();
  for (const { name, recoveryPk } of HOLDERS) {
    expect(textContent).toContain(`${name}（名录以外的办公室），核对码 ${fingerprintOf(recoveryPk)}`);
  }
  expect(textContent).toContain('名录里没有这个人的签名钥匙，请打电话和本人核对');
});

it('signs nothing while nobody signed for one of the recovery keys, whatever the server says of it', async () => {
  const [, ...others] = draft.holders;
  const slippedIn = { ...draft.holders[0]!, signature: toBase64url(new Uint8Array(64)) };
  draft = { ...draft, holders: [slippedIn, ...others] };
  const box = await opened();
  expect(box.textContent).toContain('恢复钥匙 1：不知道是谁的，不能签');
  expect(box.textContent).not.toContain('恢复钥匙 2：不知道是谁的');
  tap(byName(box, 'button', '签名并公布'));
  await settle();
  expect(put).toEqual([]);
});

it('signs exactly the entries that were shown, whatever the server has meanwhile', async () => {
  const box = await opened();
  draft = { ...draftOf(slipped, countyEntry), epoch: 2 };
  served = () => published(2, changed);
  tap(byName(box, 'button', '签名并公布'));
  await settle();
  const snapshot = readSnapshot(bytesOf(put[0]!.snapshot), DIRECTORY_PK)!;
  const hashes = snapshot.entryHashes.map(toBase64url);
  expect(hashes.sort()).toEqual([changed, countyEntry].map(hashOf).map(toBase64url).sort());
  expect(box.textContent).toContain('不认识的人（登记号 9，1 台设备）');
});

it('says nothing of days while everything holds for long', async () => {
  expect((await opened()).textContent).not.toMatch(/快到期|已经到期/);
});

it('says days ahead when the signature ends, and what to do', async () => {
  holds = { snapshot: 10, root: 300 };
  const { textContent } = await opened();
  expect(textContent).toContain('名录快到期了');
  expect(textContent).toContain(
    `县里的签名到${sayDate(dateOfDay(TODAY + 10))}为止：在“我的钥匙”里“签名并公布”一次`,
  );
});

it('signs nothing under a root statement that is over, and asks for another', async () => {
  holds = { snapshot: -5, root: -1 };
  const box = await opened();
  expect(box.textContent).toContain('名录有的已经到期，群众写不成信');
  expect(box.textContent).toContain(`根签名已在${sayDate(dateOfDay(TODAY - 1))}到期`);
  tap(byName(box, 'button', '签名并公布'));
  await settle();
  expect(put).toEqual([]);
  expect(box.textContent).toContain('没有管着今天的根签名');
});

it('shows the figures that are read out to whoever keeps the root key', async () => {
  expect((await opened()).textContent).toContain(`核对码：${fingerprintOf(DIRECTORY_PK)}`);
});

describe('nothing is signed', () => {
  const refuses = async (words: string): Promise<void> => {
    const box = await opened();
    expect(box.textContent).toContain(words);
    expect(box.textContent).not.toContain('签名并公布');
    expect(put).toEqual([]);
  };
  const LATE = '刚公布的名录还没有登进公开日志，先等一等';
  const UNKNOWN = '没有读到现在公布的那一期名录，不能签';

  it('while what is served as published does not hold: every office would count as new', async () => {
    served = () => ({ ...published(), snapshot: toBase64url(new Uint8Array(200)) });
    await refuses(UNKNOWN);
  });

  it('while the published directory is withheld', async () => {
    served = () => ({ entries: 'none' });
    await refuses(UNKNOWN);
  });

  it('beside an epoch other than the one it follows', async () => {
    draft = { ...draft, epoch: 2 };
    await refuses(LATE);
  });

  it('as the first epoch, when a directory stands or this browser signed one', async () => {
    draft = { ...draft, epoch: 0 };
    await refuses(UNKNOWN);
    served = () => ({ entries: 'none' });
    localStorage.clear();
    keep('directory-signed', 1);
    await refuses(LATE);
  });

  it('by a browser that signed a later one than it is told of', async () => {
    const box = await opened();
    tap(byName(box, 'button', '签名并公布'));
    await settle();
    expect(put).toHaveLength(1);
    put.length = 0;
    await refuses(LATE);
  });
});

it('a first directory is signed where nobody knows of any', async () => {
  draft = { ...draft, epoch: 0 };
  served = () => ({ entries: 'none' });
  expect((await opened()).textContent).toContain('还没有公布过名录');
});
