import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { directoryDraft, enrol, putEntry, recoveryHolders, registerHolder } from '#shared/directory/contract';
import { type DirectoryEntry, decodeEntry, encodeEntry } from '#shared/directory/entry';
import { holdersIn } from '#shared/directory/holder';
import { DISCIPLINE, ELECTION, type Office } from '#shared/directory/office';
import { holderFromWire } from '#shared/directory/wire';
import { endGrant, type Session, staffList } from '#shared/identity/contract';
import { COUNTY, setup, type TestCounty, TOWN } from '#test/setup';
import {
  holderBody,
  invited,
  joinHolders,
  joinOffice,
  madeBy,
  openOffice,
  provedKeys,
  sealedTo,
  type TestOfficer,
} from './ceremony';

const TOWN_OFFICE = { area: TOWN, kind: DISCIPLINE } as const;
const COUNTY_DISCIPLINE = { area: COUNTY, kind: DISCIPLINE } as const;
const OTHER_TOWN = { area: AreaCode.parse('990101102000'), kind: DISCIPLINE } as const;

let county: TestCounty;
let founder: Session;
let town: TestOfficer;
beforeAll(async () => {
  county = await setup();
  founder = await county.staff('county', COUNTY);
  town = await openOffice(county, 'officer', { ...TOWN_OFFICE, name: '柳塘镇纪委' });
});

const ikmOf = (what: string) => sha256(new TextEncoder().encode(what));

/** Hands in the town's next entry with these recovery keys. */
function name(recoveryPks: readonly Uint8Array[], epoch = 2) {
  const entry: DirectoryEntry = { ...town.entry, epoch, recoveryPks };
  const keys = [{ ...sealedTo(entry.officers[0]!), sealed: toBase64url(new Uint8Array(80)) }];
  const body = { ...madeBy(town, encodeEntry(entry)), keys };
  return county.send(putEntry, { params: TOWN_OFFICE, body }, town.session);
}

const offered = async (office: Office, as: Session) =>
  (await county.must(recoveryHolders, { params: office }, as)).holders;

describe('a recovery holder', () => {
  it('registers a key of their own making, under the key they sign with, and is offered to the office', async () => {
    const holder = await joinHolders(county, 'officer', COUNTY_DISCIPLINE);
    const own = (await offered(TOWN_OFFICE, town.session)).find(({ officer }) => officer === holder.id)!;
    expect(own).toMatchObject({ name: '韩雪', recoveryPk: toBase64url(holder.recovery.publicKey) });
    // The same again changes nothing.
    const body = { officer: own.officer, recoveryPk: own.recoveryPk, signature: own.signature };
    const again = await county.send(registerHolder, { params: COUNTY_DISCIPLINE, body }, holder.session);
    expect(again.status).toBe(204);
  });

  it('puts no key under another name, nor one that is somebody’s device', async () => {
    const [one, other] = [
      await joinOffice(county, 'officer', TOWN_OFFICE),
      await joinOffice(county, 'officer', TOWN_OFFICE),
    ];
    const register = async (body: object, as: Session) =>
      (await county.send(registerHolder, { params: TOWN_OFFICE, body: body as never }, as)).code;
    const theirs = holderBody(one, ikmOf('theirs'));
    expect(await register(theirs, other.session)).toBe('holder-refused');
    expect(await register({ ...theirs, officer: other.id }, other.session)).toBe('holder-refused');
    expect(await register(holderBody({ ...one, signSeed: ikmOf('any') }, ikmOf('x')), one.session)).toBe(
      'holder-refused',
    );
    const device = ikmOf(`device ${other.id}`);
    expect(deriveKeyPair(device).publicKey).toEqual(other.device.publicKey);
    expect(await register(holderBody(one, device), one.session)).toBe('conflict');
    expect(await register(holderBody(other, device), other.session)).toBe('holder-refused');
    // Whoever reads another's public key does not register it as their own.
    expect(await register(theirs, one.session)).toBeUndefined();
    expect(await register(holderBody(other, ikmOf('theirs')), other.session)).toBe('conflict');
  });

  it('is not offered to an office that is neither theirs nor below the county’s', async () => {
    const holder = await joinHolders(county, 'officer', OTHER_TOWN);
    const ids = (await offered(TOWN_OFFICE, town.session)).map(({ officer }) => officer);
    expect(ids).not.toContain(holder.id);
    const [one, two] = town.entry.recoveryPks as [Uint8Array, Uint8Array];
    expect((await name([one, two, holder.recovery.publicKey])).code).toBe('holders-unregistered');
  });

  it('is none any more after new keys of their own, or once they left', async () => {
    const holder = await joinHolders(county, 'officer', TOWN_OFFICE);
    const isOffered = async () =>
      (await offered(TOWN_OFFICE, town.session)).some(({ officer }) => officer === holder.id);
    expect(await isOffered()).toBe(true);
    const { revision } = await county.must(staffList, { params: { area: TOWN } }, town.session);
    const { person } = holder.session;
    const body = { from: revision, person, role: 'officer', reason: 'left' } as const;
    await county.must(endGrant, { params: { area: TOWN }, body }, town.session);
    expect(await isOffered()).toBe(false);
    const other = await joinHolders(county, 'officer', TOWN_OFFICE);
    const keys = { signSeed: ikmOf('new sign'), devicePk: ikmOf('new device') };
    const anew = { ...provedKeys(TOWN_OFFICE, { id: other.id + 5000, ...keys }), name: '韩雪' };
    await county.must(enrol, { params: TOWN_OFFICE, body: anew }, other.session);
    expect((await offered(TOWN_OFFICE, town.session)).map(({ officer }) => officer)).not.toContain(anew.id);
  });
});

