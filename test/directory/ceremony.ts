import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair, type KeyPair } from '#shared/crypto/hpke';
import {
  directoryDraft,
  enrol,
  publishDirectory,
  putEntry,
  registerHolder,
} from '#shared/directory/contract';
import { proveDevice } from '#shared/directory/device';
import type { DirectoryEntry } from '#shared/directory/entry';
import { encodeEntry } from '#shared/directory/entry';
import { HOLDERS, signHolder } from '#shared/directory/holder';
import { DISCIPLINE, type Office, type OfficeKind } from '#shared/directory/office';
import { sealOfficeKey } from '#shared/directory/office-key';
import { signMade } from '#shared/directory/made';
import { signRoot } from '#shared/directory/root';
import { signSnapshot } from '#shared/directory/snapshot';
import { escalationOf, officeLevel } from '#shared/directory/standing';
import { acceptInvitation, invite, type Session } from '#shared/identity/contract';
import type { Role } from '#shared/identity/role';
import { dayOf } from '#shared/time';
import { COUNTY, freshId, type TestCounty } from '#test/setup';

/** An officer with keys of their own, as a browser would make them. */
export interface TestOfficer {
  session: Session;
  office: Office;
  id: number;
  signSeed: Uint8Array;
  device: KeyPair;
  officeKey: KeyPair;
  entry: DirectoryEntry;
}

const DIRECTORY_SEED = new Uint8Array(32).fill(42);
let serial = 0;
let latecomers = 0;
const utf8Hash = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));
const seed = (): Uint8Array => utf8Hash(`seed ${(serial += 1)}`);

/** A device's public keys with its own signature, as a browser sends them. */
export function provedKeys(
  office: Office,
  { id, signSeed, devicePk }: { id: number; signSeed: Uint8Array; devicePk: Uint8Array },
) {
  const device = { id, signPk: ed25519PublicKey(signSeed), devicePk };
  const proof = toBase64url(proveDevice(office, device, signSeed));
  return { id, signPk: toBase64url(device.signPk), devicePk: toBase64url(devicePk), proof };
}

/** Where an office key is sealed to, as it is sent. */
export const sealedTo = ({ id, devicePk }: { id: number; devicePk: Uint8Array }) => ({
  officer: id,
  devicePk: toBase64url(devicePk),
});

/** What a recovery holder registers at the office whose keys they signed with. */
export function holderBody(
  { office, id, signSeed }: { office: Office; id: number; signSeed: Uint8Array },
  ikm: Uint8Array,
) {
  const recoveryPk = deriveKeyPair(ikm).publicKey;
  const signature = signHolder({ office, officer: id, recoveryPk }, signSeed);
  return { officer: id, recoveryPk: toBase64url(recoveryPk), signature: toBase64url(signature) };
}

/** Somebody of an office enrols there and registers a recovery key of their own. */
export async function joinHolders(county: TestCounty, role: Role, office: Office, known?: Session) {
  const joined = await joinOffice(county, role, office, known);
  const ikm = utf8Hash(`recovery ${joined.id}`);
  await county.must(registerHolder, { params: office, body: holderBody(joined, ikm) }, joined.session);
  return { ...joined, card: ikm, recovery: deriveKeyPair(ikm) };
}

/** Somebody who registered a recovery key, and has it on a card. */
export type TestHolder = Awaited<ReturnType<typeof joinHolders>>;

const holders = new WeakMap<TestCounty, Promise<readonly TestHolder[]>>();

/** Three people of the county, who hold for every office of a test. */
export function holdersOf(county: TestCounty): Promise<readonly TestHolder[]> {
  const known = holders.get(county) ?? makeHolders(county);
  holders.set(county, known);
  return known;
}

async function makeHolders(county: TestCounty): Promise<readonly TestHolder[]> {
  const office = { area: COUNTY, kind: DISCIPLINE } as const;
  const three: TestHolder[] = [];
  for (let i = 0; i < HOLDERS; i += 1) three.push(await joinHolders(county, 'officer', office));
  return three;
}

/** The public halves of their keys. */
async function recoveryPksOf(county: TestCounty): Promise<Uint8Array[]> {
  return (await holdersOf(county)).map(({ recovery }) => recovery.publicKey);
}

/** An entry with the signature of the device that made its key, as it is sent. */
export function madeBy({ id, signSeed }: { id: number; signSeed: Uint8Array }, entry: Uint8Array) {
  return { entry: toBase64url(entry), made: toBase64url(signMade(entry, { officer: id, signSeed })) };
}

/** One officer of an office enrols and hands in the office's first entry. */
export async function openOffice(
  county: TestCounty,
  role: Role,
  at: { area: AreaCode; kind: OfficeKind; name: string },
): Promise<TestOfficer> {
  const session = await county.staff(role, at.area);
  const { area, kind, name } = at;
  const params = { area, kind };
  const [signSeed, deviceIkm, officeIkm] = [seed(), seed(), seed()];
  const device = deriveKeyPair(deviceIkm);
  const id = 100 + serial;
  const keys = { signPk: ed25519PublicKey(signSeed), devicePk: device.publicKey };
  const body = { ...provedKeys(params, { id, signSeed, devicePk: keys.devicePk }), name: '沈一帆' };
  await county.must(enrol, { params, body }, session);
  const today = dayOf(county.clock.now);
  const entry: DirectoryEntry = {
    epoch: 1,
    firstDay: today,
    lastDay: today + 365,
    office: params,
    level: officeLevel(params)!,
    above: escalationOf(params),
    name,
    officePk: deriveKeyPair(officeIkm).publicKey,
    recoveryPks: await recoveryPksOf(county),
    officers: [{ id, ...keys, maySign: true, mayHoldKey: true }],
  };
  const bytes = encodeEntry(entry);
  const sealed = toBase64url(sealOfficeKey(officeIkm, bytes, { id, devicePk: keys.devicePk }, seed())!);
  await county.must(
    putEntry,
    {
      params,
      body: { ...madeBy({ id, signSeed }, bytes), keys: [{ ...sealedTo(entry.officers[0]!), sealed }] },
    },
    session,
  );
  return { session, office: params, id, signSeed, device, officeKey: deriveKeyPair(officeIkm), entry };
}

