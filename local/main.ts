import type { Hono } from 'hono';
import { startTimers } from '#functions/entry/timers';
import { TABLES } from '#functions/platform/item';
import { jsonLog } from '#functions/platform/log';
import { postToWitness } from '#functions/transparency/ask-over-http';
import { openLog } from '#functions/transparency/log-platform';
import { type BallotsDatabase, startBallots } from './ballots';
import { localBlobs } from './blobs';
import { type Boundary, openBoundaries, openSchedules, type Wiring } from './boundaries';
import { openClock } from './clock';
import { type DataDirectory, openDataDirectory, TABLE_PREFIX } from './data-directory';
import { createTables, type Database, outsideDatabase, StartFailure, startDatabase } from './database';
import { loadDemo } from './demo/load';
import { DEMO_COUNTY, DEMO_PEOPLE } from './demo/people';
import { reachOf } from './demo/reach';
import { demoRoundApp } from './demo/round';
import { demoRoot } from './demo-root';
import { demoSignIn } from './demo-sign-in';
import { readOptions } from './options';
import { type LocalSecrets, readSecrets } from './secrets';
import { startServers } from './server';
import { siteApp } from './site';
import { localTexts } from './texts';
import { type WechatStandIn, wechatStandIn } from './wechat';
import { type LocalWitness, startWitness } from './witness';

const WECHAT = { appId: 'wx-local', secret: 'local' } as const;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function logOf(boundary: Boundary) {
  const quiet = boundary === 'ballotbox' || boundary === 'tipline';
  return jsonLog((line) => process.stderr.write(`${boundary} ${line}\n`), quiet ? 'warn' : 'info');
}

/** The county's tables and, apart from them, its ballots: embedded, or at DYNAMODB_ENDPOINT. */
async function openDatabases(files: DataDirectory): Promise<{ main: Database; ballots: BallotsDatabase }> {
  const elsewhere = process.env['DYNAMODB_ENDPOINT'];
  if (elsewhere) {
    const main = outsideDatabase(elsewhere);
    await createTables(main.endpoint, TABLE_PREFIX, TABLES);
    // A service of the county's own keeps no order of rows to forget.
    return { main, ballots: { ...main, forgetOrder: () => Promise.resolve() } };
  }
  const [main, ballots] = await Promise.all([
    startDatabase(files.database),
    startBallots(files.ballots, TABLE_PREFIX),
  ]);
  await createTables(
    main.endpoint,
    TABLE_PREFIX,
    TABLES.filter((table) => table !== 'ballots'),
  );
  return { main, ballots };
}

/** Which log this machine writes: one more than before, once its tables were restored to an older time. */
function logNumber(): number {
  const number = Number(process.env['LOG_NUMBER'] ?? '1');
  if (Number.isInteger(number) && number >= 1 && number <= 50) return number;
  throw new StartFailure('LOG_NUMBER must be a number from 1 to 50.');
}

/** The public log, and beside it a witness that follows it: another process with a directory of its own. */
async function openPublicLog(
  files: { witness: string; clock: string },
  { log: logSeed, clock: clockSeed }: LocalSecrets,
): Promise<{ witness: LocalWitness } & ReturnType<typeof openLog>> {
  const setup = { host: 'localhost', number: logNumber(), logSeed, clockSeed };
  const { trust } = openLog({ ...setup, witnesses: [], quorum: 0 }, postToWitness);
  const witness = await startWitness(files.witness, files.clock, trust.logs);
  return { witness, ...openLog({ ...setup, witnesses: [witness], quorum: 1 }, postToWitness) };
}

async function start(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const files = openDataDirectory(options.data, options.fresh);
  const secrets = await readSecrets(files.secrets);
  const { main, ballots } = await openDatabases(files);
  const { nowMs, app: clockApp } = openClock(files.clock);
  const now = () => Math.floor(nowMs() / 1000);
  const wechat = wechatStandIn(WECHAT, now);
  const blobs = localBlobs({ directory: files.blobs, secret: secrets.blobs, now });
  const { witness, keys: transparency, trust: logTrust } = await openPublicLog(files, secrets);
  const wiring: Wiring = {
    county: DEMO_COUNTY,
    stage: 'local',
    endpoint: main.endpoint,
    ballotsEndpoint: ballots.endpoint,
    tablePrefix: TABLE_PREFIX,
    secrets,
    blobs: blobs.store,
    signed: localTexts(files.signed),
    wechat: { api: 'http://stand-in.localhost', ...WECHAT, send: (url) => wechat.app.request(url) },
    site: `http://localhost:${options.port}`,
    ...{ transparency, logTrust },
    nowMs,
    log: logOf,
  };
  const root = demoRoot(secrets.root, wiring.county, now);
  const demo = [demoSignIn(DEMO_PEOPLE, wechat), demoRoundApp(now), root.app, clockApp];
  const others = [...demo, blobs.app, siteApp('.build/h5')];
  const trust = { county: wiring.county, rootPk: root.rootPk, log: logTrust };
  const servers = await startServers(options.port, openBoundaries(wiring), trust, others);
  const timers = startTimers(openSchedules(wiring, ballots.forgetOrder), logOf('jobs'));
  const run = { stopping: false };
  stopOnSignal(async () => {
    run.stopping = true;
    await timers.stop();
    for (const server of servers) server.close();
    witness.stop();
    await Promise.all([main.stop(), ballots.stop()]);
    files.release();
  });
  const address = `http://localhost:${options.port}`;
  say(`阳光换届  ${address}`);
  try {
    await loadCounty(wiring, wechat, blobs.app);
  } catch (error) {
    if (run.stopping) return;
    throw error;
  }
  welcome(address);
}

/** Loads the demo behind the running servers, by the same routes, on a clock that walks through its last weeks. */
async function loadCounty(wiring: Wiring, wechat: WechatStandIn, blobs: Hono): Promise<void> {
  const now = Math.floor(wiring.nowMs() / 1000);
  const clock = { now };
  const apps = openBoundaries({ ...wiring, nowMs: () => clock.now * 1000 });
  await loadDemo({
    reach: reachOf(apps, blobs),
    clock,
    foundingCode: wiring.secrets.foundingCode,
    wechatLogin: (person) => wechat.login({ openid: `demo-${person}` }),
    now,
    progress: (line) => say(`Loading the demo county: ${line}`),
  });
}

/** How many people to try first are printed; the sign-in page shows all. */
const FIRST_PEOPLE = 7;

function welcome(address: string): void {
  say('');
  say('Ready. 棠水县 is an invented county; everybody in it is invented.');
  say(`  ${address}  choose 柳塘镇, 枣坪村; sign in as one of these, or one of the others listed there:`);
  for (const { name, what } of DEMO_PEOPLE.slice(0, FIRST_PEOPLE)) say(`  ${name}　${what}`);
  say(
    '  投诉举报 and 推荐 need keys first, which are made in a browser and never leave it. Half a minute, in the',
  );
  say(`  browser you will be the officers and trustees in: ${address}/#/demo/keys/index`);
  say('  Be the villagers in another one, as in a private window.');
}

function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().finally(() => process.exit(0));
    });
  }
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
