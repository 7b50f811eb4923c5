import { randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Hono } from 'hono';
import { ballotboxApp } from '#functions/ballotbox';
import { caseworkApp } from '#functions/casework';
import { identityApp } from '#functions/identity';
import { passkeySite } from '#functions/identity/passkey';
import { accessSigner } from '#functions/identity/token';
import { codeToOpenid, type WechatApp } from '#functions/identity/wechat';
import { openJobs } from '#functions/jobs';
import { officeApp } from '#functions/office';
import { authenticator } from '#functions/platform/authenticate';
import type { BlobStore } from '#functions/platform/blobs';
import { openDynamo } from '#functions/platform/dynamo';
import { localEnvelope } from '#functions/platform/envelope';
import { keyedHash } from '#functions/platform/keyed-hash';
import type { Log } from '#functions/platform/log';
import { opensslKey } from '#functions/platform/openssl';
import type { KeyedPlatform, Platform } from '#functions/platform/platform';
import { preparedReader } from '#functions/platform/prepared';
import type { TextStore } from '#functions/platform/texts';
import { publicApp } from '#functions/public';
import { residentApp } from '#functions/resident';
import { tiplineApp } from '#functions/tipline';
import type { LogKeys } from '#functions/transparency/log-platform';
import type { AreaCode } from '#shared/area/code';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import type { LoggedAnchor } from '#shared/directory/directory';
import { policyOf } from '#shared/transparency/policy';
import type { LogTrust } from '#shared/transparency/trust';
import { LOCAL } from './database';
import type { LocalSecrets } from './secrets';

/** The trust boundaries by name, as in the cloud one function each. */
export const BOUNDARIES = [
  'public',
  'identity',
  'resident',
  'ballotbox',
  'tipline',
  'office',
  'casework',
  'jobs',
] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** What differs between a local run and a test. */
export interface Wiring {
  county: AreaCode;
  stage: 'local' | 'test';
  endpoint: string;
  ballotsEndpoint?: string;
  tablePrefix: string;
  secrets: LocalSecrets;
  /** Attachments of notices. */
  blobs: BlobStore;
  /** What the public log has signed, outside the tables. */
  signed: TextStore;
  /** Where code2Session is asked. */
  wechat: WechatApp;
  /** The site's origin. */
  site: string;
  /** The public log. */
  transparency: LogKeys;
  /** Whose signatures on it are taken, as phones pin it. */
  logTrust: LogTrust;
  /** Milliseconds since 1970. */
  nowMs: () => number;
  log: (boundary: Boundary) => Log;
  /** Given each boundary's database clients as they are opened. */
  plug?: (boundary: Boundary, client: DynamoDBClient) => void;
}

/** The platform of one boundary, with its own database client, as every function has in the cloud. */
export function platformOf(wiring: Wiring, boundary: Boundary): Platform {
  const { plug } = wiring;
  const dynamo = openDynamo({
    endpoint: wiring.endpoint,
    ...(wiring.ballotsEndpoint && { ballotsEndpoint: wiring.ballotsEndpoint }),
    ...LOCAL,
    tablePrefix: wiring.tablePrefix,
    ...(plug && {
      plug: (client) => {
        plug(boundary, client);
      },
    }),
  });
  return {
    county: wiring.county,
    stage: wiring.stage,
    dynamo,
    prepared: preparedReader(dynamo, wiring.nowMs),
    authenticate: authenticator(wiring.secrets.sessionPublic, wiring.county),
    now: () => Math.floor(wiring.nowMs() / 1000),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log: wiring.log(boundary),
  };
}

/** The platform of a boundary that keeps personal data by keyed hashes. */
export function keyedPlatformOf(wiring: Wiring, boundary: Boundary): KeyedPlatform {
  return { ...platformOf(wiring, boundary), hash: keyedHash(wiring.secrets.hash) };
}

/** The boundaries that answer requests. */
export type Apps = Record<Exclude<Boundary, 'jobs'>, Hono>;

/** Every boundary that answers requests, each on its own platform. */
export function openBoundaries(wiring: Wiring): Apps {
  return {
    public: publicApp({ ...platformOf(wiring, 'public'), logNumber: wiring.transparency.number }),
    resident: residentApp({
      ...keyedPlatformOf(wiring, 'resident'),
      openEnvelope: localEnvelope(wiring.secrets.envelope).open,
    }),
    ballotbox: ballotboxApp({
      ...platformOf(wiring, 'ballotbox'),
      serviceKey: opensslKey(wiring.secrets.service),
    }),
    tipline: tiplineApp({ ...platformOf(wiring, 'tipline'), serviceKey: opensslKey(wiring.secrets.service) }),
    office: officeApp({
      ...keyedPlatformOf(wiring, 'office'),
      blobs: wiring.blobs,
      rootPk: ed25519PublicKey(wiring.secrets.root),
      servicePk: ed25519PublicKey(wiring.secrets.service),
    }),
    casework: caseworkApp({ ...platformOf(wiring, 'casework'), anchor: anchorOf(wiring) }),
    identity: identityApp({
      ...keyedPlatformOf(wiring, 'identity'),
      signAccess: accessSigner(wiring.secrets.sessionPrivate, wiring.county),
      codeToOpenid: codeToOpenid(wiring.wechat),
      foundingCode: wiring.secrets.foundingCode,
      site: passkeySite(wiring.site),
    }),
  };
}

/** What phones pin of the county. */
function anchorOf({ county, secrets, logTrust }: Wiring): LoggedAnchor {
  const log = policyOf(logTrust);
  if (!log) throw new RangeError('the log has keys that are none or the same');
  return { county, rootPk: ed25519PublicKey(secrets.root), log };
}

/** The schedules, as one function in the cloud. */
export function openSchedules(
  wiring: Wiring,
  forgetCastingOrder: () => Promise<void>,
): ReturnType<typeof openJobs> {
  return openJobs({
    ...keyedPlatformOf(wiring, 'jobs'),
    sealEnvelope: localEnvelope(wiring.secrets.envelope).seal,
    forgetCastingOrder,
    transparency: wiring.transparency,
    signed: wiring.signed,
  });
}
