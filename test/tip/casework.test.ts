import { beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf } from '#shared/time';
import { actOnCase, inbox, readCase } from '#shared/tip/contract';
import { openRecord } from '#shared/tip/record';
import { fromWire } from '#shared/tip/wire';
import { toBase64url } from '#shared/crypto/bytes';
import {
  asWriter,
  caseOf,
  closes,
  letter,
  mailbox,
  newCase,
  next,
  officerActs,
  reply,
  sent,
  signer,
  tellAsWriter,
  tipCounty,
  type TipCounty,
  writer,
} from './case';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

const view = (keys: ReturnType<typeof writer>, by = place.town) =>
  place.county.must(readCase, { params: { ...by.office, case: caseOf(keys) } }, by.session);
const lines = async (by = place.town, bucket: 'other' | 'closed' = 'other') =>
  (await place.county.must(inbox, { params: by.office, query: { bucket } }, by.session)).lines;

describe('the desk', () => {
  it('accepts, handles and closes a case, which then leaves the open inbox', async () => {
    const keys = await newCase(place, place.town);
    for (const act of ['accept', 'reply', 'handle'] as const) {
      expect((await officerActs(place, keys, place.town, await view(keys), act)).code).toBeUndefined();
    }
    expect((await closes(place, keys, place.town, await view(keys))).code).toBeUndefined();
    expect((await view(keys)).state).toMatchObject({
      state: 'closed',
      closed: dayOf(place.county.clock.now),
    });
    expect((await lines()).map((line) => line.case)).not.toContain(caseOf(keys));
    expect((await lines(place.town, 'closed')).map((line) => line.case)).toContain(caseOf(keys));
  });

  it('refuses a case only with a legal reason, which stands in its state', async () => {
    const keys = await newCase(place, place.town);
    const { value } = await officerActs(place, keys, place.town, await view(keys), 'refuse');
    expect(value?.state).toMatchObject({ state: 'refused', reason: 'other-remit' });
    expect(value?.due).toBeUndefined();
  });

  it.each(['refused', 'closed'] as const)('takes nothing more of its writer once it is %s', async (end) => {
    const keys = await newCase(place, place.town);
    const write = (record: ReturnType<typeof letter>) =>
      tellAsWriter(place.county, { body: { do: 'append', ...mailbox(keys), record: sent(record) } });
    const early = letter(place, keys, place.town, '补充', next((await view(keys)).records));
    expect((await write(early)).value?.count).toBe(2);
    for (const act of end === 'refused' ? (['refuse'] as const) : (['accept', 'handle'] as const)) {
      await officerActs(place, keys, place.town, await view(keys), act);
    }
    if (end === 'closed') await closes(place, keys, place.town, await view(keys));
    const ended = await view(keys);
    expect(ended.state.state).toBe(end);
    const late = letter(place, keys, place.town, '还有', next(ended.records));
    expect((await write(late)).code).toBe('tip-ended');
    expect((await write(early)).code).toBeUndefined();
    expect((await view(keys)).count).toBe(ended.count);
    const closed = await lines(place.town, 'closed');
    expect(closed.find((line) => line.case === caseOf(keys))?.waiting).toBe(false);
  });

  it('does the same act once when the same record is sent twice, and loses a race cleanly', async () => {
    const keys = await newCase(place, place.town);
    const standing = await view(keys);
    const content = { kind: 'status', said: { status: 'accepted', text: '受理。' } } as const;
    const record = sent(reply(place, keys, place.town, standing.records, content));
    const params = { ...place.town.office, case: caseOf(keys) };
    const send = () =>
      place.county.send(
        actOnCase,
        { params, body: { record, act: { act: 'accept' }, signer: signer(place, place.town, record) } },
        place.town.session,
      );
    const both = await Promise.all([send(), send()]);
    const again = await send();
    expect(both.map(({ text }) => text)).toEqual([again.text, again.text]);
    expect([again.value?.count, again.value?.state.state]).toEqual([2, 'accepted']);
    expect((await officerActs(place, keys, place.town, standing, 'reply')).code).toBe('tip-out-of-order');
  });

  it('lists cases by their due day, a hundred a page', async () => {
    place.county.clock.now += 86_400;
    const later = await newCase(place, place.town);
    place.county.clock.now -= 86_400;
    const sooner = await newCase(place, place.town);
    const order = (await lines()).map((line) => line.case);
    expect(order.indexOf(caseOf(sooner))).toBeLessThan(order.indexOf(caseOf(later)));
    const next = `${String((await lines())[0]!.due!.day).padStart(8, '0')}#${order[0]}`;
    const rest = await place.county.must(
      inbox,
      { params: place.town.office, query: { after: next } },
      place.town.session,
    );
    expect(rest.lines.map((line) => line.case)).toEqual(order.slice(1));
  });

  it('begins a page only where one can have ended, and asks nothing behind what is overdue', async () => {
    const ask = (after: string, session = place.town.session) =>
      place.county.send(inbox, { params: place.town.office, query: { after } }, session);
    for (const after of [
      '',
      'x',
      '20261226',
      '20261226#',
      `20261226#${'~'.repeat(22)}`,
      '1#AAAAAAAAAAAAAAAAAAAAAA',
    ])
      expect([after, (await ask(after)).code]).toEqual([after, 'invalid']);
    const behind = `99999999#${'z'.repeat(21)}w`;
    expect((await ask(behind)).value?.lines).toEqual([]);
    place.county.calls.length = 0;
    expect((await ask(behind, place.above.session)).value).toEqual({ lines: [] });
    expect(place.county.calls).toEqual([]);
  });

  it('takes no record of another case', async () => {
    const [mine, other] = [await newCase(place, place.town), await newCase(place, place.town)];
    const record = sent(
      reply(place, other, place.town, (await view(other)).records, { kind: 'message', said: { text: '错' } }),
    );
    const params = { ...place.town.office, case: caseOf(mine) };
    const answer = await place.county.send(
      actOnCase,
      { params, body: { record, act: { act: 'reply' }, signer: signer(place, place.town, record) } },
      place.town.session,
    );
    expect(answer.code).toBe('tip-refused');
  });
});

