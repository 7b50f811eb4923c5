import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { enrol, handOnKeys, myOfficeKeys } from '#shared/directory/contract';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { openOfficeIkm, openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import type { Session } from '#shared/identity/contract';
import { setup, type TestCounty } from '#test/setup';
import { joinOffice, openOffice, provedKeys, sealedTo, type TestOfficer } from './ceremony';

let county: TestCounty;
let codes = 990101121000;
beforeAll(async () => {
  county = await setup();
});

const RANDOM = new Uint8Array(32).fill(3);

/** A discipline office of a town of its own with its key, and an officer who came later. */
async function office() {
  codes += 1000;
  const at = { area: AreaCode.parse(String(codes)), kind: DISCIPLINE } as const;
  const first = await openOffice(county, 'officer', { ...at, name: '柳塘镇纪委' });
  return { first, late: await joinOffice(county, 'officer', at) };
}

const keysOf = ({ office, session }: { office: TestOfficer['office']; session: Session }) =>
  county.must(myOfficeKeys, { params: office }, session);

/** What an officer who holds the key of the first epoch seals to a device. */
async function sealedBy(first: TestOfficer, to: { id: number; devicePk: Uint8Array }) {
  const { keys } = await keysOf(first);
  const [{ entry, sealed } = { entry: '', sealed: '' }] = keys;
  const ikm = openOfficeIkm(bytesOf(sealed), bytesOf(entry), first.id, first.device);
  return {
    epoch: 1,
    ...sealedTo(to),
    sealed: toBase64url(sealOfficeKey(ikm!, bytesOf(entry), to, RANDOM)!),
  };
}

const give = (
  first: TestOfficer,
  keys: { epoch: number; officer: number; devicePk: string; sealed: string }[],
) => county.send(handOnKeys, { params: first.office, body: { keys } }, first.session);

const deviceOf = ({ id, device }: { id: number; device: TestOfficer['device'] }) => ({
  id,
  devicePk: device.publicKey,
});

const keysOfAll = (...all: { device: TestOfficer['device'] }[]) =>
  all.map(({ device }) => toBase64url(device.publicKey)).sort();

describe('an earlier key of an office', () => {
  it('is opened by a colleague who came later once it was handed on, and by nobody before', async () => {
    const { first, late } = await office();
    expect(await keysOf(late)).toEqual({ epoch: 1, keys: [] });
    expect((await give(first, [await sealedBy(first, deviceOf(late))])).status).toBe(204);
    const [key] = (await keysOf(late)).keys;
    const pair = openOfficeKey(bytesOf(key!.sealed), bytesOf(key!.entry), late.id, late.device);
    expect(pair?.publicKey).toEqual(first.entry.officePk);
    expect([...key!.held].sort()).toEqual(keysOfAll(first, late));
  });

  it('is opened on another device of the same person, and kept for the replaced one until then', async () => {
    const { first } = await office();
    const { keys: before } = await keysOf(first);
    const anew = { id: first.id + 50_000, devicePk: first.device.publicKey };
    const key = await sealedBy(first, anew);
    const body = { ...provedKeys(first.office, { ...anew, signSeed: RANDOM }), name: '沈一帆' };
    await county.must(enrol, { params: first.office, body }, first.session);
    // The device before opens it until then: the new one may have been lost already.
    expect((await keysOf(first)).keys).toEqual(before);
    expect((await give(first, [key])).status).toBe(204);
    const { keys: after } = await keysOf(first);
    expect(after.map(({ epoch, officer }) => [epoch, officer])).toEqual([[1, anew.id]]);
    expect(after[0]!.entry).toBe(before[0]!.entry);
  });

  it('stays as it was for whoever has it, and is asked for again without harm', async () => {
    const { first, late } = await office();
    const key = await sealedBy(first, deviceOf(late));
    await give(first, [key]);
    const forged = { epoch: 1, ...sealedTo(deviceOf(first)), sealed: toBase64url(new Uint8Array(80)) };
    expect((await give(first, [key, { ...key, sealed: forged.sealed }, forged])).status).toBe(204);
    expect((await keysOf(late)).keys.map(({ sealed }) => sealed)).toEqual([key.sealed]);
    expect((await keysOf(first)).keys[0]!.sealed).not.toBe(forged.sealed);
  });

  it('goes to nobody outside the office, to no trustee, and under no epoch that is not there', async () => {
    const { first, late } = await office();
    const key = await sealedBy(first, deviceOf(late));
    expect((await give(first, [{ ...key, officer: 4_000_000 }])).code).toBe('keys-unlisted');
    expect((await give(first, [{ ...key, epoch: 2 }])).code).toBe('keys-unlisted');
    const at = { area: first.office.area, kind: ELECTION } as const;
    const clerk = await openOffice(county, 'township', { ...at, name: '柳塘镇换届办' });
    const trustee = await joinOffice(county, 'trustee', at);
    const toTrustee = await sealedBy(clerk, deviceOf(trustee));
    expect((await give(clerk, [toTrustee])).code).toBe('keys-unlisted');
    const asTrustee = { params: at, body: { keys: [toTrustee] } };
    expect((await county.send(handOnKeys, asTrustee, trustee.session)).code).toBe('forbidden');
    expect((await county.send(handOnKeys, asTrustee, first.session)).code).toBe('forbidden');
  });

  it('is handed on by two at once: both reach their people', async () => {
    const { first, late } = await office();
    const third = await joinOffice(county, 'officer', first.office);
    const [one, two] = [await sealedBy(first, deviceOf(late)), await sealedBy(first, deviceOf(third))];
    const replies = await Promise.all([give(first, [one]), give(first, [two])]);
    for (const [i, { code }] of replies.entries()) {
      expect([undefined, 'conflict']).toContain(code);
      if (code) expect((await give(first, [[one, two][i]!])).status).toBe(204);
    }
    expect([...(await keysOf(first)).keys[0]!.held].sort()).toEqual(keysOfAll(first, late, third));
  });
});
