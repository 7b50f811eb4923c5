// A county's own servers: the same boundaries behind node, with any DynamoDB- and S3-compatible service.
// Which of them a process runs, and what they are told, stands in its environment: docs/runbooks/own-servers.md.
import type { ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import * as z from 'zod';
import { DeployedSettings, dynamoOptions } from '../platform/deployed';
import { TABLES } from '../platform/item';
import { jsonLog } from '../platform/log';
import { type Environment, readSettings, SettingsFailure } from '../platform/settings';
import { createTables } from '../platform/tables';
import { openBallotbox } from './ballotbox';
import { openCasework } from './casework';
import { openIdentity } from './identity';
import { openDeployedJobs } from './jobs';
import { apart, listen, openToAll, PortTaken, together } from './listen';
import { openOffice } from './office';
import { openPublic } from './public';
import { openResident } from './resident';
import { startTimers } from './timers';
import { openTipline } from './tipline';

/** The boundaries that share the site's host. */
const SHARED = {
  public: openPublic,
  identity: openIdentity,
  resident: openResident,
  office: openOffice,
  casework: openCasework,
} as const;
/** Those on hosts of their own, and which port is theirs. */
const APART = { ballotbox: openBallotbox, tipline: openTipline } as const;
type Shared = keyof typeof SHARED;
type Apart = keyof typeof APART;

const NAMES = [
  'public',
  'identity',
  'resident',
  'office',
  'casework',
  'ballotbox',
  'tipline',
  'jobs',
] as const;
const WHAT_SERVE = `one or more of ${NAMES.join(', ')}, separated by commas`;
const WHAT_ORIGIN = "the site's origin, which may post to the ballot box and the tip line";
const port = (what: string) => z.coerce.number(what).int(what).min(1, what).max(65_535, what);

const Settings = z.object({
  SERVE: z
    .string(WHAT_SERVE)
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(NAMES, WHAT_SERVE)).min(1, WHAT_SERVE)),
  HOST: z.string().default('127.0.0.1'),
  PORT: port('the port of the shared host').default(8080),
  BALLOTBOX_PORT: port("the ballot box's port").default(8081),
  TIPLINE_PORT: port("the tip line's port").default(8082),
  SITE_ORIGIN: z.url(WHAT_ORIGIN).optional(),
});
type Settings = z.output<typeof Settings>;

async function openShared(settings: Settings, env: Environment): Promise<Record<string, Hono>> {
  const names = settings.SERVE.filter((name): name is Shared => name in SHARED);
  const opened = names.map(async (name) => [name, await SHARED[name](env)] as const);
  return Object.fromEntries(await Promise.all(opened));
}

async function serveHosts(settings: Settings, env: Environment): Promise<ServerType[]> {
  const { HOST, PORT, SITE_ORIGIN } = settings;
  const ports = { ballotbox: settings.BALLOTBOX_PORT, tipline: settings.TIPLINE_PORT };
  const shared = await openShared(settings, env);
  const alone = settings.SERVE.filter((name): name is Apart => name in APART);
  if (alone.length > 0 && !SITE_ORIGIN)
    throw new SettingsFailure(`SITE_ORIGIN is not set; it must be ${WHAT_ORIGIN}.`);
  const servers =
    Object.keys(shared).length > 0 ? [await listen(openToAll(together(shared)), PORT, HOST)] : [];
  for (const name of alone) {
    const app = apart(await APART[name](env), SITE_ORIGIN ? [SITE_ORIGIN] : []);
    servers.push(await listen(app, ports[name], HOST));
  }
  return servers;
}

async function start(env: Environment): Promise<void> {
  const settings = readSettings(Settings, env);
  const runsJobs = settings.SERVE.includes('jobs');
  const jobs = runsJobs ? (await openDeployedJobs(env)).schedules : {};
  const servers = await serveHosts(settings, env);
  const timers = startTimers(
    jobs,
    jsonLog((line) => process.stdout.write(`${line}\n`)),
  );
  process.stdout.write(`Serving ${settings.SERVE.join(', ')}.\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const server of servers) server.close();
      void timers.stop().finally(() => process.exit(0));
    });
  }
}

async function makeTables(env: Environment): Promise<void> {
  const options = dynamoOptions(readSettings(DeployedSettings, env));
  await createTables(options, TABLES);
  process.stdout.write(`The tables ${options.tablePrefix}* are there.\n`);
}

async function enterLostLeaves(env: Environment): Promise<void> {
  const { commands } = await openDeployedJobs(env);
  const entered = await commands['enter-lost-leaves']();
  process.stdout.write(`Lost leaves that wait for the log again: ${entered}.\n`);
}

const COMMANDS = new Map([
  ['create-tables', makeTables],
  ['enter-lost-leaves', enterLostLeaves],
]);

try {
  await (COMMANDS.get(process.argv[2] ?? '') ?? start)(process.env);
} catch (error) {
  if (!(error instanceof SettingsFailure) && !(error instanceof PortTaken)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
