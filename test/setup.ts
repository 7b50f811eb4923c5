import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import type { Hono } from 'hono';
import type { Dynamo } from '#functions/platform/dynamo';
import type { LogLine } from '#functions/platform/log';
import { TABLES } from '#functions/platform/item';
import type { TextStore } from '#functions/platform/texts';
import { localBlobs } from '#local/blobs';
import { sequence } from '#functions/transparency/jobs';
import { type Apps, type Boundary, openBoundaries, platformOf, type Wiring } from '#local/boundaries';
import { createTables, type Database, openTables, outsideDatabase, startDatabase } from '#local/database';
import { makeSecrets, openSecrets } from '#local/secrets';
import { wechatStandIn, type WechatStandIn } from '#local/wechat';
import { AreaCode } from '#shared/area/code';
import type { Answer, Contract, Sent } from '#shared/contract';
import type { ErrorCode } from '#shared/errors';
import {
  acceptInvitation,
  invite,
  renewSession,
  type Session,
  signInByWechat,
} from '#shared/identity/contract';
import type { Role } from '#shared/identity/role';
import { Id } from '#shared/ids';
import type { LogPolicy } from '#shared/transparency/checkpoint';
import { policyOf } from '#shared/transparency/policy';
import type { LogTrust } from '#shared/transparency/trust';
import { unevened } from './even';
import { beforeCalls, type Call, tokenOf } from './calls';
import { breakCalls, type Fault, seededFaults, type Try } from './faults';
import { recordCall } from './recorded-calls';
import { openTestLog, type TestWitness, testWitness } from './transparency/witness';

/** The county of the tests, with a town and two villages. All codes are invented. */
export const COUNTY = AreaCode.parse('990101000000');
export const TOWN = AreaCode.parse('990101100000');
export const VILLAGE = AreaCode.parse('990101100201');
export const OTHER_VILLAGE = AreaCode.parse('990101101201');

/** Thursday 2026-11-26 09:00 in China. */
export const START = Date.UTC(2026, 10, 26, 1) / 1000;

/** Where the tests' desks are. */
export const SITE = 'https://yangguang.example';

const APP = { appId: 'wx-test', secret: 'secret-test' };

let database: Database | undefined;
afterAll(() => database?.stop());

/** What a route answered: the value it promises, or the code of a problem. */
export interface Reply<C extends Contract> {
  status: number;
  value: Answer<C> | undefined;
  code: ErrorCode | undefined;
  etag: string | undefined;
  text: string;
}

