import { beforeAll, expect, it } from '@jest/globals';
import { putIssuedList } from '#functions/recommendation/job-store';
import { type IssuedLine, issuedLeafOf } from '#functions/recommendation/issued-list';
import { bytesOf } from '#shared/crypto/bytes';
import { inclusionProof, leafHash, merkleRoot, verifyInclusion } from '#shared/crypto/merkle';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { issuedLeaf } from '#shared/recommendation/board';
import { decodeClose } from '#shared/recommendation/close';
import { myProof } from '#shared/recommendation/contract';
import { finishRoll, myEntries, putRollBatch } from '#shared/roll/contract';
import { rollRow } from '#test/roll/rows';
import { freshId, VILLAGE } from '#test/setup';
import * as r from './county';

let county: r.RoundCounty;
beforeAll(async () => {
  county = await r.roundCounty();
});

/** Whether the person's own line is proved under the closing, and how long the list is. */
async function proved(round: Id, person: Session): Promise<{ holds: boolean; size: number; issued: string }> {
  const { state } = await r.readRound(county, round);
  const close = decodeClose(bytesOf('closings' in state ? state.closings[0]! : ''))!;
  const proof = await county.must(myProof, { params: { ...r.at(round), position: 13 } }, person);
  const leaf = leafHash(issuedLeaf(bytesOf(proof.entry), proof.issued, bytesOf(proof.nonce)));
  const path = proof.path.map(bytesOf);
  const holds = verifyInclusion(leaf, proof.index, proof.size, path, close.issuedRoot);
  return { holds, size: proof.size, issued: proof.issued };
}

it('counts over the roll that stood when the gates were shut, however often it must begin again', async () => {
  const { now } = county.clock;
  const round = await r.opened(county, { ...r.roundDraft(), opens: now, closes: now + 1000 });
  county.clock.now += 2;
  await r.recommend(county, round, 1, [0]);
  await r.moveTo(county, now + 1000);
  county.hooks.before = (boundary, call) => {
    const isClosing = JSON.stringify(call.input).includes('"stands":"closed"');
    if (boundary === 'jobs' && isClosing) throw new Error('the power is gone');
  };
  await expect(county.runJobs()).rejects.toThrow('rounds left where they were');
  delete county.hooks.before;

  const rows = Array.from({ length: 12 }, (_, i) => rollRow(i));
  const version = { area: VILLAGE, version: 2 };
  await county.must(putRollBatch, { params: { ...version, batch: 0 }, body: { rows } }, county.clerk);
  await county.must(finishRoll, { params: version, body: { from: 1, entries: 12 } }, county.clerk);
  expect(await county.runJobs()).toBe(1);
  const person = await county.person('resident-1');
  expect(await proved(round, person)).toEqual({ holds: true, size: 10, issued: 'phone' });
});

it('proves every line of a list of several pages by one page and the roots of the others', async () => {
  const person = await county.person('resident-1');
  const [own] = await county.must(myEntries, {}, person);
  for (const [size, at] of [
    [1024, 1023],
    [1025, 1024],
    [2500, 3],
    [5200, 4100],
  ] as const) {
    const ballot = { round: freshId(), position: 13 as const };
    const list: IssuedLine[] = Array.from({ length: size }, (_, i) => ({
      entry: i === at ? own!.entry : Buffer.from(r.fixed(`entry ${i}`).slice(0, 16)).toString('base64url'),
      issued: 'no',
    }));
    const leafOf = (line: IssuedLine) => issuedLeafOf(county.jobs.hash, ballot, line);
    const root = await putIssuedList(county.jobs.dynamo, ballot, list, leafOf);
    const leaves = list.map((line) => leafHash(leafOf(line)));
    expect(Buffer.from(root).equals(merkleRoot(leaves))).toBe(true);
    county.calls.length = 0;
    const params = { area: VILLAGE, ...ballot };
    const proof = await county.must(myProof, { params }, person);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    expect([proof.index, proof.size]).toEqual([at, size]);
    expect(proof.path.map(bytesOf)).toEqual(inclusionProof(leaves, at));
  }
});
