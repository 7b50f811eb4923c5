import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { CASEWORK_FEATURES } from '#functions/casework';
import { OFFICE_FEATURES } from '#functions/office';
import { PUBLIC_FEATURES } from '#functions/public';
import { RESIDENT_FEATURES } from '#functions/resident';
import { BOUNDARIES, type Boundary } from '#local/boundaries';
import { type SignatureType, verifierKey } from '#shared/transparency/note';
import type { LogTrust } from '#shared/transparency/trust';
import { COUNTY, temporaryDirectory, VILLAGE } from './county';
import { median, medianRatio, type Report } from './figures';

export const ZIPS = '.build/cloud';

/** Bare handlers by what they hold: the same clients as the functions named with them. */
const BARE = {
  dynamo: ['public', 'casework'],
  ssm: ['identity', 'ballotbox', 'tipline', 'office'],
  kms: ['resident', 'jobs'],
} as const satisfies Record<string, readonly Boundary[]>;
type Bare = keyof typeof BARE;
const BARES = ['dynamo', 'ssm', 'kms'] as const satisfies readonly Bare[];

/** The figures of every function. */
export const LAMBDA_FIGURES = [
  ...BOUNDARIES.flatMap((name) => [
    `lambda.${name}.kb`,
    `lambda.${name}.load_ms`,
    `lambda.${name}.load_ratio`,
  ]),
  'lambda.bare.load_ms',
  'lambda.bare.ssm.load_ms',
  'lambda.bare.kms.load_ms',
  'lambda.public.first_request_ms',
  'lambda.casework.first_request_ms',
  'lambda.office.first_request_ms',
  'lambda.resident.first_request_ms',
];

const keyOf = (name: string, type: SignatureType) =>
  verifierKey({ name, type, publicKey: Buffer.alloc(32, name.length) });
const LOG_TRUST = JSON.stringify({
  logs: [keyOf('bench.localhost/log1', 'note')],
  clock: keyOf('bench.localhost/clock', 'cosignature'),
  witnesses: [],
  quorum: 0,
} satisfies LogTrust);

/** What functions are told, so that they open without a parameter store. */
const ENV = {
  COUNTY,
  TABLE_PREFIX: 'bench-',
  BLOB_BUCKET_URL: 'https://bucket.localhost',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  LOG_TRUST,
  ...Object.fromEntries(
    ['HASH_SECRET', 'ENVELOPE_SECRET', 'SESSION_PUBLIC_KEY', 'ROOT_PUBLIC_KEY', 'SERVICE_PUBLIC_KEY'].map(
      (name) => [name, Buffer.alloc(32, 1).toString('base64url')],
    ),
  ),
};
/** A request below each feature of a boundary that loads them one by one: it makes it load that feature. */
const FIRST_REQUESTS = {
  casework: CASEWORK_FEATURES.map(
    ({ parts: [part] }) => `/casework/areas/${VILLAGE}/offices/discipline/${part}`,
  ),
  office: OFFICE_FEATURES.map(({ parts: [part] }) => `/office/areas/${VILLAGE}/${part}`),
  // Nobody's area: it is looked for in no table.
  public: PUBLIC_FEATURES.map(({ parts: [part] }) => `/${part}`.replace(':area', '0')),
  resident: RESIDENT_FEATURES.map(({ parts: [part] }) => `/resident/${part}`.replace(':area', VILLAGE)),
} as const satisfies Partial<Record<Boundary, readonly string[]>>;
const BY_FEATURES = ['public', 'casework', 'office', 'resident'] as const;

/** How large each packaged function is, and how long it takes to load in a fresh process. */
export function measureLambdas(report: Report, runs: number): void {
  const directory = temporaryDirectory();
  const files = new Map(BOUNDARIES.map((name) => [name, unpacked(directory, name)] as const));
  for (const [name, { bytes }] of files) report(`lambda.${name}.kb`, bytes / 1024, 'KB');
  const times = new Map<string, number[]>();
  // The first round fills the machine's file cache and is not counted.
  for (let run = 0; run <= runs; run += 1) {
    for (const bare of BARES) add(times, bare, loadTime(besideUs(`handlers/${bare}.mjs`)), run);
    for (const [name, { file }] of files) add(times, name, loadTime(file), run);
    for (const name of BY_FEATURES) {
      const file = files.get(name)?.file ?? '';
      for (const path of FIRST_REQUESTS[name]) add(times, path, loadTime(file, path), run);
    }
  }
  say(report, times);
  for (const name of BY_FEATURES) {
    const slowest = Math.max(...FIRST_REQUESTS[name].map((path) => median(times.get(path) ?? [])));
    report(`lambda.${name}.first_request_ms`, slowest, 'ms');
  }
}

function say(report: Report, times: ReadonlyMap<string, readonly number[]>): void {
  const of = (name: string) => times.get(name) ?? [];
  for (const bare of BARES) {
    report(bare === 'dynamo' ? 'lambda.bare.load_ms' : `lambda.bare.${bare}.load_ms`, median(of(bare)), 'ms');
    for (const name of BARE[bare]) {
      report(`lambda.${name}.load_ms`, median(of(name)), 'ms');
      report(`lambda.${name}.load_ratio`, medianRatio(of(name), of(bare)), `of a bare handler (${bare})`);
    }
  }
}

function add(times: Map<string, number[]>, name: string, took: number, run: number): void {
  if (run > 0) times.set(name, [...(times.get(name) ?? []), took]);
}

/** A zip as the cloud unpacks it: its handler, and what all its files weigh. */
function unpacked(directory: string, name: Boundary): { file: string; bytes: number } {
  const files = Object.entries(unzipSync(readFileSync(join(ZIPS, `${name}.zip`))));
  for (const [path, code] of files) {
    const file = join(directory, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  return {
    file: join(directory, name, `functions/entry/${name}.mjs`),
    bytes: files.reduce((sum, [, code]) => sum + code.length, 0),
  };
}

function besideUs(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Milliseconds that a fresh process takes to load a handler, and to answer its first request when there is one. */
function loadTime(file: string, ...request: string[]): number {
  const args = [besideUs('load-handler.mjs'), file, ...request];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...ENV, AWS_REGION: 'local', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  const took = Number(stdout);
  if (status !== 0 || !(took > 0)) throw new Error(`${file} did not load: ${stdout}${stderr}`);
  return took;
}