export interface TestCounty {
  apps: Apps;
  wiring: Wiring;
  wechat: WechatStandIn;
  /** Where attachments are put and read, in a folder that goes with the test. */
  blobs: Hono;
  /** Seconds; tests move it. */
  clock: { now: number };
  /** Every database call since the list was last emptied; a transaction tried again is one. */
  calls: (Call & { boundary: Boundary })[];
  logged: (LogLine & { boundary: Boundary })[];
  /** Awaited before every call: a test's scheduler; asked at every try of one: its saboteur. */
  hooks: {
    before?: (boundary: Boundary, call: Call) => Promise<void> | void;
    fault?: (one: Try) => Fault | undefined;
  };
  /** The database without any boundary, for looking at what lies there. */
  dynamo: Dynamo;
  /** The other office that cosigns the public log. */
  witness: TestWitness;
  /** What the app pins of the log. */
  log: LogPolicy;
  logTrust: LogTrust;
  /** Enters into the log what waits for it, as the schedule does; answers how many leaves. */
  enterLog: () => Promise<number>;
  /** Sends a contract's request through its boundary's app. */
  send: <C extends Contract>(
    contract: C,
    input: Sent<C>,
    as?: Session,
    headers?: HeadersInit,
  ) => Promise<Reply<C>>;
  /** Like `send`, for what must succeed. */
  must: <C extends Contract>(contract: C, input: Sent<C>, as?: Session) => Promise<Answer<C>>;
  /** The same through other apps, when the county runs more than once. */
  through: (apps: Apps) => Pick<TestCounty, 'send' | 'must'>;
  /** Signs a WeChat user in. */
  person: (openid: string) => Promise<Session>;
  /** A person with a role over an area, invited as people are. */
  staff: (role: Role, area: AreaCode) => Promise<Session>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function blobDirectory(): string {
  const folder = mkdtempSync(join(tmpdir(), 'blobs-'));
  folders.push(folder);
  return folder;
}

/** What the log has signed, outside the tables. */
function textsInMemory(): TextStore {
  const texts = new Map<string, string>();
  return {
    read: (name) => Promise.resolve(texts.get(name)),
    write: (name, text) => Promise.resolve(void texts.set(name, text)),
  };
}

/** Whether a call is no second try of a transaction. */
function firstOfToken(): (call: Call) => boolean {
  const seen = new Set<string>();
  return (call) => {
    const token = tokenOf(call);
    if (token === undefined) return true;
    const isFirst = !seen.has(token);
    seen.add(token);
    return isFirst;
  };
}

/** A DynamoDB-compatible service instead of the embedded database. */
const OUTSIDE = process.env['TEST_DYNAMODB_ENDPOINT'];
/** Keeps the tables of test files apart that share a service. */
const FILE = randomBytes(4).toString('hex');

/** Set by the project that runs the same tests again under faults. */
const { FAULT_SEED } = globalThis as { FAULT_SEED?: string };

let serial = 0;

/** 128 bits that differ with every call. */
export function freshId(): Id {
  serial += 1;
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(serial, 0);
  return Id.parse(bytes.toString('base64url'));
}

/** How the boundaries of a test are opened: from their source, or as they are packaged. */
export type OpenApps = (wiring: Wiring, clock: TestCounty['clock']) => Apps | Promise<Apps>;

/** A county on the embedded database, its own tables each time, entered only through the apps. */
export async function setup(open: OpenApps = openBoundaries): Promise<TestCounty> {
  database ??= OUTSIDE ? outsideDatabase(OUTSIDE) : await startDatabase();
  const clock = { now: START };
  const calls: TestCounty['calls'] = [];
  const logged: TestCounty['logged'] = [];
  const isFirst = firstOfToken();
  const wechat = wechatStandIn(APP, () => clock.now);
  serial += 1;
  const tablePrefix = `${FILE}-${serial}-`;
  const hooks: TestCounty['hooks'] = FAULT_SEED ? { fault: seededFaults(`${FAULT_SEED} ${serial}`) } : {};
  await createTables(database.endpoint, tablePrefix, TABLES);
  const secrets = await openSecrets(makeSecrets());
  const blobs = localBlobs({ directory: blobDirectory(), secret: secrets.blobs, now: () => clock.now });
  const witness = testWitness(() => clock.now);
  const { keys: transparency, trust: logTrust } = openTestLog(witness, {
    logSeed: secrets.log,
    clockSeed: secrets.clock,
  });
  const wiring: Wiring = {
    county: COUNTY,
    stage: 'test',
    endpoint: database.endpoint,
    tablePrefix,
    secrets,
    blobs: blobs.store,
    signed: textsInMemory(),
    wechat: { api: 'http://wechat.test', ...APP, send: (url) => wechat.app.request(url) },
    site: SITE,
    transparency,
    logTrust,
    nowMs: () => clock.now * 1000,
    log: (boundary) => (line) => logged.push({ boundary, ...line }),
    plug: (boundary, client) => {
      beforeCalls(client, async (call) => {
        if (isFirst(call)) calls.push({ boundary, ...call });
        recordCall(boundary, call);
        await hooks.before?.(boundary, call);
      });
      breakCalls(client, (one) => hooks.fault?.(one));
    },
  };
  const apps = await open(wiring, clock);
  const dynamo = openTables(database, tablePrefix);
  const { send, must } = sender(apps);
  const people = signers(must, wechat, wiring, clock);
  return {
    apps,
    wiring,
    wechat,
    blobs: blobs.app,
    clock,
    calls,
    logged,
    hooks,
    dynamo,
    witness,
    log: policyOf(logTrust)!,
    logTrust,
    enterLog: () => sequence({ ...platformOf(wiring, 'jobs'), transparency, signed: wiring.signed }),
    send,
    must,
    through: sender,
    ...people,
  };
}

function sender(apps: Apps): Pick<TestCounty, 'send' | 'must'> {
  const send: TestCounty['send'] = async (contract, input, as, headers = {}) => {
    const request = requestOf(contract, input, as, headers);
    const response = await unevened(contract, await appOf(apps, contract.path).request(request));
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const body = isJson ? JSON.parse(text) : text;
    const etag = response.headers.get('etag') ?? undefined;
    return response.ok
      ? { status: response.status, value: body, code: undefined, etag, text }
      : { status: response.status, value: undefined, code: body?.code, etag, text };
  };
  const must: TestCounty['must'] = async (contract, input, as) => {
    const reply = await send(contract, input, as);
    if (reply.code) throw new Error(`${contract.method} ${contract.path}: ${reply.status} ${reply.text}`);
    return reply.value as Answer<typeof contract>;
  };
  return { send, must };
}

/** The app that serves a path: its first part is the boundary's name, or that of a log. */
export function appOf(apps: Apps, path: string): Hono {
  const first = path.split('/')[1] ?? '';
  const app = /^(:log|log\d+)$/.test(first)
    ? apps.public
    : Object.entries(apps).find(([name]) => name === first)?.[1];
  if (!app) throw new Error(`no boundary serves ${path}`);
  return app;
}

/** The request a contract's sender makes. */
export function requestOf(
  contract: Contract,
  input: unknown,
  as?: Session,
  headers: HeadersInit = {},
): Request {
  const {
    params = {},
    query = {},
    body,
  } = input as {
    params?: Record<string, string | number>;
    query?: Record<string, string>;
    body?: unknown;
  };
  const path = contract.path.replace(/:(\w+)(?:\{.*?\})?/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams(query).toString();
  return new Request(`http://county.test${path}${search && `?${search}`}`, {
    method: contract.method,
    headers: {
      ...(as && { authorization: `Bearer ${as.access}` }),
      ...(contract.body && { 'content-type': 'application/json' }),
      ...Object.fromEntries(new Headers(headers)),
    },
    ...(contract.body && { body: JSON.stringify(body) }),
  });
}

function signers(
  must: TestCounty['must'],
  wechat: WechatStandIn,
  wiring: Wiring,
  clock: TestCounty['clock'],
): Pick<TestCounty, 'person' | 'staff'> {
  const openids = new Map<Id, string>();
  const person = async (openid: string) => {
    const session = await must(signInByWechat, { body: { code: wechat.login({ openid }) } });
    openids.set(session.person, openid);
    return session;
  };
  let founder: Promise<Session> | undefined;
  const accept = async (session: Session, code: string): Promise<Session> => {
    await must(acceptInvitation, { body: { code } }, session);
    return must(renewSession, { body: { refresh: session.refresh } });
  };
  const found = async () => accept(await person('founder'), wiring.secrets.foundingCode);
  // Sessions of these hold ten minutes, and so does their proof of who they are.
  const fresh = async (session: Session): Promise<Session> =>
    session.until > clock.now ? session : person(openids.get(session.person)!);
  const founding = async (): Promise<Session> => {
    founder = (founder ?? found()).then(fresh);
    return founder;
  };
  // A discipline office is given its first officer by the county; the others are invited by that one.
  const firstOfficers = new Map<AreaCode, Promise<Session>>();
  const invited = async (inviter: Session, role: Role, area: AreaCode): Promise<Session> => {
    const body = { id: freshId(), role, name: '测试员' };
    const made = await must(invite, { params: { area }, body }, inviter);
    return accept(await person(`${role}-${area}-${freshId()}`), made.code);
  };
  return {
    person,
    async staff(role, area) {
      if (role === 'county') return founding();
      if (role !== 'officer') return invited(await founding(), role, area);
      const first = firstOfficers.get(area);
      if (first) {
        const colleague = first.then(fresh);
        firstOfficers.set(area, colleague);
        return invited(await colleague, role, area);
      }
      const one = founding().then((county) => invited(county, role, area));
      firstOfficers.set(area, one);
      return one;
    },
  };
}
