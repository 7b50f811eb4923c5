import { beforeAll, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { addDevice, directoryDraft, offerDevice, putEntry, removeDevice } from '#shared/directory/contract';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { originOf } from '#shared/directory/made';
import { DISCIPLINE, ELECTION, type OfficeKind } from '#shared/directory/office';
import type { Session } from '#shared/identity/contract';
import { newestKey, StoredNewest } from '#functions/directory/items';
import { put } from '#functions/platform/item';
import { COUNTY, setup, type TestCounty } from '#test/setup';
import { addColleague, joinOffice, madeBy, openOffice, sealedTo, type TestOfficer } from './ceremony';
import { keysOf, offerBody, secondOf, vouchedBody } from './second-device';

let county: TestCounty;
let founder: Session;
let codes = 990101141000;
beforeAll(async () => {
  county = await setup();
  founder = await county.staff('county', COUNTY);
});

/** An office of a town of its own, with its first key. */
async function office(kind: OfficeKind = DISCIPLINE): Promise<TestOfficer> {
  codes += 1000;
  const at = { area: AreaCode.parse(String(codes)), kind, name: '柳塘镇纪委' } as const;
  return openOffice(county, kind === DISCIPLINE ? 'officer' : 'township', at);
}

type Seeds = Pick<TestOfficer, 'id' | 'signSeed'>;

/** The next entry of an office, handed in by `as`, with what `maker` signed over `signed`. */
function handIn(
  { office: params, session }: Pick<TestOfficer, 'office' | 'session'>,
  next: DirectoryEntry,
  maker: Seeds,
  signed = next,
) {
  const sealed = toBase64url(new Uint8Array(80));
  const keys = next.officers
    .filter(({ mayHoldKey }) => mayHoldKey)
    .map((one) => ({ ...sealedTo(one), sealed }));
  const { made } = madeBy(maker, encodeEntry(signed));
  const body = { entry: toBase64url(encodeEntry(next)), made, keys };
  return county.send(putEntry, { params, body }, session);
}

const after = (entry: DirectoryEntry): DirectoryEntry => ({ ...entry, epoch: entry.epoch + 1 });
const draft = () => county.must(directoryDraft, { params: { area: COUNTY } }, founder);

it('an entry comes to the county with the signature of the device that made its key', async () => {
  const first = await office();
  const next = after(first.entry);
  expect((await handIn(first, next, first)).status).toBe(200);
  const { entries, made } = await draft();
  expect(entries).toContain(toBase64url(encodeEntry(next)));
  const origin = originOf(next, made.map(bytesOf), first.entry);
  expect(origin).toEqual({ kind: 'signed', officer: first.id });
  const exchanged = { ...next, officePk: new Uint8Array(32).fill(66) };
  expect(originOf(exchanged, made.map(bytesOf), first.entry)).toEqual({ kind: 'refused', why: 'unsigned' });
});

it('is taken with no signature but of a device that whoever hands it in has there, over that very entry', async () => {
  const [first, colleague] = await addColleague(county, 'officer', await office());
  const [other, late] = [await office(), await joinOffice(county, 'officer', first.office)];
  const next = after(first.entry);
  const refused = async (maker: Seeds, signed?: DirectoryEntry) =>
    expect((await handIn(first, next, maker, signed)).code).toBe('maker-refused');
  await refused(first, first.entry);
  await refused(first, { ...next, officePk: new Uint8Array(32).fill(66) });
  await refused(colleague);
  await refused(other);
  await refused({ id: first.id, signSeed: other.signSeed });
  await refused({ id: other.id, signSeed: first.signSeed });
  await refused(late);
  // Somebody enrolled whom the entry leaves out: the county could not find them there.
  expect((await handIn(late, next, late)).code).toBe('maker-refused');
  expect((await handIn(colleague, next, colleague)).status).toBe(200);
  // Sent again after a lost answer.
  expect((await handIn(colleague, next, colleague)).status).toBe(200);
});

it('is not taken from a device that was taken away, nor from who acts on no cases', async () => {
  const first = await office(ELECTION);
  const trustee = await joinOffice(county, 'trustee', first.office);
  const keys = { signPk: ed25519PublicKey(trustee.signSeed), devicePk: trustee.device.publicKey };
  const row = { id: trustee.id, ...keys, maySign: true, mayHoldKey: false };
  const next = { ...after(first.entry), officers: [...first.entry.officers, row] };
  expect((await handIn(first, next, trustee)).code).toBe('maker-refused');

  const [params, second] = [first.office, secondOf(first)];
  await county.must(offerDevice, { params, body: offerBody(second) }, first.session);
  await county.must(addDevice, { params, body: vouchedBody(first, second) }, first.session);
  const both = [...first.entry.officers, { ...keysOf(second), maySign: true, mayHoldKey: true }];
  expect((await handIn(first, { ...after(first.entry), officers: both }, second)).status).toBe(200);
  const devicePk = toBase64url(second.device.publicKey);
  await county.must(removeDevice, { params, body: { devicePk } }, first.session);
  const third = after(after(first.entry));
  expect((await handIn(first, third, second)).code).toBe('maker-refused');
  expect((await handIn(first, third, first)).status).toBe(200);
});

it('an entry of the time before comes to the county without one, and is not signed for beside a published one', async () => {
  const first = await office();
  const key = newestKey(COUNTY, first.office);
  const { people } = StoredNewest.parse(await county.dynamo.get('affairs', key));
  await county.dynamo.transact([put('affairs', { ...key, people, entry: encodeEntry(after(first.entry)) })]);
  const { made } = await draft();
  const next = after(first.entry);
  expect(originOf(next, made.map(bytesOf), first.entry)).toEqual({ kind: 'refused', why: 'unsigned' });
  expect(originOf(next, made.map(bytesOf), undefined)).toEqual({ kind: 'call', why: 'first' });
});
