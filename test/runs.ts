import fc from 'fast-check';

// `npm run soak` asks for more runs of every property that does not name its own number.
const runs = process.env['SOAK_RUNS'];
if (runs) fc.configureGlobal({ numRuns: Number(runs) });
