import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import type { DirectoryDraft } from '#shared/directory/contract';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { signRoot } from '#shared/directory/root';
import { readSnapshot, signSnapshot } from '#shared/directory/snapshot';
import { signedToWire } from '#shared/directory/wire';
import { dayOf } from '#shared/time';
import type { Keys } from '../../miniapp/src/platform/keyring';
import { COUNTY, countyEntry, DIRECTORY_SEED, townEntry } from '../directory/county';
import { byName, render, settle, tap } from './render';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';

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
  return { epoch: 1, servicePk: toBase64url(SERVICE_PK), entries: wire, officers };
}

function published() {
  const entries = [townEntry, countyEntry].map(encodeEntry);
  const days = { firstDay: TODAY - 1, lastDay: TODAY + 300 };
  const root = signRoot({ area: COUNTY, directoryPk: DIRECTORY_PK, ...days }, ROOT_SEED);
  const entryHashes = entries.map((entry) => sha256(entry));
  const list = { area: COUNTY, epoch: 1, day: TODAY, validDays: 30, servicePk: SERVICE_PK, entryHashes };
  return { ...signedToWire({ root, snapshot: signSnapshot(list, DIRECTORY_SEED), entries }), proof: '' };
}

let draft: DirectoryDraft;
const put: { root: string; snapshot: string }[] = [];

/** A server that has whatever the draft says now. */
function answer(path: string, init: RequestInit): unknown {
  if (path === '/trust.json') {
    const hosts = { api: '', ballotbox: '', tipline: '' };
    return { county: COUNTY, rootPk: toBase64url(ed25519PublicKey(ROOT_SEED)), log: LOG_TRUST, hosts };
  }
  if (path.startsWith('/public')) return published();
  if (init.method !== 'PUT') return draft;
  if (typeof init.body === 'string') put.push(JSON.parse(init.body));
  return { epoch: 2 };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  draft = draftOf(changed, countyEntry);
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
  expect(textContent).toContain('新增：韩雪（登记号 8）');
  expect(textContent).toContain('去掉：沈一帆（登记号 7）');
  expect(textContent).not.toContain('棠水县纪委监委');
});

it('signs exactly the entries that were shown, whatever the server has meanwhile', async () => {
  const box = await opened();
  draft = draftOf(slipped, countyEntry);
  tap(byName(box, 'button', '签名并公布'));
  await settle();
  const snapshot = readSnapshot(bytesOf(put[0]!.snapshot), DIRECTORY_PK)!;
  const hashes = snapshot.entryHashes.map(toBase64url);
  expect(hashes.sort()).toEqual([changed, countyEntry].map(hashOf).map(toBase64url).sort());
  expect(box.textContent).toContain('不认识的人（登记号 9）');
});
