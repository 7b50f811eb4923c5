import fc from 'fast-check';

/** How many times as often `npm run soak` tries every property. */
const TIMES = Number(process.env['SOAK_TIMES'] ?? 1);

// Of a property that does not name its own number.
fc.configureGlobal({ numRuns: 100 * TIMES });

/** The runs of a property that is dear, so that it names its own number for `npm test`. */
export function runs(usual: number): number {
  return usual * TIMES;
}
