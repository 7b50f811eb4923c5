import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, concatBytes, toBase64url } from '#shared/crypto/bytes';
import { readAck } from '#shared/tip/ack';
import { readCase } from '#shared/tip/contract';
import { ZERO_HASH } from '#shared/tip/head';
import { encodeRecord, type Flaw, recordHash } from '#shared/tip/record';
import { SLOT_BYTES } from '#shared/tip/sizes';
import { openThread } from '#shared/tip/thread';
import { chainFromWire } from '#shared/tip/wire';
import { runs } from '#test/runs';
import {
  asWriter,
  caseOf,
  letter,
  mailbox,
  newCase,
  officerActs,
  sent,
  tellAsWriter,
  tipCounty,
  type TipCounty,
  writer,
} from './case';
import { caseAt, moveBody, sealMove, sendMove, viewOf } from './moves';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});

type Keys = ReturnType<typeof writer>;

const send = (body: object) => tellAsWriter(place.county, { body: body as never });
const create = (keys: Keys, record: string) =>
  send({ do: 'create', ...mailbox(keys), tag: toBase64url(keys.tag), record });
const append = (keys: Keys, record: string) => send({ do: 'append', ...mailbox(keys), record });

/** What the office's desk makes of a case. */
async function atDesk(keys: Keys): Promise<('shown' | Flaw)[]> {
  const params = { ...place.town.office, case: caseOf(keys) };
  const { records } = await place.county.must(readCase, { params }, place.town.session);
  const chain = { caseId: keys.caseId, reporter: null, entryAt: () => null };
  const opener = { role: 'office', pairs: [place.town.officeKey] } as const;
  return openThread(chainFromWire(records), opener, chain).map((one) => (one.ok ? 'shown' : one.flaw));
}

/** What is answered, and what the database is asked for it: each call, whichever case it names. */
async function asked(
  work: () => Promise<{ code: string | undefined; text: string }>,
  { caseId }: Pick<Keys, 'caseId'>,
) {
  place.county.calls.length = 0;
  const { code, text } = await work();
  const calls = place.county.calls.map(({ boundary, command, input }) => {
    return `${boundary} ${command} ${JSON.stringify(input).replaceAll(toBase64url(caseId), 'case')}`;
  });
  return { code, text, calls };
}

describe('a wrong receipt', () => {
  it('is answered as an unknown one is: the same words after the same calls, whatever is asked', async () => {
    const keys = await newCase(place, place.town);
    // An answered case: whoever may read it is also given who could sign.
    const params = { ...place.town.office, case: caseOf(keys) };
    const view = await place.county.must(readCase, { params }, place.town.session);
    expect((await officerActs(place, keys, place.town, view, 'accept')).code).toBeUndefined();
    const stranger = writer();
    const wrong = { mailbox: mailbox(keys).mailbox, auth: mailbox(stranger).auth };
    const more = (of: Keys) =>
      sent(letter(place, of, place.town, '再写', { seq: 1, prev: new Uint8Array(32).fill(1) }));
    const pairs = [
      [() => send({ do: 'read', ...wrong }), () => send({ do: 'read', ...mailbox(stranger) })],
      [
        () => send({ do: 'append', ...wrong, record: more(keys) }),
        () => send({ do: 'append', ...mailbox(stranger), record: more(stranger) }),
      ],
    ] as const;
    for (const [known, unknown] of pairs) {
      const first = await asked(known, keys);
      expect(first.code).toBe('tip-unknown');
      expect(first.calls).toHaveLength(1);
      expect(first).toEqual(await asked(unknown, stranger));
    }
  });

  it('and an office that does not hold the case find out as much: nothing', async () => {
    const [keys, stranger] = [await newCase(place, place.town), writer()];
    const ask = (of: Keys) => () => {
      const params = { ...place.election.office, case: caseOf(of) };
      return place.county.send(readCase, { params }, place.election.session);
    };
    const known = await asked(ask(keys), keys);
    expect(known.code).toBe('not-found');
    expect(known).toEqual(await asked(ask(stranger), stranger));
  });

  it('and an office that would move a case it does not hold, by a record or by none, find out nothing', async () => {
    const [keys, stranger] = [await caseAt(place, place.town), writer()];
    const view = await viewOf(place, keys, place.town);
    const sealed = sealMove(place, keys, place.town, place.above, view);
    const good = moveBody(place, place.town, sealed);
    for (const record of [good.record, 'AAAA']) {
      const move = (of: Keys) => () => sendMove(place, of, place.election, { ...good, record });
      const known = await asked(move(keys), keys);
      expect(known.code).toBe('not-found');
      expect(known).toEqual(await asked(move(stranger), stranger));
    }
  });
});

