import { describe, expect, it } from '@jest/globals';
import { verifierKey } from '#shared/transparency/note';
import { structureLeaf } from '#shared/transparency/leaf';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import {
  COUNTY,
  leafOf,
  NEXT_LOG,
  OTHER_WITNESS,
  proofFile,
  SEEN_AT,
  servesLog,
  shownAs,
  site,
  structure,
} from './served-log';
import './render';

const { standingOf } = await import('../../miniapp/src/platform/public-log');
const { copiesHeld, copyOf, layDown } = await import('../../miniapp/src/platform/copies');

servesLog();

it('proves a leaf with the date of the witness, older ones and newer ones of one log', async () => {
  for (const name of ['c', 'a', 'e', 'b']) {
    const standing = await standingOf(leafOf(name), shownAs(name));
    expect(standing).toMatchObject({ kind: 'proved', proven: { checkpoint: { seen: SEEN_AT } } });
  }
});

it('takes no document for another, and says of a new one that it waits', async () => {
  expect(await standingOf(leafOf('c'), shownAs('b'))).toEqual({ kind: 'broken', flaw: 'document' });
  expect((await standingOf(leafOf('d'), shownAs('d'))).kind).toBe('waiting');
});

it('proves of an erased document its own leaf, and no other of the log', async () => {
  const { id } = structureLeaf('close', COUNTY, structure('c'), 0);
  const erased = { kind: 'close', area: COUNTY, id, version: 1, isErased: true } as const;
  expect((await standingOf(leafOf('c'), () => erased)).kind).toBe('proved');
  expect(await standingOf(leafOf('b'), () => erased)).toEqual({ kind: 'broken', flaw: 'document' });
});

it('proves without a network what it has proved before, and nothing else', async () => {
  await standingOf(leafOf('c'), shownAs('c'));
  site.isReachable = false;
  expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  expect((await standingOf(leafOf('a'), shownAs('a'))).kind).toBe('offline');
});

it('takes no proof of one leaf for that of another', async () => {
  const other = proofFile(site.log, leafOf('b')) ?? '';
  site.bent = { proof: () => ({ status: 200, body: other }) };
  expect(await standingOf(leafOf('c'))).toEqual({ kind: 'broken', flaw: 'leaf' });
});

it('says since when a leaf waits, whether or not it was ever named', async () => {
  const first = await standingOf(leafOf('d'), shownAs('d'));
  expect(first).toMatchObject({ kind: 'waiting', since: expect.any(Number) as unknown });
  localStorage.setItem('ygh:log-waits', JSON.stringify([{ leaf: leafOf('d'), since: 1000 }]));
  expect(await standingOf(leafOf('d'), shownAs('d'))).toEqual({ kind: 'waiting', since: 1000 });
  site.asked = [];
  expect((await standingOf('', shownAs('d'))).kind).toBe('waiting');
  expect(site.asked).toEqual([]);
});

describe('signers that change', () => {
  const key = verifierKey({
    name: OTHER_WITNESS.name,
    type: 'cosignature',
    publicKey: OTHER_WITNESS.key.publicKey,
  });

  it('take no proof away: the copy is asked for anew, cosigned by those whom the new build pins', async () => {
    await standingOf(leafOf('c'), shownAs('c'));
    site.trust = { ...LOG_TRUST, witnesses: [key] };
    site.log = { ...site.log, witness: OTHER_WITNESS };
    expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
    site.isReachable = false;
    expect((await standingOf(leafOf('c'), shownAs('c'))).kind).toBe('proved');
  });

  it.each([
    ['witnesses', () => ({ ...site.log, witness: OTHER_WITNESS })],
    ['log', () => ({ ...site.log, by: NEXT_LOG })],
  ])('leave a build that does not know the new %s unable to tell, and accuse nobody', async (_, changed) => {
    site.log = changed();
    expect(await standingOf(leafOf('c'), shownAs('c'))).toEqual({ kind: 'outdated' });
    expect(copiesHeld().size).toBe(0);
  });
});

it('keeps proofs beside the documents, and how the log grew not at all', async () => {
  for (let i = 0; i < 160; i += 1) layDown(`/document/${i}`, { body: 'words', at: i });
  for (const name of ['a', 'c', 'e']) await standingOf(leafOf(name), shownAs(name));
  expect(site.asked.some((url) => url.includes('/consistency/'))).toBe(true);
  expect(copiesHeld().count).toBe(160);
  expect(copyOf('/document/0')).toBeDefined();
  expect(Object.keys(localStorage).filter((name) => name.includes('consistency'))).toEqual([]);
  expect(Object.keys(localStorage).filter((name) => name.includes('/proofs/'))).toHaveLength(3);
});
