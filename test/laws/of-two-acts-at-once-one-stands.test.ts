import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { currentDirectory, directoryDraft, publishDirectory } from '#shared/directory/contract';
import { readCase, tipline } from '#shared/tip/contract';
import { signedDirectory } from '#test/directory/ceremony';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';
import { COUNTY } from '#test/setup';
import { caseOf, letter, mailbox, newCase, next, officerActs, sent, tipCounty } from '#test/tip/case';
import { caseAt, moveBody, sealMove, sendMove, viewOf } from '#test/tip/moves';
import { noteBy, notes, notesOf, readNotesBy, remark, sendNote, told } from '#test/tip/noting';

it('of two officers and a writer who each add to a letter at once, one is let in, and the chain has no gap', async () => {
  const place = await tipCounty();
  const { county, town } = place;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const keys = await newCase(place, town);
      const params = { ...town.office, case: caseOf(keys) };
      const seen = await county.must(readCase, { params }, town.session);
      const more = sent(letter(place, keys, town, '还有一件事', next(seen.records)));
      const replies = await interleave<{ code: string | undefined }>(county, scheduler, [
        () => officerActs(place, keys, town, seen, 'accept'),
        () => officerActs(place, keys, town, seen, 'refuse'),
        () => county.send(tipline, { body: { do: 'append', ...mailbox(keys), record: more } }),
      ]);
      const after = await county.must(readCase, { params }, town.session);
      expect(replies.map(({ code }) => code ?? 'in').filter((code) => code === 'in')).toHaveLength(1);
      for (const { code } of replies)
        expect([undefined, 'tip-out-of-order', 'tip-elsewhere', 'tip-ended']).toContain(code);
      expect(after.records).toHaveLength(2);
      const decided = replies[0]!.code === undefined ? 'accepted' : 'refused';
      expect(after.state.state).toBe(replies[2]!.code === undefined ? 'received' : decided);
    }),
    { numRuns: runs(7), endOnFailure: true },
  );
});

it('of two directories published at once one stands, and its entries are what was signed', async () => {
  const { county } = await tipCounty();
  const params = { area: COUNTY };
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const founder = await county.staff('county', COUNTY);
      const draft = await county.must(directoryDraft, { params }, founder);
      const bodies = [draft, draft].map((one, day) =>
        signedDirectory({ ...county, clock: { now: county.clock.now + day * 86_400 } }, one),
      );
      const replies = await interleave(
        county,
        scheduler,
        bodies.map((body) => () => county.send(publishDirectory, { params, body }, founder)),
      );
      expect(replies.map(({ code }) => code ?? 'stands').sort()).toEqual(['directory-moved', 'stands']);
      await county.enterLog();
      county.clock.now += 2;
      const { snapshot } = await county.must(currentDirectory, { params });
      expect(snapshot).toBe(bodies[replies.findIndex(({ code }) => code === undefined)]!.snapshot);
    }),
    { numRuns: runs(6), endOnFailure: true },
  );
});

it('of a note and a move at once, the note goes up with the case or is not written, and none stays readable below', async () => {
  const place = await tipCounty();
  const { county, town, above } = place;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const keys = await caseAt(place, town);
      await notes(place, keys, town, remark('先前记的'));
      const [view, before] = [await viewOf(place, keys, town), await notesOf(place, keys, town)];
      const noted = { notes: before.records, along: true };
      const body = moveBody(place, town, sealMove(place, keys, town, above, view, undefined, noted));
      const note = noteBy(place, keys, town, before, remark('同时记的'));
      const replies = await interleave<{ code: string | undefined }>(county, scheduler, [
        () => sendMove(place, keys, town, body),
        () => sendNote(place, keys, town, note),
      ]);
      const [moved, written] = replies.map(({ code }) => code === undefined);
      expect([moved, written].filter(Boolean)).toHaveLength(1);
      const read = told(await readNotesBy(place, keys, moved ? above : town));
      expect(read).toEqual(written ? ['先前记的', '同时记的'] : ['先前记的']);
    }),
    { numRuns: runs(7), endOnFailure: true },
  );
});
