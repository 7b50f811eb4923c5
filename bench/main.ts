/** `npm run bench`: one JSON object a line for every figure, then a table for people. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { StartFailure } from '#local/database';
import { firstRouteBytes, weappBytes } from '#test/builds/sizes';
import { measureAudit } from './audit';
import { type Figure, type Report, rounded, tableOf } from './figures';
import { LAMBDA_FIGURES, measureLambdas } from './lambda';
import { holds, LIMITS } from './limits';
import { measureLog } from './log';
import { measureNotices, measurePages } from './reading';
import { measureRoll } from './roll';
import { measureStart } from './start';
import { measureBoard, measureTimetable } from './timetable';
import { measureInbox, measureSealing, WRITTEN } from './tips';
import { measureCasts, measureTips } from './writing';

/** Figures that are measured together. */
interface Group {
  names: readonly string[];
  /** What must have been built, and by which command. */
  needs: readonly (keyof typeof MADE_BY)[];
  measure: (report: Report, quick: boolean) => Promise<void> | void;
}

const MADE_BY = {
  '.build/weapp/app.json': 'npm run build:weapp',
  '.build/h5/index.html': 'npm run build:h5',
  '.build/cloud/public.zip': 'npm run package',
} as const;

const GROUPS: readonly Group[] = [
  {
    names: ['start.first_page_s', 'start.demo_s', 'start.loaded_mb', 'start.idle_mb'],
    needs: ['.build/h5/index.html'],
    measure: measureStart,
  },
  {
    names: ['weapp.main.kb', 'weapp.total.kb'],
    needs: ['.build/weapp/app.json'],
    measure(report) {
      const { main, total } = weappBytes();
      report('weapp.main.kb', main / 1024, 'KB');
      report('weapp.total.kb', total / 1024, 'KB');
    },
  },
  {
    names: ['h5.first.gz_kb'],
    needs: ['.build/h5/index.html'],
    measure: (report) => report('h5.first.gz_kb', firstRouteBytes().gzipped / 1024, 'KB'),
  },
  {
    names: LAMBDA_FIGURES,
    needs: ['.build/cloud/public.zip'],
    measure: (report, quick) => measureLambdas(report, quick ? 1 : 9),
  },
  {
    names: [
      ...['http.bare.rps', 'http.bare.p99', 'http.bare.cpu_ms'],
      ...[
        'rps',
        'p99',
        'cpu_ms',
        'ratio',
        'p99_ratio',
        'rps_304',
        'ratio_304',
        'calls',
        'second_process_s',
      ].map((name) => `notices.list.${name}`),
    ],
    needs: [],
    measure: (report, quick) =>
      measureNotices(
        report,
        quick ? { slices: 1, seconds: 1, notices: 400 } : { slices: 7, seconds: 4, notices: 10_000 },
      ),
  },
  {
    names: ['notices.list.pages_rewritten_at_100', 'notices.list.pages_rewritten_at_100000'],
    needs: [],
    measure: (report) => measurePages(report, [100, 100_000]),
  },
  {
    names: [
      ...['db.transact.rps', 'db.transact.cpu_ms'],
      ...['rps', 'ratio', 'p99', 'cpu_ms'].map((name) => `tip.create.${name}`),
    ],
    needs: [],
    measure: (report, quick) =>
      measureTips(report, quick ? { slices: 1, requests: 300 } : { slices: 7, requests: 2000 }),
  },
  {
    names: [...WRITTEN.flatMap((name) => [`tip.${name}.jitless_ms`, `tip.${name}.ms`]), 'tip.file.extra_mb'],
    needs: [],
    measure: (report, quick) => measureSealing(report, quick ? 3 : 15),
  },
  {
    names: ['tip.inbox10k.ms'],
    needs: [],
    measure: (report, quick) => measureInbox(report, quick ? 500 : 10_000),
  },
  {
    names: [
      ...['db.transact.cast.rps', 'db.transact.cast.cpu_ms'],
      ...['rps', 'ratio', 'p99', 'cpu_ms'].map((name) => `recommendation.cast.${name}`),
    ],
    needs: [],
    measure: (report, quick) =>
      measureCasts(report, quick ? { slices: 1, requests: 300 } : { slices: 7, requests: 2000 }),
  },
  {
    names: ['timetable.ms'],
    needs: [],
    measure: (report, quick) => measureTimetable(report, quick ? 20 : 200),
  },
  {
    names: ['board.1200.ms', 'board.1200.calls'],
    needs: [],
    measure: (report, quick) => measureBoard(report, quick ? 200 : 1200),
  },
  {
    names: ['roll.import20k.s', 'roll.import20k.mb'],
    needs: [],
    measure: (report, quick) => measureRoll(report, quick ? 1000 : 20_000),
  },
  {
    names: ['log.append10k.s', 'log.proof.ms', 'log.phone.jitless_ms'],
    needs: [],
    measure: (report, quick) => (quick ? measureLog(report, 600, 20) : measureLog(report, 10_000, 200)),
  },
  {
    names: ['log.verify100k.s'],
    needs: [],
    measure: (report, quick) => measureAudit(report, quick ? 2000 : 100_000),
  },
];

/** Something a person can mend: its message is the one sentence that is printed. */
class BenchFailure extends Error {
  override name = 'BenchFailure';
}

/** Measures what is asked for; answers the names of the figures that missed their limits at full size. */
async function bench(args: readonly string[]): Promise<string[]> {
  const { only = '', quick = false } = readOptions(args);
  const groups = GROUPS.filter(({ names }) => names.some((name) => name.startsWith(only)));
  if (groups.length === 0) throw new BenchFailure(`No figure has a name that begins with ${only}.`);
  for (const file of groups.flatMap(({ needs }) => needs)) {
    if (!existsSync(file)) throw new BenchFailure(`${file} is not there; ${MADE_BY[file]} makes it.`);
  }
  const figures: Figure[] = [];
  for (const { names, measure } of groups) {
    const missing = new Set(names);
    const report: Report = (name, value, unit) => {
      if (!missing.delete(name)) throw new Error(`nobody asked for ${name}`);
      if (!name.startsWith(only)) return;
      const figure = { name, value: rounded(value), unit };
      figures.push(figure);
      process.stdout.write(`${JSON.stringify(figure)}\n`);
    };
    await measure(report, quick);
    if (missing.size > 0) throw new Error(`not measured: ${[...missing].join()}`);
  }
  process.stdout.write(`\n${tableOf(figures, quick ? {} : LIMITS)}\n`);
  const missed = figures.filter(({ name, value }) => !holds(value, LIMITS[name]));
  return quick ? [] : missed.map(({ name }) => name);
}

function readOptions(args: readonly string[]) {
  try {
    const options = { only: { type: 'string' }, quick: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new BenchFailure('npm run bench takes --quick and --only PREFIX (after --).');
  }
}

// Ending so, this process takes its children, databases and directories with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  const missed = await bench(process.argv.slice(2));
  if (missed.length > 0) process.stderr.write(`Beyond their limits: ${missed.join(', ')}.\n`);
  // A client of the SDK may hold a connection open for a while.
  process.exit(missed.length > 0 ? 2 : 0);
} catch (error) {
  const isOurs = error instanceof BenchFailure || error instanceof StartFailure;
  process.stderr.write(`${isOurs ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
}
