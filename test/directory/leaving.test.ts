import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { enrol, enrolledOfficers, putEntry } from '#shared/directory/contract';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { DISCIPLINE, ELECTION, type Office } from '#shared/directory/office';
import { endGrant, type Session, staffList } from '#shared/identity/contract';
import type { Role } from '#shared/identity/role';
import { COUNTY, setup, type TestCounty } from '#test/setup';
import { invited, madeBy, openOffice, provedKeys, sealedTo, type TestOfficer } from './ceremony';

let county: TestCounty;
let founder: Session;
let codes = 990101111000;
beforeAll(async () => {
  county = await setup();
  founder = await county.staff('county', COUNTY);
});

const keyOf = (what: string, of: number) => sha256(new TextEncoder().encode(`${what} ${of}`));
const keysOf = (office: Office, of: number, id = of) =>
  provedKeys(office, { id, signSeed: keyOf('sign', of), devicePk: keyOf('device', of) });

/** A discipline office of a town of its own, with a second officer beside the first. */
async function staffed(): Promise<{ first: TestOfficer; second: Session; office: Office; id: number }> {
  codes += 1000;
  const area = AreaCode.parse(String(codes));
  const first = await openOffice(county, 'officer', { area, kind: DISCIPLINE, name: '柳塘镇纪委' });
  const second = await invited(county, `second ${codes}`, 'officer', area, first.session);
  const id = codes / 1000;
  await county.must(
    enrol,
    { params: first.office, body: { ...keysOf(first.office, id), name: '韩雪' } },
    second,
  );
  return { first, second, office: first.office, id };
}

async function end(role: Role, area: AreaCode, who: Session, by: Session) {
  const { revision } = await county.must(staffList, { params: { area } }, by);
  const body = { from: revision, person: who.person, role, reason: 'left' } as const;
  return county.send(endGrant, { params: { area }, body }, by);
}

const listed = async (office: Office, as: Session) => county.must(enrolledOfficers, { params: office }, as);

/** Hands in the entry after this one, listing these ids with any keys, as whoever has this id. */
function next(entry: DirectoryEntry, officers: DirectoryEntry['officers'], as: Session, id: number) {
  const sealed = toBase64url(new Uint8Array(80));
  const bytes = encodeEntry({ ...entry, epoch: entry.epoch + 1, officers });
  const keys = officers.map((one) => ({ ...sealedTo(one), sealed }));
  const body = { ...madeBy({ id, signSeed: keyOf('sign', id) }, bytes), keys };
  return county.send(putEntry, { params: entry.office, body }, as);
}

describe('an officer whose grant has ended', () => {
  it('is enrolled no more, though the newest entry lists them until the office makes another key', async () => {
    const { first, second, office, id } = await staffed();
    expect((await end('officer', office.area, first.session, second)).status).toBe(204);
    const { officers, listed: ids } = await listed(office, second);
    expect(officers.map((one) => one.id)).toEqual([id]);
    expect(ids).toEqual([toBase64url(first.device.publicKey)]);
  });

  it('is taken into no further entry, and left out by a colleague whom the entry did not list', async () => {
    const { first, second, office, id } = await staffed();
    const own = {
      ...first.entry.officers[0]!,
      id,
      signPk: ed25519PublicKey(keyOf('sign', id)),
      devicePk: keyOf('device', id),
    };
    expect((await next(first.entry, [own], second, id)).code).toBe('officers-left-out');
    await end('officer', office.area, first.session, second);
    expect((await next(first.entry, [...first.entry.officers, own], second, id)).code).toBe('keys-unlisted');
    expect((await next(first.entry, [own], second, id)).status).toBe(200);
    expect((await listed(office, second)).listed).toEqual([toBase64url(keyOf('device', id))]);
  });

  it('does not come back with the token they still have', async () => {
    const { first, second, office } = await staffed();
    await end('officer', office.area, first.session, second);
    const body = { ...keysOf(office, 9, first.id), name: '沈一帆' };
    expect((await county.send(enrol, { params: office, body }, first.session)).code).toBe('forbidden');
    expect((await listed(office, second)).officers).toHaveLength(1);
  });

  it('comes back when they are invited again, with the keys they had', async () => {
    const { first, second, office, id } = await staffed();
    await end('officer', office.area, second, first.session);
    expect((await listed(office, first.session)).officers.map((one) => one.id)).toEqual([first.id]);
    const back = await invited(county, `second ${codes}`, 'officer', office.area, first.session);
    expect(back.person).toBe(second.person);
    await county.must(enrol, { params: office, body: { ...keysOf(office, id), name: '韩雪' } }, back);
    expect((await listed(office, first.session)).officers.map((one) => one.id).sort()).toEqual(
      [first.id, id].sort(),
    );
  });
});

it('a clerk who stays on as a trustee keeps their keys, and no longer the office’s', async () => {
  codes += 1000;
  const area = AreaCode.parse(String(codes));
  const office = { area, kind: ELECTION } as const;
  await invited(county, 'both', 'township', area, founder);
  const both = await invited(county, 'both', 'trustee', area, founder);
  await county.must(enrol, { params: office, body: { ...keysOf(office, 41), name: '韩雪' } }, both);
  const successor = await county.staff('township', area);
  const handles = async () => (await listed(office, successor)).officers.map((one) => [one.id, one.handles]);
  expect(await handles()).toEqual([[41, true]]);
  expect((await end('township', area, both, founder)).status).toBe(204);
  expect(await handles()).toEqual([[41, false]]);
});
