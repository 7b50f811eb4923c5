import { beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf } from '#shared/time';
import { dueOf } from '#shared/tip/clocks';
import { inbox, readCase } from '#shared/tip/contract';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { standingOf } from '#shared/tip/standing';
import { publish, type TestOfficer } from '#test/directory/ceremony';
import { COUNTY } from '#test/setup';
import { acceptedDirectory, asWriter, caseOf, mailbox, officerActs, tipCounty, type TipCounty } from './case';
import { caseAt, toWriter, viewOf } from './moves';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

const acts = async (keys: ReceiptKeys, by: TestOfficer, act: Parameters<typeof officerActs>[4]) =>
  officerActs(place, keys, by, await viewOf(place, keys, by), act);
const lineOf = async (keys: ReceiptKeys, by: TestOfficer) => {
  const { lines } = await place.county.must(inbox, { params: by.office, query: {} }, by.session);
  return lines.filter((line) => line.case === caseOf(keys));
};
const answerTo = (keys: ReceiptKeys) => asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });

/** A case that an office has accepted. */
async function accepted(by: TestOfficer): Promise<ReceiptKeys> {
  const keys = await caseAt(place, by);
  await acts(keys, by, 'accept');
  return keys;
}

describe('a result', () => {
  it('is put off once by an election office: the writer reads why and who approved, and every clock follows', async () => {
    const { election, county } = place;
    const keys = await accepted(election);
    const [before] = await lineOf(keys, election);
    expect((await acts(keys, election, 'extend')).code).toBeUndefined();
    const today = dayOf(county.clock.now);
    const state = { state: 'accepted', received: today, decided: today, extended: true } as const;
    const answer = await answerTo(keys);
    expect(answer.state).toEqual(state);
    expect(answer.due!.day).toBe(dueOf(state, election.office.kind)!.day);
    expect(answer.due!.day).toBe(today + 90);

    const entries = await toWriter(place, keys);
    const said = { status: 'extended', text: '情况复杂，还要核对名单。', approver: '王卫东' };
    expect(entries[2]).toMatchObject({ ok: true, content: { kind: 'status', said } });
    expect(standingOf(entries, answer.records)).toEqual({
      at: 'accepted',
      days: { received: today, accepted: today },
      extended: today,
    });
    const after = await lineOf(keys, election);
    expect(after.map(({ due }) => due!.day - before!.due!.day)).toEqual([30]);
    expect((await acts(keys, election, 'handle')).value?.state).toEqual({ ...state, state: 'handling' });
    expect((await acts(keys, election, 'extend')).code).toBe('tip-elsewhere');
  });

  it('is not put off before a case is accepted, by a discipline office, or when its last day has passed', async () => {
    const { election, town, county } = place;
    const fresh = await caseAt(place, election);
    expect((await acts(fresh, election, 'extend')).code).toBe('tip-elsewhere');
    expect((await acts(await accepted(town), town, 'extend')).code).toBe('tip-elsewhere');

    const late = await accepted(election);
    const { due } = await answerTo(late);
    const days = due!.day - dayOf(county.clock.now);
    county.clock.now += (days + 1) * 86_400;
    const session = await county.staff('township', election.office.area);
    await publish(county, await county.staff('county', COUNTY));
    const today = { ...place, directory: await acceptedDirectory(county) };
    const by = { ...election, session };
    const extended = await officerActs(today, late, by, await viewOf(today, late, by), 'extend');
    expect(extended.code).toBe('tip-elsewhere');
    const params = { ...election.office, case: caseOf(late) };
    const view = await county.must(readCase, { params }, session);
    expect(view.due!.left).toBe(-1);
    expect([view.count, view.state]).toMatchObject([2, { state: 'accepted' }]);
    county.clock.now -= (days + 1) * 86_400;
  });
});
