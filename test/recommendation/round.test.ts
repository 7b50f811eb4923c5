import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { leafHash, verifyInclusion } from '#shared/crypto/merkle';
import { enrol } from '#shared/directory/contract';
import { acceptInvitation, invite, renewSession, type Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { ackHolds } from '#shared/recommendation/ack';
import { boardRoot, issuedLeaf } from '#shared/recommendation/board';
import { checkEligible } from '#shared/recommendation/check';
import { decodeClose } from '#shared/recommendation/close';
import * as contracts from '#shared/recommendation/contract';
import * as paper from '#shared/recommendation/paper';
import { recordHash } from '#shared/recommendation/record';
import { paramsOf } from '#shared/recommendation/rules';
import type { TallyBody } from '#shared/recommendation/tally';
import { areConfirmed, signTotals } from '#shared/recommendation/totals';
import { findEntries } from '#shared/roll/contract';
import { provedKeys } from '#test/directory/ceremony';
import { rollRow } from '#test/roll/rows';
import { freshId, OTHER_VILLAGE, START, VILLAGE } from '#test/setup';
import * as r from './county';

let county: r.RoundCounty;
beforeAll(async () => {
  county = await r.roundCounty();
});

describe('planning a round', () => {
  const create = (round: Id, draft: Partial<contracts.RoundDraft>) =>
    county.send(
      contracts.createRound,
      { params: r.at(round), body: { ...r.roundDraft(), ...draft } },
      county.clerk,
    );

  it('answers the same plan again with the first, and another under the same id with a conflict', async () => {
    const round = freshId();
    expect((await create(round, {})).value?.state.kind).toBe('draft');
    expect((await create(round, {})).value?.revision).toBe(1);
    expect((await create(round, { title: '另一轮' })).code).toBe('conflict');
  });

  const people = (number: number, letters: number) =>
    Array.from({ length: number }, () => ({ name: '长'.repeat(letters), group: '组'.repeat(letters) }));

  it('takes a list as long as a village has one', async () => {
    const villagers = Array.from({ length: 2000 }, () => ({ name: '欧阳若谷', group: '六组·女·63岁' }));
    expect((await create(freshId(), { eligible: villagers })).value?.plan.eligible).toBe(2000);
  });

  it('takes the electorate from the roll and the signing keys from the directory', async () => {
    const round = freshId();
    const { plan } = (await create(round, {})).value!;
    expect(plan.electorate).toBe(10);
    expect(plan.committee.signKey).toBe(toBase64url(ed25519PublicKey(r.COMMITTEE.seed)));
  });

  it('refuses times that are no time, trustees one side of whom could open alone, and unknown officers', async () => {
    const [a, b, c, d] = r.TRUSTEES.map(r.ref);
    const cases: [Partial<contracts.RoundDraft>, string][] = [
      [{ closes: START + 3600 }, 'round-times'],
      [{ opens: START - 7200, closes: START - 3600 }, 'round-times'],
      [{ k: 2 }, 'round-trustees'],
      [{ k: 5 }, 'round-trustees'],
      [{ trustees: [a!, a!, c!, d!] }, 'round-trustees'],
      [{ trustees: [a!, b!, c!, { ...d!, officer: 99 }] }, 'round-trustees'],
      [{ committee: c! }, 'round-trustees'],
      [{ positions: [{ position: 13, maxNames: 6 }] }, 'invalid'],
      [{ positions: [r.POSITIONS[0]!, r.POSITIONS[0]!] }, 'invalid'],
      [{ title: '村委会\ud83d' }, 'invalid'],
      [{ eligible: people(1900, 40) }, 'invalid'],
      [{ eligible: [{ name: '陈\ud800', group: '1组' }, ...r.roundDraft().eligible] }, 'invalid'],
    ];
    for (const [draft, code] of cases) expect((await create(freshId(), draft)).code).toBe(code);
  });

  it('writes nothing for a village without a roll or for a foreign office', async () => {
    const foreign = { params: { area: OTHER_VILLAGE, round: freshId() }, body: r.roundDraft() };
    const clerk = await county.staff('committee', VILLAGE);
    expect((await county.send(contracts.createRound, foreign, clerk)).code).toBe('forbidden');
  });
});

describe('who may sit in a round', () => {
  it('is an officer whom the office enrolled and whose key the directory has', async () => {
    const { officer, seed, area } = r.TRUSTEES[0]!;
    const params = { area, kind: 2 as const };
    const keys = provedKeys(params, { id: officer, signSeed: seed, devicePk: r.fixed('device') });
    const other = await county.staff('committee', VILLAGE);
    const unknown = { id: 77, signSeed: r.fixed('no such key'), devicePk: r.fixed('no such device') };
    const stranger = provedKeys(params, unknown);
    await county.must(enrol, { params, body: { ...keys, name: '村民代表甲' } }, county.trustee);
    await county.must(enrol, { params, body: { ...stranger, name: '还没进名录的人' } }, other);
    expect(await county.must(contracts.roundOfficers, { params: { area } }, county.clerk)).toEqual([
      { officer, name: '村民代表甲', area },
    ]);
  });
});

describe('a round that is called off', () => {
  it('is gone before anybody saw it, by the revision it was seen in, and never once it is open', async () => {
    const round = await r.planned(county);
    const cancel = (revision: number) =>
      county.send(
        contracts.cancelRound,
        { params: r.at(round), body: { revision, reason: '时间要改，另开一轮' } },
        county.clerk,
      );
    expect((await cancel(1)).code).toBe('conflict');
    expect((await cancel(2)).value?.state).toEqual({ kind: 'cancelled', reason: '时间要改，另开一轮' });
    expect((await county.send(contracts.readRound, { params: r.at(round) })).status).toBe(404);
    expect((await cancel(2)).value?.revision).toBe(3);
    expect((await cancel(3)).code).toBe('round-elsewhere');
  });
});

describe('from draft to open', () => {
  let round: Id;
  beforeAll(async () => {
    round = await r.planned(county);
  });

  it('waits for the issuing keys and every trustee’s keys', async () => {
    for (const seat of [1, 2, 3])
      expect((await r.giveKeys(county, round, seat)).value?.state.kind).toBe('draft');
    expect((await r.giveEndorsement(county, round, 1)).code).toBe('round-elsewhere');
    expect((await r.giveKeys(county, round, 4)).value?.state.kind).toBe('endorsing');
    expect((await r.giveKeys(county, round, 4)).value?.state.kind).toBe('endorsing');
  });

  it('takes keys only from the trustee who sits there, and only once', async () => {
    const other = await r.planned(county);
    const stolen = { params: { ...r.at(other), seat: 1 }, body: r.keysBody(other, 2) };
    const foreign = { params: { ...r.at(other), seat: 2 }, body: r.keysBody(round, 2) };
    expect((await county.send(contracts.putTrusteeKeys, stolen, county.trustee)).code).toBe(
      'round-unendorsed',
    );
    expect((await county.send(contracts.putTrusteeKeys, foreign, county.trustee)).code).toBe(
      'round-unendorsed',
    );
    expect((await r.giveKeys(county, other, 2)).value?.revision).toBe(3);
    expect((await r.giveKeys(county, other, 2)).value?.revision).toBe(3);
  });

  it('shows nothing to anybody until all have endorsed', async () => {
    for (const seat of [1, 2, 3, 4]) await r.giveEndorsement(county, round, seat);
    expect((await county.send(contracts.readRound, { params: r.at(round) })).status).toBe(404);
    expect(await county.must(contracts.roundList, { params: { area: VILLAGE } })).toEqual([]);
    expect((await r.giveEndorsement(county, round, 0)).value?.state.kind).toBe('endorsed');
    for (const seat of [0, 4]) {
      expect((await r.giveEndorsement(county, round, seat)).value?.state.kind).toBe('endorsed');
    }
    county.clock.now += 2;
    expect((await county.must(contracts.roundList, { params: { area: VILLAGE } }))[0]).toMatchObject({
      id: round,
      state: 'endorsed',
    });
  });

  it('opens when its time has come, not before', async () => {
    await county.runJobs();
    expect((await r.readRound(county, round)).state.kind).toBe('endorsed');
    await r.moveTo(county, r.roundDraft().opens);
    expect(await county.runJobs()).toBe(1);
    expect((await r.readRound(county, round)).state.kind).toBe('open');
  });

  it('gives the phone a round it can check, with the list that was endorsed', async () => {
    county.clock.now += 2;
    const { params } = await r.trusted(county, round);
    const { document } = await county.must(contracts.readEligible, { params: r.at(round) });
    expect(r.value(checkEligible(document, params)).map(({ name }) => name)).toContain('陈桂兰');
    const forged = checkEligible(document.slice(0, -4), params);
    expect(forged.ok).toBe(false);
  });
});

describe('an open round', () => {
  let round: Id;
  let servicePk: Uint8Array;
  beforeAll(async () => {
    round = await r.opened(county);
    county.clock.now += 2;
    servicePk = ed25519PublicKey(county.wiring.secrets.service);
  });

  it('gives a token once: the same blinded bytes the same answer, others a conflict', async () => {
    const person = await r.resident(county, 0);
    const place = await r.trusted(county, round);
    const ask = (name: string) => {
      const asked = r.value(paper.begin(place, r.random(name, paper.BEGIN_RANDOM_BYTES)));
      const params = { ...r.at(round), position: 13 as const };
      return county.send(contracts.issueToken, { params, body: { blinded: asked.blinded } }, person);
    };
    const first = await ask('one');
    expect(first.status).toBe(200);
    expect((await ask('one')).value).toEqual(first.value);
    expect((await ask('two')).code).toBe('token-taken');
  });

  it('gives none to somebody who is not on the roll, and refuses what is not below the modulus', async () => {
    const params = { ...r.at(round), position: 13 as const };
    const huge = toBase64url(new Uint8Array(256).fill(255));
    const stranger = await county.person('stranger');
    const person = await r.resident(county, 9);
    const input = { params, body: { blinded: huge } };
    expect((await county.send(contracts.issueToken, input, stranger)).code).toBe('roll-needed');
    expect((await county.send(contracts.issueToken, input, person)).code).toBe('invalid');
    expect((await county.send(contracts.issueToken, input)).code).toBe('signed-out');
  });

  it('takes a record and acknowledges it; the same bytes again the same', async () => {
    const { place, sealed, reply } = await r.recommend(county, round, 1, [0, 2]);
    const hash = recordHash(bytesOf(sealed.record));
    expect(ackHolds(bytesOf(reply.value!.ack), servicePk, place.hash, hash)).toBe(true);
    expect(r.value(paper.takeAck(sealed, place, servicePk, reply.value!.ack)).kind).toBe('cast');
    expect((await r.send(county, round, sealed)).value).toEqual(reply.value);
  });

  it('takes a change as the next version and refuses used and skipped versions', async () => {
    const { place, sealed, reply } = await r.recommend(county, round, 2, [1]);
    const cast = r.value(paper.takeAck(sealed, place, servicePk, reply.value!.ack));
    const second = r.value(paper.seal(cast, place, [3], r.fixed('second')));
    const otherSecond = r.value(paper.seal(cast, place, [4], r.fixed('other')));
    const fourth = r.value(paper.seal({ ...cast, version: 3 }, place, [4], r.fixed('fourth')));
    expect((await r.send(county, round, fourth)).code).toBe('record-version');
    expect((await r.send(county, round, second)).status).toBe(200);
    expect((await r.send(county, round, otherSecond)).code).toBe('record-version');
    expect((await r.send(county, round, sealed)).code).toBe('record-version');
  });

  it('refuses a record that is bent, without token, or for another position', async () => {
    const { place, ready } = await r.withToken(county, round, await r.resident(county, 3), 'phone bent');
    const sealed = r.value(paper.seal(ready, place, [0], r.fixed('bent')));
    const bytes = bytesOf(sealed.record);
    const bent = toBase64url(bytes.map((b, i) => (i === 600 ? b ^ 1 : b)));
    const noToken = r.value(
      paper.seal({ ...ready, token: toBase64url(new Uint8Array(288)) }, place, [0], r.fixed('x')),
    );
    expect((await r.send(county, round, { record: bent })).code).toBe('record-refused');
    expect((await r.send(county, round, noToken)).code).toBe('record-refused');
    expect((await r.send(county, round, sealed, 11)).code).toBe('record-refused');
    expect((await r.send(county, round, { record: 'AAAA' })).code).toBe('record-refused');
    expect((await r.send(county, freshId(), sealed)).code).toBe('round-closed');
  });

  it('costs at most three database calls a token, and one a record once its gate is known', async () => {
    const person = await r.resident(county, 4);
    const place = await r.trusted(county, round);
    const asked = r.value(paper.begin(place, r.random('calls', paper.BEGIN_RANDOM_BYTES)));
    const params = { ...r.at(round), position: 13 as const };
    county.calls.length = 0;
    const { signature } = await county.must(
      contracts.issueToken,
      { params, body: { blinded: asked.blinded } },
      person,
    );
    expect(county.calls.length).toBeLessThanOrEqual(3);
    const ready = r.value(paper.takeToken(asked, place, signature));
    const sealed = r.value(paper.seal(ready, place, [1, 2, 3], r.fixed('calls')));
    county.calls.length = 0;
    expect((await r.send(county, round, sealed)).status).toBe(200);
    expect(county.calls).toHaveLength(1);
    expect(county.calls.every(({ boundary }) => boundary === 'ballotbox')).toBe(true);
  });

  it('knows paper and phone apart, and lets nobody do both', async () => {
    const entryOf = async (i: number) => {
      const query = { name: rollRow(i).name };
      const found = await county.must(findEntries, { params: { area: VILLAGE }, query }, county.clerk);
      return found[0]!.entry;
    };
    const onPaper = (entry: Id, area = VILLAGE) =>
      county.send(contracts.recordPaper, { params: { area, round, position: 13, entry } }, county.clerk);
    const fifth = await entryOf(5);
    expect((await onPaper(fifth)).status).toBe(204);
    expect((await onPaper(fifth)).status).toBe(204);
    expect((await onPaper(await entryOf(1))).code).toBe('already-on-phone');
    const person = await r.resident(county, 5);
    const place = await r.trusted(county, round);
    const asked = r.value(paper.begin(place, r.random('paper', paper.BEGIN_RANDOM_BYTES)));
    const input = { params: { ...r.at(round), position: 13 as const }, body: { blinded: asked.blinded } };
    expect((await county.send(contracts.issueToken, input, person)).code).toBe('already-on-paper');
    expect(await county.must(contracts.myRound, { params: r.at(round) }, person)).toEqual([
      { position: 11, issued: 'no' },
      { position: 13, issued: 'paper' },
    ]);
  });

  it('shows the board to nobody before closing', async () => {
    const params = { ...r.at(round), position: 13 as const, page: 0 };
    expect((await county.send(contracts.officeBoard, { params }, county.clerk)).code).toBe('round-board');
  });
});

describe('closing and counting', () => {
  let round: Id;
  let people: Session[];
  beforeAll(async () => {
    round = await r.opened(county, {
      ...r.roundDraft(),
      opens: county.clock.now,
      closes: county.clock.now + 5000,
    });
    county.clock.now += 2;
    const cast = [
      await r.recommend(county, round, 6, [0, 1]),
      await r.recommend(county, round, 7, [1]),
      await r.recommend(county, round, 8, []),
    ];
    people = cast.map(({ person }) => person);
    await r.closed(county, round);
    county.clock.now += 2;
  });

  it('freezes the board in hash order, with counts and roots', async () => {
    const { state } = await r.readRound(county, round);
    const params = { ...r.at(round), position: 13 as const, page: 0 };
    const { records } = await county.must(contracts.officeBoard, { params }, county.clerk);
    const hashes = records.map((record) => recordHash(bytesOf(record)));
    const close = decodeClose(bytesOf('closings' in state ? state.closings[0]! : ''))!;
    expect(close).toMatchObject({ records: 3, issued: 3, paper: 0 });
    expect(toBase64url(boardRoot(hashes))).toBe(toBase64url(close.boardRoot));
    expect(county.forgotten.times).toBeGreaterThan(0);
    const board = { ...r.at(round), position: 13 as const, page: 0 };
    expect((await county.send(contracts.readBoard, { params: board })).status).toBe(404);
  });

  it('proves to each person how they stand in the issued list', async () => {
    const params = { ...r.at(round), position: 13 as const };
    const again = await county.person('resident-6');
    const proof = await county.must(contracts.myProof, { params }, again);
    const { state } = await r.readRound(county, round);
    const close = decodeClose(bytesOf('closings' in state ? state.closings[0]! : ''))!;
    const leaf = leafHash(issuedLeaf(bytesOf(proof.entry), 'phone', bytesOf(proof.nonce)));
    expect(proof.issued).toBe('phone');
    expect(verifyInclusion(leaf, proof.index, proof.size, proof.path.map(bytesOf), close.issuedRoot)).toBe(
      true,
    );
    expect(people).toHaveLength(3);
  });

  it('counts nothing with two keys, and everything with three', async () => {
    await r.giveRelease(county, round, 1);
    expect((await r.giveRelease(county, round, 3)).value?.state.kind).toBe('closed');
    const totals = { params: r.at(round), body: { totals: [] as never[] } };
    await expect(r.countPosition(county, round)).rejects.toThrow('it takes 3');
    expect((await county.send(contracts.putTotals, totals, county.clerk)).code).toBe('invalid');
    expect((await r.giveRelease(county, round, 4)).value?.state.kind).toBe('counting');
    expect((await r.giveRelease(county, round, 4)).value?.state.kind).toBe('counting');
    expect(await r.countPosition(county, round)).toEqual({
      records: 3,
      valid: 3,
      blank: 1,
      invalid: 0,
      names: [1, 2, 0, 0, 0],
    });
  });

  it('publishes no totals that one person reported, and all when a trustee found the same', async () => {
    const good = [await r.countPosition(county, round, 13), await r.countPosition(county, round, 11)];
    const [first, second] = good as [TallyBody, TallyBody];
    const put = (totals: TallyBody[]) => r.report(county, round, totals);
    expect((await put([{ ...first, records: 4, valid: 4 }, second])).code).toBe('totals-unfit');
    expect((await put([{ ...first, names: [3, 2, 0, 0, 0] }, second])).code).toBe('totals-unfit');
    const invented = [{ ...first, names: [2, 2, 0, 0, 0] }, second];
    expect((await put(invented)).value?.state.kind).toBe('reported');
    county.clock.now += 2;
    const before = await county.must(contracts.readRound, { params: r.at(round) });
    expect([before.state, before.positions[0]?.totals, before.confirmed]).toEqual(['reported', null, null]);
    expect((await r.confirm(county, round, 2, good)).code).toBe('totals-differ');

    expect((await put(good)).value?.state.kind).toBe('reported');
    const stays = (await r.readRound(county, round)).revision;
    expect((await put(good)).value?.revision).toBe(stays);
    expect((await r.confirm(county, round, 2, invented)).code).toBe('totals-differ');
    expect((await r.confirm(county, round, 2, good)).value?.state.kind).toBe('counted');
    expect((await r.confirm(county, round, 2, good)).value?.revision).toBe(stays + 1);
    expect((await put(good)).value?.revision).toBe(stays + 1);
    expect((await put(invented)).code).toBe('round-elsewhere');

    county.clock.now += 2;
    const shown = await county.must(contracts.readRound, { params: r.at(round) });
    expect(shown.positions[0]?.totals?.names).toEqual([1, 2, 0, 0, 0]);
    expect(areConfirmed(shown)).toBe(true);
    const positions = shown.positions.map((one) => ({ ...one, totals: invented[0]! }));
    expect(areConfirmed({ ...shown, positions })).toBe(false);
    expect(areConfirmed({ ...shown, confirmed: { ...shown.confirmed!, seat: 3 } })).toBe(false);
    expect(equalBytes(bytesOf(shown.positions[0]!.close!), new Uint8Array(0))).toBe(false);
  });
});

describe('totals that nobody else has found', () => {
  const nothing = r.POSITIONS.map(() => ({
    records: 0,
    valid: 0,
    blank: 0,
    invalid: 0,
    names: [0, 0, 0, 0, 0],
  }));

  it('are not confirmed by whoever reported them, nor with another seat’s key', async () => {
    const { now } = county.clock;
    const round = await r.opened(county, { ...r.roundDraft(), opens: now, closes: now + 1000 });
    await r.closed(county, round);
    for (const seat of [1, 2, 3]) await r.giveRelease(county, round, seat);
    expect((await r.confirm(county, round, 1, nothing)).code).toBe('round-elsewhere');
    const clerk = await county.staff('committee', VILLAGE);
    const seat = { id: freshId(), role: 'trustee' as const, name: '测试员' };
    const { code } = await county.must(invite, { params: { area: VILLAGE }, body: seat }, county.clerk);
    await county.must(acceptInvitation, { body: { code } }, clerk);
    const both = await county.must(renewSession, { body: { refresh: clerk.refresh } });
    expect((await r.report(county, round, nothing, both)).value?.state.kind).toBe('reported');
    expect((await r.confirm(county, round, 1, nothing, both)).code).toBe('totals-own');
    const { state } = await r.readRound(county, round);
    const hash = paramsOf('params' in state ? state.params : []).map((one) => one.hash);
    const signatures = hash.map((one, i) => toBase64url(signTotals(r.TRUSTEES[1]!.seed, one, nothing[i]!)));
    const stolen = { params: { ...r.at(round), seat: 1 }, body: { totals: nothing, signatures } };
    expect((await county.send(contracts.confirmTotals, stolen, county.trustee)).code).toBe(
      'round-unendorsed',
    );
  });
});
