import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { enrol } from '#shared/directory/contract';
import { DISCIPLINE } from '#shared/directory/office';
import {
  acceptInvitation,
  type EndReason,
  endGrant,
  invite,
  renewSession,
  type Session,
  staffList,
  withdrawInvitation,
} from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import type { Role } from '#shared/identity/role';
import { rollHead } from '#shared/roll/contract';
import { provedKeys } from '#test/directory/ceremony';
import { COUNTY, freshId, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

const list = (area: AreaCode, as: Session) => county.must(staffList, { params: { area } }, as);

async function offer(area: AreaCode, role: Role, as: Session, name = '赵明'): Promise<string> {
  const body = { id: freshId(), role, name };
  return (await county.must(invite, { params: { area }, body }, as)).code;
}

async function end({ role, area }: Grant, person: Session, as: Session, reason: EndReason = 'left') {
  const { revision: from } = await list(area, as);
  const body = { from, person: person.person, role, reason };
  return county.send(endGrant, { params: { area }, body }, as);
}

const renew = ({ refresh }: Session) => county.send(renewSession, { body: { refresh } });

describe('the list of an area’s people', () => {
  it('names who was invited until they come, and then who came and when', async () => {
    const founder = await county.staff('county', COUNTY);
    const code = await offer(OTHER_VILLAGE, 'committee', founder, '钱学文');
    const offered = { role: 'committee', name: '钱学文', until: county.clock.now + 7 * 86_400 };
    expect(await list(OTHER_VILLAGE, founder)).toMatchObject({ held: [], offered: [offered] });
    const person = await county.person('listed');
    await county.must(acceptInvitation, { body: { code } }, person);
    const held = { person: person.person, role: 'committee', name: '钱学文', since: 20783, keys: [] };
    expect(await list(OTHER_VILLAGE, founder)).toMatchObject({ held: [held], offered: [] });
  });

  it('lets an unused invitation be taken back, once and for all', async () => {
    const founder = await county.staff('county', COUNTY);
    const body = { id: freshId(), role: 'observer', name: '写错了人' } as const;
    const { code } = await county.must(invite, { params: { area: VILLAGE }, body }, founder);
    const { offered } = await list(VILLAGE, founder);
    const { offer: named } = offered.find(({ name }) => name === '写错了人')!;
    expect(JSON.stringify(offered)).not.toContain(code);
    const back = (as: Session, area = VILLAGE) =>
      county.send(withdrawInvitation, { params: { area }, body: { offer: named } }, as);
    expect((await back(await county.staff('committee', OTHER_VILLAGE))).code).toBe('forbidden');
    expect((await back(founder, OTHER_VILLAGE)).code).toBe('not-found');
    expect((await back(founder)).status).toBe(204);
    expect((await back(founder)).status).toBe(204);
    const person = await county.person('too late');
    expect((await county.send(acceptInvitation, { body: { code } }, person)).code).toBe('invitation-unknown');
    expect((await county.send(invite, { params: { area: VILLAGE }, body }, founder)).code).toBe('conflict');
    expect((await list(VILLAGE, founder)).offered.some(({ name }) => name === '写错了人')).toBe(false);
  });

  it('does not take back an invitation that was used', async () => {
    const founder = await county.staff('county', COUNTY);
    const code = await offer(VILLAGE, 'observer', founder, '已来的人');
    const { offered } = await list(VILLAGE, founder);
    const { offer: named } = offered.find(({ name }) => name === '已来的人')!;
    await county.must(acceptInvitation, { body: { code } }, await county.person('came'));
    const asked = { params: { area: VILLAGE }, body: { offer: named } };
    expect((await county.send(withdrawInvitation, asked, founder)).code).toBe('invitation-used');
  });

  it('leaves out invitations that have run out', async () => {
    const founder = await county.staff('county', COUNTY);
    await offer(VILLAGE, 'observer', founder, '过期');
    county.clock.now += 7 * 86_400;
    const { offered } = await list(VILLAGE, await county.staff('county', COUNTY));
    expect(offered.filter(({ name }) => name === '过期')).toEqual([]);
    county.clock.now -= 7 * 86_400;
  });

  it('shows discipline officers to their own office, with their keys, and to no clerk', async () => {
    const officer = await county.staff('officer', TOWN);
    const [signSeed, devicePk] = [new Uint8Array(32).fill(5), new Uint8Array(32).fill(6)];
    const office = { area: TOWN, kind: DISCIPLINE } as const;
    const body = { ...provedKeys(office, { id: 77, signSeed, devicePk }), name: '韩雪' };
    await county.must(enrol, { params: office, body }, officer);
    const { held } = await list(TOWN, officer);
    expect(held.map(({ role }) => role)).toEqual(['officer']);
    expect(held[0]).toMatchObject({ person: officer.person, keys: [77] });
    const seen = await list(TOWN, await county.staff('county', COUNTY));
    expect(seen.held.map(({ role }) => role)).not.toContain('officer');
  });

  it('takes three calls', async () => {
    const founder = await county.staff('county', COUNTY);
    county.calls.length = 0;
    await list(TOWN, founder);
    expect(county.calls).toHaveLength(3);
  });
});

describe('ending a grant', () => {
  it('signs its holder out everywhere at once, and ends what their token may ten minutes later', async () => {
    const founder = await county.staff('county', COUNTY);
    const clerk = await county.staff('committee', VILLAGE);
    const grant = { role: 'committee', area: VILLAGE } as const;
    expect((await end(grant, clerk, founder)).status).toBe(204);
    expect((await renew(clerk)).code).toBe('signed-out');
    const head = () => county.send(rollHead, { params: { area: VILLAGE } }, clerk);
    expect((await head()).status).toBe(200);
    county.clock.now += 600;
    expect((await head()).code).toBe('signed-out');
    expect((await end(grant, clerk, await county.staff('county', COUNTY))).status).toBe(204);
  });

  it('leaves the person, who signs in again without it', async () => {
    const founder = await county.staff('county', COUNTY);
    const code = await offer(VILLAGE, 'observer', founder);
    const before = await county.person('leaves');
    await county.must(acceptInvitation, { body: { code } }, before);
    await end({ role: 'observer', area: VILLAGE }, before, founder);
    county.clock.now += 1;
    const after = await county.person('leaves');
    expect(after).toMatchObject({ person: before.person, grants: [] });
    expect((await renew(after)).status).toBe(200);
  });

  it('is refused of the last of an office to themselves, of the county and of an officer to all', async () => {
    const town = AreaCode.parse('990101107000');
    const founder = await county.staff('county', COUNTY);
    const last = await county.staff('township', town);
    const officer = await county.staff('officer', town);
    const endCounty = () => end({ role: 'county', area: COUNTY }, founder, founder);
    expect((await endCounty()).code).toBe('grant-last');
    expect((await end({ role: 'township', area: town }, last, last)).code).toBe('grant-last');
    const above = await county.staff('officer', COUNTY);
    expect((await end({ role: 'officer', area: town }, officer, above)).code).toBe('grant-last');
    expect((await end({ role: 'township', area: town }, last, founder)).status).toBe(204);
  });

  it('follows when the successor has come', async () => {
    const town = AreaCode.parse('990101108000');
    const leaving = await county.staff('township', town);
    const successor = await county.person('successor');
    const code = await offer(town, 'township', leaving);
    await county.must(acceptInvitation, { body: { code } }, successor);
    expect((await end({ role: 'township', area: town }, leaving, leaving)).status).toBe(204);
    expect((await renew(successor)).value?.grants).toEqual([{ role: 'township', area: town }]);
  });

  it('is for whoever could give it: no clerk ends an officer’s or what is above or beside', async () => {
    const founder = await county.staff('county', COUNTY);
    const officer = await county.staff('officer', TOWN);
    await county.staff('officer', TOWN);
    expect((await end({ role: 'officer', area: TOWN }, officer, founder)).code).toBe('forbidden');
    const clerk = await county.staff('committee', VILLAGE);
    const township = await county.staff('township', TOWN);
    const body = { from: 0, person: township.person, role: 'township', reason: 'left' } as const;
    expect((await county.send(endGrant, { params: { area: TOWN }, body }, clerk)).code).toBe('forbidden');
    expect((await county.send(endGrant, { params: { area: VILLAGE }, body }, clerk)).code).toBe('forbidden');
  });

  it('is not done by whoever lost their own grant a moment ago', async () => {
    const founder = await county.staff('county', COUNTY);
    const [one, other] = [await county.staff('township', TOWN), await county.staff('township', TOWN)];
    await end({ role: 'township', area: TOWN }, one, founder);
    expect((await end({ role: 'township', area: TOWN }, other, one)).code).toBe('conflict');
  });

  it('ends the invitations that were made under it', async () => {
    const founder = await county.staff('county', COUNTY);
    const clerk = await county.staff('township', TOWN);
    const code = await offer(VILLAGE, 'observer', clerk);
    await end({ role: 'township', area: TOWN }, clerk, founder);
    const friend = await county.person('friend');
    const taken = await county.send(acceptInvitation, { body: { code } }, friend);
    expect(taken.code).toBe('invitation-unknown');
  });

  it('stands in the chain of its invitation, with the reason and no name', async () => {
    const founder = await county.staff('county', COUNTY);
    const clerk = await county.staff('committee', VILLAGE);
    const held = await county.dynamo.get('people', {
      PK: `STAFF#${VILLAGE}`,
      SK: `HELD#committee#${clerk.person}`,
    });
    await end({ role: 'committee', area: VILLAGE }, clerk, founder, 'candidate');
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#GRANT#${String(held!['chain'])}` });
    expect(events).toHaveLength(3);
    expect(events[2]).toMatchObject({
      actor: founder.person,
      action: `end committee ${VILLAGE} candidate`,
      previous: events[1]!['hash'],
    });
    expect(JSON.stringify(events)).not.toContain('测试员');
  });
});
