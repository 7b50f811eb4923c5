import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Apps, BOUNDARIES, type Boundary, type Wiring } from '#local/boundaries';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { setup, type TestCounty } from '#test/setup';
import { type Services, startServices } from './cloud-stand-ins';
import { type RunningFunction, startFunction } from './functions';
import { throughGateway } from './gateway';
import { listenAsWechat } from './listening-wechat';
import { listenAsWitness } from './listening-witness';
import { functionOf, readStack, type Stack } from './template';

/** A packaged stack that runs on one machine: its own zips, on the embedded database. */
export interface RunningStage {
  stack: Stack;
  /** Where zips are unpacked. */
  folder: string;
  /** A county whose apps are the packaged functions, each behind the routes of the stack. */
  county: TestCounty;
  services: Services;
  functions: Readonly<Record<Boundary, RunningFunction>>;
  /** Fires a schedule's event. */
  fire: (job: string) => Promise<void>;
  stop: () => void;
}

/** Starts every function of the packaged stack. */
export async function startStage(): Promise<RunningStage> {
  const stack = readStack();
  const folder = mkdtempSync(join(tmpdir(), 'stage-'));
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  const county = await setup(async (wiring, clock) => {
    opened = await open(stack, folder, wiring, () => clock.now * 1000);
    return opened.apps;
  });
  if (!opened) throw new Error('no function was started');
  const { functions, services, stop } = opened;
  return {
    stack,
    folder,
    county,
    services,
    functions,
    async fire(job) {
      await functions.jobs.invoke({ job }, county.clock.now * 1000);
    },
    stop: () => {
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function open(stack: Stack, folder: string, wiring: Wiring, nowMs: () => number) {
  const services = await startServices(parametersOf(stack, wiring));
  const wechat = await listenAsWechat(wiring);
  const witness = await listenAsWitness(wiring);
  const ofCounty = countySettings(wiring, services.bucketUrl, witness.setting);
  const start = async (boundary: Boundary) => {
    const told = Object.keys(functionOf(stack, boundary).Environment.Variables);
    const settings = Object.entries(ofCounty).filter(([name]) => told.includes(name));
    const machine = {
      ...services.env,
      AWS_REGION: 'cn-north-1',
      // By its access key a service tells which function asks.
      AWS_ACCESS_KEY_ID: boundary,
      AWS_SECRET_ACCESS_KEY: boundary,
      DYNAMODB_ENDPOINT: wiring.endpoint,
      ...(boundary === 'identity' && { WECHAT_API: wechat.url }),
    };
    return startFunction(stack, boundary, folder, { ...machine, ...Object.fromEntries(settings) });
  };
  const started = await Promise.all(BOUNDARIES.map(async (name) => [name, await start(name)] as const));
  const gates = started.map(([name, running]) => [name, throughGateway(stack, name, running, nowMs)]);
  return {
    apps: Object.fromEntries(gates) as Apps,
    functions: Object.fromEntries(started) as Record<Boundary, RunningFunction>,
    services,
    stop: () => {
      for (const [, running] of started) running.stop();
      services.stop();
      wechat.stop();
      witness.stop();
    },
  };
}

/** What the template says of an example county, for the county of this test. */
function countySettings(wiring: Wiring, bucketUrl: string, witness: string): Record<string, string> {
  return {
    COUNTY: wiring.county,
    TABLE_PREFIX: wiring.tablePrefix,
    WECHAT_APP_ID: wiring.wechat.appId,
    SITE_ORIGIN: wiring.site,
    SESSION_PUBLIC_KEY: toBase64url(ed25519PublicKey(wiring.secrets.session)),
    ROOT_PUBLIC_KEY: toBase64url(ed25519PublicKey(wiring.secrets.root)),
    LOG_TRUST: JSON.stringify(wiring.logTrust),
    SERVICE_PUBLIC_KEY: toBase64url(ed25519PublicKey(wiring.secrets.service)),
    BLOB_BUCKET_URL: bucketUrl,
    LOG_HOST: 'county.test',
    LOG_WITNESSES: witness,
  };
}

/** The county's secrets under the names that the template gives. */
function parametersOf(stack: Stack, { secrets, wechat }: Wiring): Map<string, string> {
  const values: Record<string, string> = {
    HASH_SECRET: toBase64url(secrets.hash),
    SERVICE_SEED: toBase64url(secrets.service),
    SESSION_SEED: toBase64url(secrets.session),
    LOG_SEED: toBase64url(secrets.log),
    CLOCK_SEED: toBase64url(secrets.clock),
    WECHAT_SECRET: wechat.secret,
    FOUNDING_CODE: secrets.foundingCode,
  };
  const named = BOUNDARIES.flatMap((name) => Object.entries(functionOf(stack, name).Environment.Variables));
  return new Map(
    named.flatMap(([variable, parameter]) => {
      const value = values[variable.replace(/_PARAMETER$/, '')];
      return variable.endsWith('_PARAMETER') && value ? [[parameter, value] as const] : [];
    }),
  );
}
