import { beforeAll, describe, expect, it } from '@jest/globals';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import {
  currentDirectory,
  directoryDraft,
  enrol,
  enrolledOfficers,
  myOfficeKeys,
  publishDirectory,
  putEntry,
} from '#shared/directory/contract';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { AreaCode } from '#shared/area/code';
import { DISCIPLINE, ELECTION, type Office } from '#shared/directory/office';
import { openOfficeKey } from '#shared/directory/office-key';
import { directoryFromWire } from '#shared/directory/wire';
import type { Session } from '#shared/identity/contract';
import { dayOf } from '#shared/time';
import type { Role } from '#shared/identity/role';
import { COUNTY, setup, type TestCounty, TOWN } from '#test/setup';
import {
  madeBy,
  openOffice,
  provedKeys,
  publish,
  sealedTo,
  signedDirectory,
  type TestOfficer,
} from './ceremony';

let county: TestCounty;
let founder: Session;
let officer: TestOfficer;
const OTHER_TOWN = AreaCode.parse('990101102000');
const THIRD_TOWN = AreaCode.parse('990101103000');
const TOWN_OFFICE = { area: TOWN, kind: DISCIPLINE } as const;

beforeAll(async () => {
  county = await setup();
  founder = await county.staff('county', COUNTY);
  officer = await openOffice(county, 'officer', {
    ...TOWN_OFFICE,
    name: '柳塘镇纪委',
  });
  await publish(county, founder);
});

async function accepted(): Promise<Directory> {
  const wire = await county.must(currentDirectory, { params: { area: COUNTY } });
  const anchor = { county: COUNTY, rootPk: ed25519PublicKey(county.wiring.secrets.root), log: county.log };
  const directory = acceptDirectory(directoryFromWire(wire), anchor, dayOf(county.clock.now), 0);
  if (typeof directory === 'string') throw new Error(directory);
  return directory;
}

type Officer = DirectoryEntry['officers'][number];
let ids = 900;

/** Somebody who came to an office later and enrolled there. */
async function newcomer(
  role: Role,
  params: Office,
): Promise<{ session: Session; params: Office; officer: Officer; id: number; signSeed: Uint8Array }> {
  const session = await county.staff(role, params.area);
  ids += 1;
  const signSeed = new Uint8Array(32).fill(ids);
  const keys = { signPk: ed25519PublicKey(signSeed), devicePk: new Uint8Array(32).fill(ids + 1) };
  const body = { ...provedKeys(params, { id: ids, signSeed, devicePk: keys.devicePk }), name: '韩雪' };
  await county.must(enrol, { params, body }, session);
  const officer = { id: ids, ...keys, maySign: true, mayHoldKey: role !== 'trustee' };
  return { session, params, officer, id: ids, signSeed };
}

const freshKey = () => crypto.getRandomValues(new Uint8Array(32));

interface Maker {
  session: Session;
  params: Office;
  id: number;
  signSeed: Uint8Array;
}

/** Puts the entry after this one, with these officers. */
function next({ session, params, ...maker }: Maker, before: DirectoryEntry, officers: readonly Officer[]) {
  const made = madeBy(maker, encodeEntry({ ...before, epoch: before.epoch + 1, officers }));
  const sealed = toBase64url(new Uint8Array(80));
  const keys = officers.filter(({ mayHoldKey }) => mayHoldKey).map((one) => ({ ...sealedTo(one), sealed }));
  return county.send(putEntry, { params, body: { ...made, keys } }, session);
}