describe('who sees a case', () => {
  it('is nobody of another office, and no staff of the same town without the role', async () => {
    const keys = await newCase(place, place.town);
    const params = { ...place.town.office, case: caseOf(keys) };
    const read = (session: typeof place.town.session) => place.county.send(readCase, { params }, session);
    expect((await read(place.election.session)).code).toBe('forbidden');
    expect((await read(await place.county.staff('observer', place.town.office.area))).code).toBe('forbidden');
    const elsewhere = { ...place.election.office, case: caseOf(keys) };
    expect((await place.county.send(readCase, { params: elsewhere }, place.election.session)).code).toBe(
      'not-found',
    );
  });

  it('is the office above once the day to decide has passed, with its own slot and without acting', async () => {
    const keys = await newCase(place, place.town);
    const params = { ...place.town.office, case: caseOf(keys) };
    const { session } = place.above;
    expect((await place.county.send(readCase, { params }, session)).code).toBe('not-found');
    const [before, due] = [place.county.clock.now, (await view(keys)).due!.day];
    place.county.clock.now = (due + 1) * 86_400;
    const above = await place.county.staff('officer', place.above.office.area);
    const overdue = await place.county.must(inbox, { params: place.town.office, query: {} }, above);
    const seen = await place.county.must(readCase, { params }, above);
    const acted = await place.county.send(
      actOnCase,
      { params, body: { record: 'AAAA', act: { act: 'reply' }, signer: signer(place, place.above, 'AAAA') } },
      above,
    );
    place.county.clock.now = before;
    expect(overdue.lines.map((line) => line.case)).toContain(caseOf(keys));
    expect(seen.role).toBe('above');
    const record = fromWire(seen.records[0]!)!;
    expect(openRecord(record, { role: 'above', pairs: [place.above.officeKey] })).toHaveProperty('content');
    expect(openRecord(record, { role: 'office', pairs: [place.town.officeKey] })).toBe('slot');
    expect(acted.code).toBe('forbidden');
  });

  it('is the second office too, which reads what it was sent and decides nothing', async () => {
    const keys = writer();
    const second = place.town.office;
    const record = letter(place, keys, place.election, '村干部送钱', undefined, { second });
    const body = {
      do: 'create',
      ...mailbox(keys),
      tag: toBase64url(keys.tag),
      record: sent(record),
      second,
    } as const;
    await asWriter(place.county, { body });
    expect((await lines(place.election)).map((line) => line.case)).toContain(caseOf(keys));
    expect((await lines()).find((line) => line.case === caseOf(keys))?.office).toEqual(place.election.office);
    const seen = await view(keys, place.town);
    expect(seen.role).toBe('second');
    const opened = openRecord(fromWire(seen.records[0]!)!, { role: 'second', pairs: [place.town.officeKey] });
    expect(opened).toHaveProperty('content.said.text', '村干部送钱');
    expect((await officerActs(place, keys, place.town, seen, 'accept')).code).toBe('forbidden');
  });
});
