import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readCase, recuse } from '#shared/tip/contract';
import type { NoteSaid } from '#shared/tip/note';
import type { SealedRecord } from '#shared/tip/record';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import type { TestOfficer } from '#test/directory/ceremony';
import { runs } from '#test/runs';
import {
  caseOf,
  confirms,
  endOf,
  officerActs,
  proposes,
  sent,
  signer,
  tipCounty,
  type TipCounty,
  withColleague,
} from '#test/tip/case';
import { caseAt, toWriter, viewOf } from '#test/tip/moves';
import { noteBy, notesOf, remark, sendNote } from '#test/tip/noting';

let place: TipCounty;
let officers: readonly TestOfficer[];
beforeAll(async () => {
  const made = await withColleague(await tipCounty());
  place = made;
  officers = [made.town, made.colleague];
});

const DOES = ['read', 'accept', 'handle', 'reply', 'note', 'propose', 'confirm', 'recuse'] as const;
const commands = fc.array(fc.tuple(fc.nat(1), fc.constantFrom(...DOES)), { minLength: 6, maxLength: 14 });

/** A case, who keeps away from it, and the end that was proposed last, with who proposed it. */
interface Model {
  readonly keys: ReceiptKeys;
  readonly away: Set<number>;
  proposed?: { record: SealedRecord; by: number };
}

/** Does one thing as one of the two; what it takes to know is read by somebody who may. */
async function does(model: Model, who: number, what: (typeof DOES)[number]): Promise<string | undefined> {
  const { keys, away } = model;
  const by = officers[who]!;
  const reader = officers.find((_, one) => !away.has(one))!;
  const view = await viewOf(place, keys, reader);
  const note = async (said: NoteSaid) => noteBy(place, keys, by, await notesOf(place, keys, reader), said);
  const params = { ...by.office, case: caseOf(keys) };
  switch (what) {
    case 'read':
      return (await place.county.send(readCase, { params }, by.session)).code;
    case 'note':
      return (await sendNote(place, keys, by, await note(remark('记一条')))).code;
    case 'recuse': {
      const record = sent(await note({ note: 'recusal', ground: 'kin' }));
      const body = { record, signer: signer(place, by, record) };
      return (await place.county.send(recuse, { params, body }, by.session)).code;
    }
    case 'propose': {
      const record = endOf(place, keys, by, view);
      const { code } = await proposes(place, keys, by, record);
      if (code === undefined) model.proposed = { record, by: who };
      return code;
    }
    case 'confirm': {
      const record = model.proposed?.record ?? endOf(place, keys, by, view);
      return (await confirms(place, keys, by, record)).code;
    }
    default:
      return (await officerActs(place, keys, by, view, what)).code;
  }
}

it('whoever keeps away from a case neither reads nor does anything of it, one officer is always left, and none ends it alone', async () => {
  const seen = { refused: 0, ended: 0 };
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const model: Model = { keys: await caseAt(place, officers[0]!), away: new Set() };
      for (const [who, what] of list) {
        const wasAway = model.away.has(who);
        const code = await does(model, who, what);
        if (wasAway) {
          seen.refused += 1;
          expect([what, code]).toEqual([what, 'tip-recused']);
        } else if (what === 'recuse') {
          const last = model.away.size === 1;
          expect(['tip-ended', last ? 'tip-last-officer' : undefined]).toContain(code);
          if (code === undefined) model.away.add(who);
        } else if (what === 'confirm' && code === undefined) {
          seen.ended += 1;
          expect(model.proposed!.by).not.toBe(who);
          expect(model.away.size).toBe(0);
        }
      }
      // Every record that the writer got holds, the end too.
      expect((await toWriter(place, model.keys)).every(({ ok }) => ok)).toBe(true);
    }),
    { numRuns: runs(12), endOnFailure: true, examples: [[ENDED]] },
  );
  expect(seen.refused).toBeGreaterThan(0);
  expect(seen.ended).toBeGreaterThan(0);
});

const ENDED: [number, (typeof DOES)[number]][] = [
  [0, 'accept'],
  [1, 'handle'],
  [0, 'propose'],
  [0, 'confirm'],
  [1, 'confirm'],
  [1, 'recuse'],
];