describe('the published directory', () => {
  it('is accepted by anyone who knows the root key and the keys of the log', async () => {
    expect((await accepted()).entries).toEqual([officer.entry]);
  });

  it('is shown to nobody before it stands in the log under a checkpoint that a witness has seen', async () => {
    const before = (await accepted()).snapshot.epoch;
    county.witness.isAway = true;
    await publish(county, founder);
    county.clock.now += 2;
    expect((await accepted()).snapshot.epoch).toBe(before);
    county.witness.isAway = false;
    await county.enterLog();
    county.clock.now += 2;
    expect((await accepted()).snapshot.epoch).toBe(before + 1);
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
    const stale = signedDirectory(county, { ...draft, epoch: 0, entries: [] });
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
    const send = (change: Partial<typeof officer.entry>, keys = [{ ...sealedTo(own!), sealed }]) => {
      const made = madeBy(officer, encodeEntry({ ...officer.entry, epoch: 2, ...change }));
      return county.send(putEntry, { params: TOWN_OFFICE, body: { ...made, keys } }, officer.session);
    };
    expect((await send({ office: { area: COUNTY, kind: DISCIPLINE } })).code).toBe('directory-refused');
    expect((await send({ officers: [{ ...own!, id: 9 }] })).code).toBe('keys-unlisted');
    expect((await send({}, [{ ...sealedTo(own!), officer: 9, sealed }])).code).toBe('keys-unlisted');
    expect((await send({ epoch: 5 })).code).toBe('conflict');
  });

  it('has the level, the office above and the days that follow from it, whoever hands the entry in', async () => {
    const [own] = officer.entry.officers;
    const sealed = toBase64url(new Uint8Array(80));
    const put = async (change: Partial<typeof officer.entry>) => {
      const made = madeBy(officer, encodeEntry({ ...officer.entry, epoch: 2, ...change }));
      const body = { ...made, keys: [{ ...sealedTo(own!), sealed }] };
      return (await county.send(putEntry, { params: TOWN_OFFICE, body }, officer.session)).code;
    };
    const today = dayOf(county.clock.now);
    expect(await put({ level: 3 })).toBe('directory-refused');
    expect(await put({ above: null })).toBe('directory-refused');
    expect(await put({ above: { area: COUNTY, kind: ELECTION } })).toBe('directory-refused');
    expect(await put({ firstDay: today - 2 })).toBe('directory-refused');
    expect(await put({ lastDay: today + 366 })).toBe('directory-refused');
    expect(await put({ lastDay: today - 1 })).toBe('directory-refused');
  });

  it('lets a trustee enrol, but neither put its entry nor hold its key', async () => {
    const params = { area: OTHER_TOWN, kind: ELECTION } as const;
    const office = await openOffice(county, 'township', { ...params, name: '双井镇换届办' });
    const trustee = await newcomer('trustee', params);
    const officers = [...office.entry.officers, trustee.officer];
    const asTrustee = await next(trustee, office.entry, officers);
    expect(asTrustee.code).toBe('forbidden');
    const withKey = [...office.entry.officers, { ...trustee.officer, mayHoldKey: true }];
    const clerk = { ...office, params };
    expect((await next(clerk, office.entry, withKey)).code).toBe('directory-refused');
    expect((await next(clerk, office.entry, officers)).status).toBe(200);
  });

  it('keeps who stands in it when a newcomer puts the next entry; one who stands may leave others out', async () => {
    const params = { area: THIRD_TOWN, kind: DISCIPLINE } as const;
    const office = await openOffice(county, 'officer', { ...params, name: '南坡乡纪委' });
    const late = await newcomer('officer', params);
    expect((await next(late, office.entry, [late.officer])).code).toBe('officers-left-out');
    const both = [...office.entry.officers, late.officer];
    expect((await next(late, office.entry, both)).status).toBe(200);
    const second = { ...office.entry, epoch: 2 };
    expect((await next(late, second, [late.officer])).status).toBe(200);
    const { officers } = await county.must(directoryDraft, { params: { area: COUNTY } }, founder);
    expect(officers).toEqual(expect.arrayContaining([{ id: office.id, name: '沈一帆' }]));
  });

  it('lets only its own people enrol and look, not those of the county above', async () => {
    const above = await county.staff('officer', COUNTY);
    const [signSeed, devicePk] = [new Uint8Array(32), new Uint8Array(32)];
    const body = { ...provedKeys(TOWN_OFFICE, { id: 5, signSeed, devicePk }), name: '罗志远' };
    expect((await county.send(enrol, { params: TOWN_OFFICE, body }, above)).code).toBe('forbidden');
    expect((await county.send(enrolledOfficers, { params: TOWN_OFFICE }, above)).code).toBe('forbidden');
    expect((await county.send(enrol, { params: TOWN_OFFICE, body }, founder)).code).toBe('forbidden');
  });

  it('answers the same keys the same, replaces a lost device, and never takes an id twice', async () => {
    const { id, signSeed, device } = officer;
    const enrolAs = (keys: { id?: number; signSeed?: Uint8Array }, name: string, as = officer.session) => {
      const proved = provedKeys(TOWN_OFFICE, { id, signSeed, devicePk: device.publicKey, ...keys });
      return county.send(enrol, { params: TOWN_OFFICE, body: { ...proved, name } }, as);
    };
    expect((await enrolAs({}, '沈一帆')).status).toBe(200);
    expect((await enrolAs({ signSeed: freshKey() }, '沈一帆')).code).toBe('conflict');
    expect((await enrolAs({ id: 77 }, '沈一帆')).status).toBe(200);
    const colleague = await county.staff('officer', TOWN);
    expect((await enrolAs({ id: 77 }, '韩雪', colleague)).code).toBe('conflict');
  });

  it('takes no keys that whoever enrols them did not sign for, at this office and under this id', async () => {
    const colleague = await county.staff('officer', TOWN);
    const own = provedKeys(TOWN_OFFICE, { id: 78, signSeed: freshKey(), devicePk: freshKey() });
    const enrolAs = (body: typeof own) =>
      county.send(enrol, { params: TOWN_OFFICE, body: { ...body, name: '韩雪' } }, colleague);
    expect((await enrolAs({ ...own, id: 79 })).code).toBe('device-refused');
    expect((await enrolAs({ ...own, devicePk: toBase64url(freshKey()) })).code).toBe('device-refused');
    const other = provedKeys(
      { area: COUNTY, kind: DISCIPLINE },
      { id: 78, signSeed: freshKey(), devicePk: freshKey() },
    );
    expect((await enrolAs(other)).code).toBe('device-refused');
    expect((await enrolAs(own)).status).toBe(200);
  });

  it('takes nobody else’s key for theirs, at no other office either, and a person’s own once more', async () => {
    const elsewhere = { area: THIRD_TOWN, kind: ELECTION } as const;
    const stranger = await county.staff('township', THIRD_TOWN);
    const enrolAs = (id: number, signSeed: Uint8Array, devicePk: Uint8Array) => {
      const body = { ...provedKeys(elsewhere, { id, signSeed, devicePk }), name: '韩雪' };
      return county.send(enrol, { params: elsewhere, body }, stranger);
    };
    expect((await enrolAs(901, freshKey(), officer.device.publicKey)).code).toBe('conflict');
    expect((await enrolAs(902, officer.signSeed, freshKey())).code).toBe('conflict');
    const [signSeed, devicePk] = [freshKey(), freshKey()];
    expect((await enrolAs(903, signSeed, devicePk)).status).toBe(200);
    expect((await enrolAs(904, signSeed, freshKey())).status).toBe(200);
    expect((await enrolAs(905, signSeed, devicePk)).status).toBe(200);
  });
});