describe('an office’s entry', () => {
  it('names the keys of three different people who registered them, and no others', async () => {
    const [one, two, three] = town.entry.recoveryPks as [Uint8Array, Uint8Array, Uint8Array];
    const own = deriveKeyPair(ikmOf('made by the officer')).publicKey;
    expect((await name([one, two, own])).code).toBe('holders-unregistered');
    expect((await name([one, two, two])).code).toBe('holders-unregistered');
    expect((await name([town.entry.officePk, two, three])).code).toBe('holders-unregistered');
    expect((await name([three, one, two])).status).toBe(200);
  });

  it('does not count one person twice who holds at two offices', async () => {
    const at = await invited(county, 'both', 'officer', COUNTY, await county.staff('officer', COUNTY));
    const one = await joinHolders(county, 'officer', COUNTY_DISCIPLINE, at);
    const as = await invited(county, 'both', 'county', COUNTY, founder);
    const two = await joinHolders(county, 'county', { area: COUNTY, kind: ELECTION }, as);
    expect(two.session.person).toBe(one.session.person);
    const [other, another] = town.entry.recoveryPks as [Uint8Array, Uint8Array];
    const both = [one, two].map(({ recovery }) => recovery.publicKey);
    expect((await name([...both, other], 3)).code).toBe('holders-unregistered');
    expect((await name([both[0]!, other, another], 3)).status).toBe(200);
  });

  it('is shown to the county with its holders by name: a key that nobody signed for is nobody’s', async () => {
    const draft = await county.must(directoryDraft, { params: { area: COUNTY } }, founder);
    const entries = draft.entries.map((entry) => decodeEntry(bytesOf(entry))!);
    const registered = draft.holders.map(holderFromWire);
    const [entry] = entries;
    const named = holdersIn(entry!, registered, entries);
    expect(named.map((one) => one?.holder.name)).toEqual(['韩雪', '韩雪', '韩雪']);
    expect(named.map((one) => one?.listed)).toEqual([false, false, false]);
    const forged = registered.map((one) => ({ ...one, signature: new Uint8Array(64) }));
    expect(holdersIn(entry!, forged, entries)).toEqual([null, null, null]);
    const [first, second] = entry!.recoveryPks as [Uint8Array, Uint8Array];
    const twice = holdersIn({ ...entry!, recoveryPks: [first, first, second] }, registered, entries);
    expect(twice.map((one) => one !== null)).toEqual([true, false, true]);
  });
});
