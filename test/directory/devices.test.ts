import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import {
  addDevice,
  enrol,
  enrolledOfficers,
  handOnKeys,
  myOfficeKeys,
  offerDevice,
  ownDevices,
  putEntry,
  recoveryHolders,
  removeDevice,
} from '#shared/directory/contract';
import { encodeEntry } from '#shared/directory/entry';
import { DISCIPLINE } from '#shared/directory/office';
import { openOfficeIkm, openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import { endGrant, staffList } from '#shared/identity/contract';
import { setup, type TestCounty } from '#test/setup';
import {
  invited,
  joinHolders,
  joinOffice,
  madeBy,
  openOffice,
  provedKeys,
  sealedTo,
  type TestOfficer,
} from './ceremony';
import { freshSeed, keysOf, offerBody, secondOf, type TestDevice, vouchedBody } from './second-device';

let county: TestCounty;
let codes = 990101131000;
let anew = 0;
beforeAll(async () => {
  county = await setup();
});

/** A discipline office of a town of its own, with its key. */
async function office(): Promise<TestOfficer> {
  codes += 1000;
  const at = { area: AreaCode.parse(String(codes)), kind: DISCIPLINE, name: '柳塘镇纪委' } as const;
  return openOffice(county, 'officer', at);
}

const offer = (next: TestDevice, name?: string) =>
  county.send(offerDevice, { params: next.office, body: offerBody(next, name) }, next.session);

/** An earlier device signs for a later one, and its owner sends it. */
const add = (by: TestDevice, next: TestDevice, seed?: Uint8Array) =>
  county.send(addDevice, { params: next.office, body: vouchedBody(by, next, seed) }, by.session);

async function bringIn(first: TestDevice, name?: string): Promise<TestDevice> {
  const second = secondOf(first);
  expect((await offer(second, name)).status).toBe(200);
  expect((await add(first, second)).status).toBe(204);
  return second;
}

const remove = ({ office, session, device }: TestDevice, as = session) =>
  county.send(removeDevice, { params: office, body: { devicePk: toBase64url(device.publicKey) } }, as);

/** These keys as the only ones, under an id that nobody had. */
function enrolAnew({ office, session, ...keys }: TestDevice) {
  const id = 80_000 + (anew += 1);
  const proved = provedKeys(office, { ...keys, id, devicePk: keys.device.publicKey });
  return county.send(enrol, { params: office, body: { ...proved, name: '沈一帆' } }, session);
}

const own = ({ office, session }: TestDevice) => county.must(ownDevices, { params: office }, session);

describe('a second device', () => {
  it('is offered, vouched for by the first and stands beside it, under one id', async () => {
    const first = await office();
    const second = secondOf(first);
    expect((await offer(second)).status).toBe(200);
    expect((await own(first)).offered.map(({ device }) => device)).toEqual(['家里的笔记本']);
    expect((await add(first, second)).status).toBe(204);
    const { id, devices, offered } = await own(first);
    expect([id, offered]).toEqual([first.id, []]);
    expect(devices.map(({ device }) => device)).toEqual(['', '家里的笔记本']);
    const { officers } = await county.must(enrolledOfficers, { params: first.office }, first.session);
    expect(officers.map((one) => [one.id, one.voucher?.by])).toEqual([
      [first.id, undefined],
      [first.id, toBase64url(ed25519PublicKey(first.signSeed))],
    ]);
    // Sent again after a lost answer, both change nothing.
    expect((await add(first, second)).status).toBe(204);
    expect((await offer(second)).status).toBe(200);
    expect((await own(first)).devices).toHaveLength(2);
  });

  it('is given the earlier keys, and stands in the next entry beside the first', async () => {
    const first = await office();
    const second = await bringIn(first);
    const { keys } = await county.must(myOfficeKeys, { params: first.office }, first.session);
    const [{ entry, sealed } = { entry: '', sealed: '' }] = keys;
    const ikm = openOfficeIkm(bytesOf(sealed), bytesOf(entry), first.id, first.device)!;
    const given = sealOfficeKey(ikm, bytesOf(entry), keysOf(second), freshSeed())!;
    const handed = [{ ...sealedTo(keysOf(second)), epoch: 1, sealed: toBase64url(given) }];
    await county.must(handOnKeys, { params: first.office, body: { keys: handed } }, first.session);
    const mine = await county.must(myOfficeKeys, { params: first.office }, first.session);
    const opens = (device: TestDevice) =>
      mine.keys.filter(
        (one) => openOfficeKey(bytesOf(one.sealed), bytesOf(one.entry), one.officer, device.device) !== null,
      ).length;
    expect([opens(first), opens(second)]).toEqual([1, 1]);
    const rows = [first, second].map((one) => ({ ...keysOf(one), maySign: true, mayHoldKey: true }));
    const next = encodeEntry({ ...first.entry, epoch: 2, officers: rows });
    const body = {
      ...madeBy(first, next),
      keys: rows.map((row) => ({ ...sealedTo(row), sealed: toBase64url(given) })),
    };
    expect((await county.send(putEntry, { params: first.office, body }, first.session)).status).toBe(200);
  });

  it('is not taken in when nobody vouched for it: not the server’s word, not a colleague, not the device itself', async () => {
    const first = await office();
    const colleague = await joinOffice(county, 'officer', first.office);
    const second = secondOf(first);
    await offer(second);
    expect((await add(first, second, second.signSeed)).code).toBe('device-refused');
    expect((await add(second, second)).code).toBe('device-refused');
    expect((await add({ ...colleague, session: first.session }, second)).code).toBe('device-refused');
    expect((await add(colleague, second)).code).toBe('device-refused');
    expect((await own(first)).devices).toHaveLength(1);
  });

  it('is offered by nobody but its owner, with keys it holds', async () => {
    const first = await office();
    const colleague = await joinOffice(county, 'officer', first.office);
    const second = secondOf(first);
    expect((await offer({ ...second, session: colleague.session })).code).toBe('device-refused');
    const proved = provedKeys(first.office, { ...second, devicePk: second.device.publicKey });
    const body = { ...proved, devicePk: toBase64url(freshSeed()), device: '别人的' };
    expect((await county.send(offerDevice, { params: first.office, body }, first.session)).code).toBe(
      'device-refused',
    );
    const above = await county.staff('officer', AreaCode.parse('990101000000'));
    expect((await offer({ ...second, session: above })).code).toBe('forbidden');
  });

  it('waits for half an hour; then it is asked for again with the same keys', async () => {
    const first = await office();
    const second = secondOf(first);
    county.clock.now -= 1800;
    await offer(second);
    county.clock.now += 1800;
    expect((await own(first)).offered).toEqual([]);
    expect((await add(first, second)).code).toBe('device-offer-over');
    expect((await offer(second)).status).toBe(200);
    expect((await add(first, second)).status).toBe(204);
  });

  it('is one of at most four; two that are brought in at once both stand, one after the other', async () => {
    const first = await office();
    const [second, third] = [secondOf(first), secondOf(first)];
    await offer(second);
    await offer(third);
    const replies = await Promise.all([add(first, second), add(first, third)]);
    for (const [i, { code }] of replies.entries()) {
      expect([undefined, 'conflict']).toContain(code);
      if (code) expect((await add(first, [second, third][i]!)).status).toBe(204);
    }
    await bringIn(first);
    expect((await offer(secondOf(first))).code).toBe('devices-full');
    expect((await own(first)).devices).toHaveLength(4);
  });

  it('does not fit any more when the office has 32, whoever would bring theirs', async () => {
    const first = await office();
    const people = [first as TestDevice];
    while (people.length < 8) people.push(await joinOffice(county, 'officer', first.office));
    const seconds = new Map<TestDevice, TestDevice>();
    for (const one of people) {
      for (let more = 0; more < 3; more += 1) seconds.set(one, await bringIn(one));
    }
    await expect(joinOffice(county, 'officer', first.office)).rejects.toThrow(/devices-full/);
    const [last] = people.slice(-1);
    await remove(last!);
    await joinOffice(county, 'officer', first.office);
    // Four devices are not the limit of this person any more; the office's is.
    const { devices } = await own(last!);
    expect(devices).toHaveLength(3);
    const more = secondOf(last!);
    await offer(more);
    const by = { ...last!, ...seconds.get(last!)! };
    expect((await add(by, more)).code).toBe('devices-full');
  });

  it('takes no keys that are another person’s', async () => {
    const first = await office();
    const colleague = await joinOffice(county, 'officer', first.office);
    const stolen = { ...secondOf(first), device: colleague.device };
    expect((await offer(stolen)).status).toBe(200);
    expect((await add(first, stolen)).code).toBe('device-known');
  });
});

describe('a device that is taken away', () => {
  it('is enrolled no more, is served nothing, and does not come back', async () => {
    const first = await office();
    const second = await bringIn(first);
    const { keys } = await county.must(myOfficeKeys, { params: first.office }, first.session);
    const handed = [{ ...sealedTo(keysOf(second)), epoch: 1, sealed: keys[0]!.sealed }];
    await county.must(handOnKeys, { params: first.office, body: { keys: handed } }, first.session);
    expect((await remove(second)).status).toBe(204);
    expect((await remove(second)).status).toBe(204);
    const served = await county.must(myOfficeKeys, { params: first.office }, first.session);
    expect(served.keys.map(({ devicePk }) => devicePk)).toEqual([toBase64url(first.device.publicKey)]);
    expect((await offer(second)).code).toBe('device-known');
    expect((await add(first, second)).code).toBe('device-known');
    const again = await county.send(
      handOnKeys,
      { params: first.office, body: { keys: handed } },
      first.session,
    );
    expect(again.code).toBe('keys-unlisted');
  });

  it('comes back with neither of its keys, as a further device or under a new id', async () => {
    const first = await office();
    const [taken, declined] = [await bringIn(first), secondOf(first)];
    await offer(declined);
    const alike = { ...secondOf(first), signSeed: taken.signSeed };
    await offer(alike);
    await remove(taken);
    await remove(declined);
    expect((await add(first, alike)).code).toBe('device-known');
    for (const gone of [taken, declined]) {
      for (const half of [{ signSeed: gone.signSeed }, { device: gone.device }]) {
        const other = { ...secondOf(first), ...half };
        expect((await offer(other)).code).toBe('device-known');
        expect((await enrolAnew(other)).code).toBe('device-known');
      }
    }
    expect((await own(first)).id).toBe(first.id);
    expect((await enrolAnew(secondOf(first))).status).toBe(200);
  });

  it('may be the first, and never the last', async () => {
    const first = await office();
    const second = await bringIn(first);
    expect((await remove(first)).status).toBe(204);
    expect((await own(second)).devices.map(({ device }) => device)).toEqual(['家里的笔记本']);
    expect((await remove(second)).code).toBe('device-last');
    expect((await own(second)).devices).toHaveLength(1);
  });

  it('is taken away by its owner alone', async () => {
    const first = await office();
    const second = await bringIn(first);
    const colleague = await joinOffice(county, 'officer', first.office);
    expect((await remove(second, colleague.session)).status).toBe(204);
    expect((await own(first)).devices).toHaveLength(2);
  });

  it('takes along the recovery key that was signed on it, until it is signed on another', async () => {
    const first = await office();
    const holder = await joinHolders(county, 'officer', first.office);
    const second = await bringIn(holder);
    const offered = async () =>
      (await county.must(recoveryHolders, { params: first.office }, first.session)).holders.some(
        ({ officer }) => officer === holder.id,
      );
    expect(await offered()).toBe(true);
    await remove(second);
    expect(await offered()).toBe(true);
    const third = await bringIn(holder);
    await remove(holder);
    expect(await offered()).toBe(false);
    expect((await own(third)).devices).toHaveLength(1);
  });

  it('who waits still is declined the same way', async () => {
    const first = await office();
    const second = secondOf(first);
    await offer(second);
    expect((await remove(second)).status).toBe(204);
    expect((await own(first)).offered).toEqual([]);
    expect((await offer(second)).code).toBe('device-known');
  });
});

it('an officer who leaves leaves with all their devices', async () => {
  const first = await office();
  const area = first.office.area;
  const other = await invited(county, `many ${area}`, 'officer', area, first.session);
  const joined = await joinOffice(county, 'officer', first.office, other);
  await bringIn(joined);
  const { revision } = await county.must(staffList, { params: { area } }, first.session);
  const body = { from: revision, person: other.person, role: 'officer', reason: 'left' } as const;
  await county.must(endGrant, { params: { area }, body }, first.session);
  const { officers } = await county.must(enrolledOfficers, { params: first.office }, first.session);
  expect(officers.map(({ id }) => id)).toEqual([first.id]);
  expect((await offer(secondOf(joined))).code).toBe('device-refused');
});
