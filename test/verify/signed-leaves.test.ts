import { describe, expect, it } from '@jest/globals';
import { leafHash as HASH } from '#shared/crypto/merkle';
import { auditedSite, base64url } from './audited-site';
import { leafBytes, MORNING } from './log-writer';

const { serveLeaves, trusted } = auditedSite(new Map());

const first = leafBytes({ id: Buffer.alloc(16, 1) });
const second = leafBytes({ id: Buffer.alloc(16, 1), version: 2, prev: HASH(first) });
const UNLAWFUL: Record<string, [readonly Uint8Array[], string]> = {
  'a leaf that stands twice': [[first, first], 'leaf 1 stands a second time; it is also leaf 0'],
  'two versions of one number': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), time: MORNING + 60 })],
    'leaf 0 is another version 1 of the same document',
  ],
  'a version that is missing': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), version: 3, prev: HASH(first) })],
    'leaf 1 .* version 2 of it is not in the log',
  ],
  'a first version that is missing': [[second], 'leaf 0 .* version 1 of it is not in the log'],
  'a version that names another one': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), version: 2, prev: Buffer.alloc(32, 7) })],
    'leaf 1 .* does not name leaf 0 as the version before it',
  ],
  'a withdrawal of nothing': [
    [leafBytes({ kind: 2 })],
    'leaf 0 .* withdraws or erases what was never published',
  ],
  'a version 0': [[leafBytes({ version: 0 })], 'leaf 0 .* count from 1'],
  'a kind that does not exist': [[leafBytes({ kind: 15 })], 'leaf 0 .* kind 15 does not exist'],
  'a kind 0': [[leafBytes({ kind: 0 })], 'leaf 0 .* kind 0 does not exist'],
  'an area of 13 digits': [[leafBytes({ area: 1_000_000_000_000 })], 'leaf 0 .* 12 digits'],
  'an area of 11 digits': [[leafBytes({ area: 99_999_999_999 })], 'leaf 0 .* 12 digits'],
  'a second version that names none before it': [
    [first, leafBytes({ id: Buffer.alloc(16, 1), version: 2 })],
    'leaf 1 .* version 2 names no version before it',
  ],
  'half a minute': [[leafBytes({ time: MORNING + 30 })], 'leaf 0 .* whole minute'],
  'a time beyond all': [[leafBytes({ time: 253_402_300_800 })], 'leaf 0 .* of this age'],
  'a time after all signatures': [
    [leafBytes({ time: MORNING + 7200 })],
    'leaf 0 .* claims a time after 2026-11-01',
  ],
  'a first version that names one before it': [
    [leafBytes({ prev: Buffer.alloc(32, 7) })],
    'leaf 0 .* version 1 names one before it',
  ],
  'trailing bytes': [[Buffer.concat([first, Buffer.alloc(1)])], 'leaf 0 .* this has 123'],
  'a missing byte': [[first.subarray(1)], 'leaf 0 .* this has 121'],
  'another tag': [
    [Buffer.from(first.toString('latin1').replace('v1', 'v2'), 'latin1')],
    'leaf 0 .* does not begin',
  ],
};

describe('a log that was signed with', () => {
  it.each(Object.entries(UNLAWFUL))('%s is refused', async (_, [leaves, why]) => {
    serveLeaves(leaves);
    const { code, wrong } = await trusted();
    expect(code).toBe(1);
    expect(wrong).toMatch(new RegExp(why));
  });

  it('a withdrawal after its notice is good, and so is a later version that was appended first', async () => {
    const withdrawal = leafBytes({ kind: 2, id: Buffer.alloc(16, 1), version: 2, prev: HASH(first) });
    serveLeaves([withdrawal, first]);
    expect(await trusted()).toMatchObject({ code: 0 });
  });

  it('an erasure behind a withdrawal is good, and is called by what it may be', async () => {
    const withdrawal = leafBytes({ kind: 2, id: Buffer.alloc(16, 1), version: 2, prev: HASH(first) });
    const erasure = leafBytes({ kind: 2, id: Buffer.alloc(16, 1), version: 3, prev: HASH(withdrawal) });
    serveLeaves([first, withdrawal, erasure]);
    expect(await trusted()).toMatchObject({ code: 0, wrong: '' });
    const asked = await trusted('--leaf', base64url(HASH(erasure)));
    expect(asked.said).toContain('Leaf 2 is in the log: withdrawal or erasure of area ');
    serveLeaves([first, erasure]);
    expect((await trusted()).wrong).toMatch(/leaf 1 \(withdrawal or erasure of .*: version 2 of it is not/);
  });
});
