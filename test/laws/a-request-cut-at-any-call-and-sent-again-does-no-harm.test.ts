import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyContract } from '#test/contracts/every';
import { setup } from '#test/setup';
import { contentsOf } from '#test/store/contents';
import { type Course, Saboteur } from '#test/store/cut';
import { live } from '#test/store/life';

/** What a lost answer may leave behind twice: a try that counts, and a desk's code that runs out in minutes. */
const PASSING = /^people (\{"PK":"TRY#|.*"kind":"desk")/;

/** How many lives are cut: one cuts each request at one of its calls, and `npm run soak` reaches all of them. */
const LIVES = Number(process.env['SOAK_LIVES'] ?? 1);

/** One life of a county: what was done and cut in it, and what lies in the tables at its end. */
async function lived(seed: number, undisturbed?: Course) {
  const county = await setup();
  const saboteur = new Saboteur(county, String(seed), undisturbed);
  await live(county, (name, work) => saboteur.run(name, work));
  const contents = (await contentsOf(county)).filter((line) => !PASSING.test(line));
  return { course: saboteur.course, cuts: saboteur.cuts, contents };
}

const undisturbed = await lived(0);

it('meets every contract that writes', async () => {
  const done = undisturbed.course.map(({ name }) => name);
  const writing = (await everyContract()).filter(([, { method }]) => method !== 'GET');
  const unmet = writing.filter(([, { method, path }]) => {
    const pattern = new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`);
    return !done.some((name) => pattern.test(name));
  });
  expect(unmet.map(([name]) => name)).toEqual([]);
});

it(
  'answers busy or does it, does it when asked again, and ends as if nothing had happened',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1 }), async (seed) => {
        const cut = await lived(seed, undisturbed.course);
        expect(cut.cuts.length).toBeGreaterThan(50);
        const unsound = cut.cuts.filter(({ first, again }) => !SOUND.test(first) || !DONE.test(again));
        expect(unsound).toEqual([]);
        expect(cut.contents).toEqual(undisturbed.contents);
      }),
      // A seed draws everything at once, so a smaller one is no simpler.
      { numRuns: LIVES, endOnFailure: true },
    );
  },
  // Each life takes some seconds of work.
  30_000 + 60_000 * LIVES,
);

/** The answer of a request, or how a schedule's run ended. */
const DONE = /^(20\d|done)$/;
const SOUND = /^(20\d|done|503 busy|schedule stopped)$/;