describe('a record', () => {
  it('cut anywhere, or with a slot too few or too many, is refused and leaves nothing', async () => {
    const keys = writer();
    const record = letter(place, keys, place.town, '一封信');
    const bytes = encodeRecord(record);
    const [from, { slots }] = [2 + record.head.bytes.length, record];
    const withSlots = (other: Uint8Array) =>
      concatBytes(bytes.slice(0, from), other, bytes.slice(from + slots.length));
    const wrong = [
      ...[1, 2, from - 1, from, from + 81, from + slots.length, bytes.length - 1].map((end) =>
        bytes.slice(0, end),
      ),
      withSlots(slots.slice(SLOT_BYTES)),
      withSlots(concatBytes(slots, slots.slice(0, SLOT_BYTES))),
      concatBytes(bytes, Uint8Array.of(0)),
    ];
    for (const one of wrong) {
      const { code, calls } = await asked(() => create(keys, toBase64url(one)), keys);
      expect([one.length, code, calls]).toEqual([one.length, 'tip-refused', []]);
    }
    expect((await send({ do: 'read', ...mailbox(keys) })).code).toBe('tip-unknown');
  });

  it('with one bit flipped anywhere is refused, or its flaw is said where it is opened', async () => {
    const flaws = new Set<string>();
    const anywhere = fc.oneof(fc.nat(232), fc.nat(2 ** 16));
    await fc.assert(
      fc.asyncProperty(anywhere, fc.nat(7), async (place_, bit) => {
        const keys = writer();
        const record = letter(place, keys, place.town, '一封信');
        const bytes = new Uint8Array(encodeRecord(record));
        const at = place_ % bytes.length;
        bytes[at]! ^= 1 << bit;
        const { code, value } = await create(keys, toBase64url(bytes));
        if (code !== undefined) {
          flaws.add(code);
          expect(code).toBe('tip-refused');
          return;
        }
        const ack = readAck(bytesOf(value!.ack), place.directory.snapshot.servicePk)!;
        expect(ack.recordHash).not.toEqual(recordHash(record));
        const chain = { caseId: keys.caseId, reporter: keys.signPk, entryAt: () => null };
        const opener = { role: 'reporter', pairs: [keys.hpke] } as const;
        const [first] = openThread(chainFromWire(value!.records), opener, chain);
        if (!first!.ok) flaws.add(first!.flaw);
        // It was another one's slot: they find it broken, and the writer's phone an acknowledgement of other bytes.
        else expect(Math.floor((at - 2 - record.head.bytes.length) / SLOT_BYTES)).not.toBe(2);
      }),
      { numRuns: runs(60) },
    );
    expect([...flaws]).toEqual(expect.arrayContaining(['tip-refused', 'slot', 'body']));
  });

  it('sent again is there once, behind another it is out of order, and of another chain it is refused', async () => {
    const keys = await newCase(place, place.town);
    const first = letter(place, keys, place.town, '有人送米拉票');
    const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const [zero] = chainFromWire(records);
    const prev = zero!.head === null ? ZERO_HASH : recordHash(zero!);
    const one = letter(place, keys, place.town, '第二条', { seq: 1, prev });
    const two = letter(place, keys, place.town, '第三条', { seq: 2, prev: recordHash(one) });
    expect((await append(keys, sent(two))).code).toBe('tip-out-of-order');
    expect((await append(keys, sent(one))).value?.count).toBe(2);
    expect((await append(keys, sent(one))).value?.count).toBe(2);
    // Another first letter under the same receipt, and the one of a stranger.
    expect((await append(keys, sent(first))).code).toBe('tip-out-of-order');
    expect((await append(keys, sent(letter(place, writer(), place.town, '别人的')))).code).toBe(
      'tip-refused',
    );
    expect((await append(keys, sent(two))).value?.count).toBe(3);
    expect((await append(keys, sent(one))).value?.count).toBe(3);
    expect(await atDesk(keys)).toEqual(['shown', 'shown', 'shown']);
  });

  it('that the writer did not sign is withheld at the desk: whoever has the mailbox alone says nothing', async () => {
    const keys = await newCase(place, place.town);
    const { records } = await asWriter(place.county, { body: { do: 'read', ...mailbox(keys) } });
    const [zero] = chainFromWire(records);
    const prev = zero!.head === null ? ZERO_HASH : recordHash(zero!);
    const forger = { ...keys, signSeed: writer().signSeed };
    expect((await append(keys, sent(letter(place, forger, place.town, '我叫', { seq: 1, prev })))).code).toBe(
      undefined,
    );
    expect(await atDesk(keys)).toEqual(['shown', 'signature']);
  });
});