/** An officer's colleague: enrolled too, and listed in the office's next entry, whose key both have. */
export async function addColleague(
  county: TestCounty,
  role: Role,
  first: TestOfficer,
): Promise<readonly [TestOfficer, TestOfficer]> {
  const { id, signSeed, device, session } = await joinOffice(county, role, first.office);
  const officeIkm = seed();
  const officeKey = deriveKeyPair(officeIkm);
  const keys = { signPk: ed25519PublicKey(signSeed), devicePk: device.publicKey };
  const entry: DirectoryEntry = {
    ...first.entry,
    epoch: first.entry.epoch + 1,
    officePk: officeKey.publicKey,
    officers: [...first.entry.officers, { id, ...keys, maySign: true, mayHoldKey: true }],
  };
  const bytes = encodeEntry(entry);
  const sealed = entry.officers.map((officer) => ({
    ...sealedTo(officer),
    sealed: toBase64url(sealOfficeKey(officeIkm, bytes, officer, seed())!),
  }));
  const body = { ...madeBy(first, bytes), keys: sealed };
  await county.must(putEntry, { params: first.office, body }, first.session);
  const now = { office: first.office, officeKey, entry };
  return [
    { ...first, ...now },
    { ...now, session, id, signSeed, device },
  ];
}

/** All devices of an office are gone: its officer enrols anew, and the office has a key that opens nothing from before. */
export async function loseKeys(
  county: TestCounty,
  role: Role,
  before: TestOfficer,
  recoveryPks = before.entry.recoveryPks,
): Promise<TestOfficer> {
  const { office, session } = before;
  const { id, signSeed, device } = await joinOffice(county, role, office, session);
  const officeIkm = seed();
  const officeKey = deriveKeyPair(officeIkm);
  const keys = { signPk: ed25519PublicKey(signSeed), devicePk: device.publicKey };
  const officers = [{ id, ...keys, maySign: true, mayHoldKey: true }];
  const { epoch } = before.entry;
  const entry = { ...before.entry, epoch: epoch + 1, recoveryPks, officePk: officeKey.publicKey, officers };
  const bytes = encodeEntry(entry);
  const sealed = toBase64url(sealOfficeKey(officeIkm, bytes, { id, devicePk: keys.devicePk }, seed())!);
  const body = {
    ...madeBy({ id, signSeed }, bytes),
    keys: [{ officer: id, devicePk: toBase64url(keys.devicePk), sealed }],
  };
  await county.must(putEntry, { params: office, body }, session);
  return { session, office, id, signSeed, device, officeKey, entry };
}

/** The county's officer signs what every office handed in; the root key signs the directory key; the log takes it. */
export async function publish(county: TestCounty, founder: Session): Promise<void> {
  const params = { area: COUNTY };
  const draft = await county.must(directoryDraft, { params }, founder);
  await county.must(publishDirectory, { params, body: signedDirectory(county, draft) }, founder);
  await county.enterLog();
}

/** The signed structures over a draft, in the form the route takes. */
export function signedDirectory(
  county: TestCounty,
  draft: { epoch: number; servicePk: string; entries: string[] },
): { root: string; snapshot: string } {
  const today = dayOf(county.clock.now);
  const directoryPk = ed25519PublicKey(DIRECTORY_SEED);
  const root = { area: COUNTY, directoryPk, firstDay: today, lastDay: today + 365 };
  const snapshot = {
    area: COUNTY,
    epoch: draft.epoch + 1,
    day: today,
    validDays: 30,
    servicePk: bytesOf(draft.servicePk),
    entryHashes: draft.entries.map((entry) => sha256(bytesOf(entry))),
  };
  return {
    root: toBase64url(signRoot(root, county.wiring.secrets.root)),
    snapshot: toBase64url(signSnapshot(snapshot, DIRECTORY_SEED)),
  };
}

/** A colleague who came when the office had its key already: enrolled, and listed nowhere. */
export async function joinOffice(county: TestCounty, role: Role, office: Office, known?: Session) {
  const session = known ?? (await county.staff(role, office.area));
  // Ids of their own: rounds of tests name the officers of the first offices.
  latecomers += 1;
  const id = 60_000 + latecomers;
  const [signSeed, deviceIkm] = ['sign', 'device'].map((what) => utf8Hash(`${what} ${id}`));
  const device = deriveKeyPair(deviceIkm!);
  const keys = provedKeys(office, { id, signSeed: signSeed!, devicePk: device.publicKey });
  await county.must(enrol, { params: office, body: { ...keys, name: '韩雪' } }, session);
  return { session, office, id, signSeed: signSeed!, device };
}

/** Invites somebody by their WeChat, who comes and is signed in with the grant. */
export async function invited(
  county: TestCounty,
  openid: string,
  role: Role,
  area: AreaCode,
  by: Session,
): Promise<Session> {
  const body = { id: freshId(), role, name: '韩雪' };
  const { code } = await county.must(invite, { params: { area }, body }, by);
  county.clock.now += 1;
  await county.must(acceptInvitation, { body: { code } }, await county.person(openid));
  return county.person(openid);
}
