import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#shared/identity/contract';
import * as contracts from '#shared/registration/contract';
import { compareRoll } from '#shared/roll/contract';
import { rollRow } from '#test/roll/rows';
import { OTHER_VILLAGE, setup, type TestCounty, VILLAGE } from '#test/setup';
import { registering, rollOf } from './village';

let county: TestCounty;
let clerk: Session;

beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
  await registering(county, VILLAGE, '村民委员会', clerk);
  await rollOf(county, VILLAGE, [rollRow(1), rollRow(2)], clerk);
});

const TO = '白杨县清河镇石桥村';
const issue = (n: number, to = TO, as = clerk, area = VILLAGE) => {
  const { name, idNumber } = rollRow(n);
  return county.send(contracts.issueCertificate, { params: { area }, body: { name, idNumber, to } }, as);
};

describe('a certificate that somebody is not registered at home', () => {
  it('is numbered from 1, keeps of the ID number the last four, and is given once a person', async () => {
    const first = await issue(11);
    expect(first.value).toEqual({
      number: 1,
      name: rollRow(11).name,
      idLastFour: rollRow(11).idNumber.slice(-4),
      to: TO,
      issuedOn: '2026-11-26',
    });
    expect((await issue(11)).value).toEqual(first.value);
    expect((await issue(11, '别处')).code).toBe('certificate-given');
    expect((await issue(12)).value).toMatchObject({ number: 2 });
    const list = await county.must(contracts.readCertificates, { params: { area: VILLAGE } }, clerk);
    expect(list.certificates.map(({ number }) => number)).toEqual([1, 2]);
    const lying = await county.dynamo.query('people', { PK: `CERTIFICATES#${VILLAGE}` });
    expect(lying).toHaveLength(3);
    expect(JSON.stringify(lying)).not.toContain(rollRow(11).idNumber.slice(0, 14));
  });

  it('is refused to whoever stands on the village’s roll, and given once a new roll leaves them out', async () => {
    expect((await issue(1)).code).toBe('certificate-on-roll');
    await rollOf(county, VILLAGE, [rollRow(2)], clerk, 1);
    expect((await issue(1)).value).toMatchObject({ number: 3 });
  });

  it('is told when that person is imported again, here and nowhere else', async () => {
    const body = { idNumbers: [rollRow(2).idNumber, rollRow(11).idNumber] };
    const { people } = await county.must(compareRoll, { params: { area: VILLAGE }, body }, clerk);
    expect(people.map(({ certified }) => certified)).toEqual([
      undefined,
      { number: 1, to: TO, issuedOn: '2026-11-26' },
    ]);
    const other = await county.staff('committee', OTHER_VILLAGE);
    const there = await county.must(compareRoll, { params: { area: OTHER_VILLAGE }, body }, other);
    expect(there.people.map(({ certified }) => certified)).toEqual([undefined, undefined]);
  });

  it('is given by the village’s own staff, once its election is planned', async () => {
    const other = await county.staff('committee', OTHER_VILLAGE);
    expect((await issue(13, TO, other)).code).toBe('forbidden');
    expect((await issue(13, TO, await county.staff('observer', VILLAGE))).code).toBe('forbidden');
    expect((await issue(13, TO, other, OTHER_VILLAGE)).code).toBe('election-unplanned');
  });

  it('asks no more than three calls, and two at once have two numbers', async () => {
    county.calls.length = 0;
    await issue(14);
    expect(county.calls.length).toBeLessThanOrEqual(3);
    const [one, two] = await Promise.all([issue(15), issue(16)]);
    expect([one.value?.number, two.value?.number].sort()).toEqual([5, 6]);
  });
});
