import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import { type Committee, WHY_LEFT } from '#shared/committee/contract';
import { formCommittee, leaveCommittee, orderOf } from '#shared/committee/rules';
import * as meetings from '#shared/meeting/rules';
import { LegalDate } from '#shared/time';
import { choiceOf } from '#test/committee/choice';
import { TEXT } from '#test/meeting/text';
import { freshId } from '#test/setup';

const ELECTION = { body: '村民委员会', term: 12 } as const;
const AREA = AreaCode.parse('990101100201');
const TODAY = LegalDate.parse('2026-11-26');
const ACTING = { today: TODAY, by: undefined };

/** Signed minutes in which so many people were given these votes. */
function minutesOf(votes: readonly number[]) {
  const persons = votes.map((n, i) => ({ name: `人${i}`, group: '', votes: n }));
  const vote = { kind: 'persons' as const, seats: persons.length, persons };
  const text = { ...TEXT, items: [{ ...TEXT.items[0]!, vote }] };
  const at = { id: freshId(), area: AREA, from: 0 };
  const draft = meetings.draftMinutes(undefined, ELECTION, at, text);
  const signed = draft.ok ? meetings.signMinutes(draft.value, 1, ACTING) : draft;
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value;
}

it('whoever leaves, the next in the order of votes moves up, and nobody is passed, doubled or lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 12, max: 22 }), { minLength: 4, maxLength: 12 }),
      fc.integer({ min: 3, max: 7 }),
      fc.array(fc.record({ at: fc.nat(30), why: fc.constantFrom(...WHY_LEFT) }), { maxLength: 12 }),
      (votes, wanted, leavings) => {
        const minutes = minutesOf(votes);
        const order = orderOf([minutes]).map(({ name }) => name);
        expect(order.map((name) => votes[Number(name.slice(1))])).toEqual([...votes].sort((a, b) => b - a));
        const size = Math.min(wanted, votes.length);
        const chair = { name: order[0]!, group: '' };
        const choice = { ...choiceOf(minutes.id), size, chair, deputies: [] };
        const formed = formCommittee(
          undefined,
          ELECTION,
          { area: AREA, from: 0, minutes: [minutes] },
          choice,
          ACTING,
        );
        if (!formed.ok) throw new Error(JSON.stringify(formed.error));
        let stands: Committee = formed.value;
        for (const { at, why } of leavings) {
          const all = [...stands.members, ...stands.alternates];
          const gone = all[at % Math.max(1, all.length)];
          if (!gone) break;
          const wasMember = at % all.length < stands.members.length;
          const [next] = stands.alternates;
          const heir = stands.members.find(({ name }) => name !== gone.name) ?? next;
          const leaving = {
            name: gone.name,
            group: '',
            why,
            day: TODAY,
            ...(heir && { chair: { name: heir.name, group: '' } }),
          };
          const left = leaveCommittee(stands, stands.revision, leaving, ACTING);
          if (!left.ok) throw new Error(JSON.stringify(left.error));
          const after = left.value;
          expect(after.left.at(-1)?.followed?.name).toBe(wasMember ? next?.name : undefined);
          if (wasMember && !next) expect(after.state).toBe('short');
          if (after.members.length > 0) {
            expect(after.members.filter(({ post }) => post === '主任')).toHaveLength(1);
          }
          const names = (people: readonly { name: string }[]) => people.map(({ name }) => name);
          const there = [...names(after.members), ...names(after.alternates), ...names(after.left)];
          expect([...there].sort()).toEqual([...order].sort());
          const inOrder = (people: readonly { name: string }[]) =>
            names(people).map((name) => order.indexOf(name));
          expect(inOrder(after.alternates)).toEqual([...inOrder(after.alternates)].sort((a, b) => a - b));
          const lastUp = Math.max(-1, ...inOrder(after.members));
          expect(inOrder(after.alternates).every((place) => place > lastUp)).toBe(true);
          stands = after;
        }
      },
    ),
  );
});
