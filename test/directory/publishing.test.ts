import { beforeAll, describe, expect, it } from '@jest/globals';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import {
  currentDirectory,
  directoryDraft,
  enrol,
  enrolledOfficers,
  myOfficeKeys,
  olderDirectory,
  publishDirectory,
  putEntry,
} from '#shared/directory/contract';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import { encodeEntry } from '#shared/directory/entry';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { openOfficeKey } from '#shared/directory/office-key';
import { directoryFromWire } from '#shared/directory/wire';
import type { Session } from '#shared/identity/contract';
import { dayOf } from '#shared/time';
import { COUNTY, setup, type TestCounty, TOWN } from '#test/setup';
import { openOffice, publish, signedDirectory, type TestOfficer } from './ceremony';

let county: TestCounty;
let founder: Session;
let officer: TestOfficer;
const TOWN_OFFICE = { area: TOWN, kind: DISCIPLINE } as const;

beforeAll(async () => {
  county = await setup();
  founder = await county.staff('county', COUNTY);
  officer = await openOffice(county, 'officer', {
    ...TOWN_OFFICE,
    level: 2,
    above: null,
    name: '柳塘镇纪委',
  });
  await publish(county, founder);
});

async function accepted(): Promise<Directory> {
  const wire = await county.must(currentDirectory, { params: { area: COUNTY } });
  const anchor = { county: COUNTY, rootPk: ed25519PublicKey(county.wiring.secrets.root) };
  const directory = acceptDirectory(directoryFromWire(wire), anchor, dayOf(county.clock.now), 0);
  if (typeof directory === 'string') throw new Error(directory);
  return directory;
}

describe('the published directory', () => {
  it('is accepted by anyone who knows the root key, now and by its hash', async () => {
    const directory = await accepted();
    expect(directory.entries).toEqual([officer.entry]);
    const hash = toBase64url(directory.hash);
    const older = await county.must(olderDirectory, { params: { area: COUNTY, hash } });
    expect(older).toEqual(await county.must(currentDirectory, { params: { area: COUNTY } }));
  });

  it('gives each device its office key and nobody else’s', async () => {
    const { keys, epoch } = await county.must(myOfficeKeys, { params: TOWN_OFFICE }, officer.session);
    expect(epoch).toBe(1);
    const [key] = keys;
    const opened = openOfficeKey(bytesOf(key!.sealed), bytesOf(key!.entry), officer.id, officer.device);
    expect(opened?.publicKey).toEqual(officer.entry.officePk);
    const colleague = await county.staff('officer', TOWN);
    expect((await county.must(myOfficeKeys, { params: TOWN_OFFICE }, colleague)).keys).toEqual([]);
  });

  it('is not published with a signature of another root, a used epoch or a service key that is not the county’s', async () => {
    const params = { area: COUNTY };
    const draft = await county.must(directoryDraft, { params }, founder);
    const signed = signedDirectory(county, draft);
    const wrong = {
      ...county.wiring,
      secrets: { ...county.wiring.secrets, root: new Uint8Array(32).fill(1) },
    };
    const forged = signedDirectory({ ...county, wiring: wrong }, draft);
    const stale = signedDirectory(county, { ...draft, epoch: 0 });
    const foreign = signedDirectory(county, { ...draft, servicePk: toBase64url(new Uint8Array(32)) });
    const put = (body: typeof signed) => county.send(publishDirectory, { params, body }, founder);
    expect((await put(forged)).code).toBe('directory-refused');
    expect((await put(foreign)).code).toBe('directory-refused');
    expect((await put(stale)).code).toBe('directory-moved');
    expect((await put({ ...signed, snapshot: signed.root })).code).toBe('directory-refused');
  });

  it('is not published over entries that changed since they were signed', async () => {
    const params = { area: COUNTY };
    const signed = signedDirectory(county, await county.must(directoryDraft, { params }, founder));
    await openOffice(county, 'county', {
      area: COUNTY,
      kind: ELECTION,
      level: 3,
      above: null,
      name: '县换届办',
    });
    const reply = await county.send(publishDirectory, { params, body: signed }, founder);
    expect(reply.code).toBe('directory-moved');
  });
});

describe('an office', () => {
  it('takes no entry of another office, of an officer who is not enrolled, or without a key for each holder', async () => {
    const [own] = officer.entry.officers;
    const sealed = toBase64url(new Uint8Array(80));
    const send = (change: Partial<typeof officer.entry>, keys = [{ officer: officer.id, sealed }]) => {
      const entry = toBase64url(encodeEntry({ ...officer.entry, epoch: 2, ...change }));
      return county.send(putEntry, { params: TOWN_OFFICE, body: { entry, keys } }, officer.session);
    };
    expect((await send({ office: { area: COUNTY, kind: DISCIPLINE } })).code).toBe('directory-refused');
    expect((await send({ officers: [{ ...own!, id: 9 }] })).code).toBe('keys-unlisted');
    expect((await send({}, [{ officer: 9, sealed }])).code).toBe('keys-unlisted');
    expect((await send({ epoch: 5 })).code).toBe('conflict');
  });

  it('lets only its own people enrol and look, not those of the county above', async () => {
    const above = await county.staff('officer', COUNTY);
    const body = {
      id: 5,
      name: '罗志远',
      signPk: toBase64url(new Uint8Array(32)),
      devicePk: toBase64url(new Uint8Array(32)),
    };
    expect((await county.send(enrol, { params: TOWN_OFFICE, body }, above)).code).toBe('forbidden');
    expect((await county.send(enrolledOfficers, { params: TOWN_OFFICE }, above)).code).toBe('forbidden');
    expect((await county.send(enrol, { params: TOWN_OFFICE, body }, founder)).code).toBe('forbidden');
  });

  it('answers the same keys the same, replaces a lost device, and never takes an id twice', async () => {
    const { signPk, devicePk } = (
      await county.must(enrolledOfficers, { params: TOWN_OFFICE }, officer.session)
    ).officers[0]!;
    const enrolAs = (
      body: { id: number; name: string; signPk: string; devicePk: string },
      as = officer.session,
    ) => county.send(enrol, { params: TOWN_OFFICE, body }, as);
    expect((await enrolAs({ id: officer.id, name: '沈一帆', signPk, devicePk })).status).toBe(200);
    expect((await enrolAs({ id: officer.id, name: '沈一帆', signPk: devicePk, devicePk })).code).toBe(
      'conflict',
    );
    expect((await enrolAs({ id: 77, name: '沈一帆', signPk, devicePk })).status).toBe(200);
    const colleague = await county.staff('officer', TOWN);
    expect((await enrolAs({ id: 77, name: '韩雪', signPk, devicePk }, colleague)).code).toBe('conflict');
  });
});
