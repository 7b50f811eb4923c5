import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { ELECTION, type Office } from '#shared/directory/office';
import { dateOfDay, dayOf } from '#shared/time';
import { readAck } from '#shared/tip/ack';
import { inbox, readCase } from '#shared/tip/contract';
import { ZERO_HASH } from '#shared/tip/head';
import { recordHash } from '#shared/tip/record';
import { openThread } from '#shared/tip/thread';
import { fromWire } from '#shared/tip/wire';
import {
  asWriter,
  caseOf,
  letter,
  mailbox,
  newCase,
  next,
  officerActs,
  sent,
  tellAsWriter,
  tipCounty,
  type TipCounty,
  writer,
} from './case';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

const read = (keys: ReturnType<typeof writer>) =>
  asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
const create = (keys: ReturnType<typeof writer>, record: string, tag = toBase64url(keys.tag)) =>
  tellAsWriter(place.county, { body: { do: 'create', ...mailbox(keys), tag, record } });

describe('a tip-off', () => {
  it('goes from the phone to its office and back, opened only there', async () => {
    const keys = await newCase(place, place.town, '小卖部送烟');
    const params = { ...place.town.office };
    const { lines } = await place.county.must(inbox, { params, query: {} }, place.town.session);
    expect(lines.find((line) => line.case === caseOf(keys))).toMatchObject({
      state: 'received',
      waiting: true,
      records: 1,
    });

    const view = await place.county.must(
      readCase,
      { params: { ...params, case: caseOf(keys) } },
      place.town.session,
    );
    const records = view.records.map((wire) => fromWire(wire)!);
    const chain = { caseId: keys.caseId, reporter: null, entryAt: () => null };
    const [entry] = openThread(records, { role: 'office', pairs: [place.town.officeKey] }, chain);
    expect(entry).toMatchObject({ ok: true, content: { kind: 'first', said: { text: '小卖部送烟' } } });

    expect((await officerActs(place, keys, place.town, view, 'accept')).value?.state.state).toBe('accepted');
    const answer = await read(keys);
    const thread = openThread(
      answer.records.map((wire) => fromWire(wire)!),
      { role: 'reporter', pairs: [keys.hpke] },
      { caseId: keys.caseId, reporter: keys.signPk, entryAt: () => place.town.entry },
    );
    expect(thread).toMatchObject([
      { ok: true, direction: 0 },
      { ok: true, direction: 1, signerId: place.town.id, content: { said: { status: 'accepted' } } },
    ]);
  });

  it('has 15 working days to be decided, the day after receipt being the first', async () => {
    const keys = await newCase(place, place.town);
    const { due, state } = await read(keys);
    expect(dateOfDay(state.received)).toBe('2026-11-26');
    expect(due).toMatchObject({
      provisional: false,
      law: '检举控告工作规则第二十六条',
      unit: 'working',
      left: 15,
    });
    expect(dateOfDay(due!.day)).toBe('2026-12-17');
  });

  it('is acknowledged by the service key of the directory, to the day', async () => {
    const keys = writer();
    const record = letter(place, keys, place.town, '假票');
    const { value } = await create(keys, sent(record));
    const servicePk = ed25519PublicKey(place.county.wiring.secrets.service);
    expect(place.directory.snapshot.servicePk).toEqual(servicePk);
    expect(readAck(bytesOf(value!.ack), servicePk)).toEqual({
      caseId: keys.caseId,
      seq: 0,
      recordHash: recordHash(record),
      day: dayOf(place.county.clock.now),
    });
  });

  it('is taken once: the same again answers the same, another under the same receipt is a conflict', async () => {
    const keys = writer();
    const record = sent(letter(place, keys, place.town, '一样的信'));
    const first = await create(keys, record);
    expect((await create(keys, record)).text).toBe(first.text);
    expect((await create(keys, sent(letter(place, keys, place.town, '另一封')))).code).toBe('conflict');
  });

  it('is another one with another tag or another second office, and nobody’s with a wrong auth', async () => {
    const keys = writer();
    const record = sent(letter(place, keys, place.election, '同一封信'));
    const body = { do: 'create', ...mailbox(keys), tag: toBase64url(keys.tag), record } as const;
    const codeOf = (change: object) =>
      tellAsWriter(place.county, { body: { ...body, ...change } }).then(({ code }) => code);
    expect(await codeOf({})).toBeUndefined();
    expect(await codeOf({ tag: toBase64url(writer().tag) })).toBe('conflict');
    expect(await codeOf({ second: place.town.office })).toBe('conflict');
    expect(await codeOf({ auth: mailbox(writer()).auth })).toBe('tip-unknown');
    expect(await codeOf({})).toBeUndefined();
  });

  it('keeps its leaf of the daily tree, whoever names its public tag', async () => {
    const keys = await newCase(place, place.town);
    const leaf = () =>
      place.county.dynamo.get('cases', { PK: `TREE#${keys.tag[0]! & 3}`, SK: toBase64url(keys.tag) });
    const before = await leaf();
    const other = writer();
    const record = sent(letter(place, other, place.town, '冒用别人的标签'));
    expect((await create(other, record, toBase64url(keys.tag))).code).toBe('conflict');
    expect(await leaf()).toEqual(before);
    expect(before?.['hash']).toBeInstanceOf(Uint8Array);
    const last = fromWire((await read(keys)).records[0]!)!;
    const more = letter(place, keys, place.town, '再写', { seq: 1, prev: recordHash(last) });
    await asWriter(place.county, { body: { do: 'append', ...mailbox(keys), record: sent(more) } });
    expect((await leaf())?.['hash']).toEqual(recordHash(more));
  });

  it('grows by the writer’s messages, each once and in order', async () => {
    const keys = await newCase(place, place.town);
    const append = (record: string) =>
      tellAsWriter(place.county, { body: { do: 'append', ...mailbox(keys), record } });
    const at = next((await read(keys)).records);
    const more = sent(letter(place, keys, place.town, '还有一件事', at));
    expect((await append(more)).value).toMatchObject({ count: 2, records: [{ body: expect.any(String) }] });
    expect((await append(more)).value?.count).toBe(2);
    expect((await read(keys)).records).toHaveLength(2);
    expect((await append(sent(letter(place, keys, place.town, '晚了一步', at)))).code).toBe(
      'tip-out-of-order',
    );
    const wrong = sent(letter(place, keys, place.town, '接错了', { seq: 2, prev: ZERO_HASH }));
    expect((await append(wrong)).code).toBe('tip-refused');
  });

  it('answers alike for a wrong mailbox and a wrong auth, and shows nothing', async () => {
    const keys = await newCase(place, place.town);
    const other = writer();
    const ask = (body: ReturnType<typeof mailbox>) =>
      tellAsWriter(place.county, { body: { do: 'read', ...body } });
    const wrongAuth = await ask({ ...mailbox(keys), auth: mailbox(other).auth });
    const wrongBox = await ask(mailbox(other));
    expect(wrongAuth.code).toBe('tip-unknown');
    expect(wrongAuth.text).toBe(wrongBox.text);
  });

  it('is refused when it is no record, belongs to another case, or names an office elsewhere', async () => {
    const keys = writer();
    const record = letter(place, writer(), place.town, '别人的信');
    const foreign = { ...place.town, office: { ...place.town.office, area: '880101100000' as never } };
    expect((await create(keys, 'AAAA')).code).toBe('tip-refused');
    expect((await create(keys, sent(record))).code).toBe('tip-refused');
    expect(() => letter(place, keys, foreign, '没有这个办公室')).toThrow();
  });

  it('is refused with a second office that is its own or of another county, before anything is asked', async () => {
    const codeWith = async (second: Office) => {
      const keys = writer();
      const record = sent(letter(place, keys, place.town, '联合办理'));
      const body = { do: 'create', ...mailbox(keys), tag: toBase64url(keys.tag), record, second } as const;
      place.county.calls.length = 0;
      const { code, status } = await tellAsWriter(place.county, { body });
      return [code, status, place.county.calls.length];
    };
    expect(await codeWith(place.town.office)).toEqual(['tip-refused', 422, 0]);
    const elsewhere = AreaCode.parse('880101000000');
    expect(await codeWith({ area: elsewhere, kind: ELECTION })).toEqual(['tip-refused', 422, 0]);
    expect(await codeWith(place.election.office)).toEqual([undefined, 200, 1]);
  });

  it('costs at most three database calls, and leaves no time finer than a day', async () => {
    const keys = writer();
    const record = letter(place, keys, place.town, '数一数');
    place.county.calls.length = 0;
    await create(keys, sent(record));
    await create(keys, sent(record));
    expect(place.county.calls.length).toBeLessThanOrEqual(3);
    const more = sent(letter(place, keys, place.town, '再写', { seq: 1, prev: recordHash(record) }));
    place.county.calls.length = 0;
    await asWriter(place.county, { body: { do: 'append', ...mailbox(keys), record: more } });
    expect(place.county.calls.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(place.county.calls)).not.toContain(String(place.county.clock.now).slice(0, 7));
    expect(place.county.calls.every(({ boundary }) => boundary === 'tipline')).toBe(true);
  });

  it('lets exactly one of two racing messages in', async () => {
    const keys = await newCase(place, place.town);
    const at = next((await read(keys)).records);
    const race = await Promise.all(
      ['甲', '乙'].map((text) =>
        tellAsWriter(place.county, {
          body: { do: 'append', ...mailbox(keys), record: sent(letter(place, keys, place.town, text, at)) },
        }),
      ),
    );
    expect(race.map(({ code }) => code ?? 'in').sort()).toEqual(['in', 'tip-out-of-order']);
  });
});
