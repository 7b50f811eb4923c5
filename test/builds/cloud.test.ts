import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { BOUNDARIES, type Boundary } from '#local/boundaries';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { utf8 } from '#shared/crypto/utf8';
import { checkpoint as checkpointOf, leafProof } from '#shared/transparency/contract';
import { openProof, readProof } from '#shared/transparency/proof';
import * as notices from '#shared/notice/contract';
import type { Attachment } from '#shared/notice/notice';
import { readCase } from '#shared/tip/contract';
import { startFunction } from '#test/cloud/functions';
import { allows, type Grant, grantsOf, isOfThePlatform, type Permission } from '#test/cloud/policy';
import { type RunningStage, startStage } from '#test/cloud/stage';
import { readStack, routesOf, takes } from '#test/cloud/template';
import { everyContract } from '#test/contracts/every';
import { published, drafted, linesOf, noticeText } from '#test/notice/writing';
import { RecordedCall, RECORDS } from '#test/recorded-calls';
import * as r from '#test/recommendation/county';
import { COUNTY, freshId, VILLAGE } from '#test/setup';
import { asWriter, caseOf, mailbox, newCase, officerActs, type TipCounty, tipCounty } from '#test/tip/case';
import { loseLeaf } from '#test/transparency/leaves';

let stage: RunningStage;
beforeAll(async () => {
  stage = await startStage();
}, 60_000);
afterAll(() => stage.stop());

describe('the packaged functions', () => {
  it('publish a notice with a file: at once, and by the schedule', async () => {
    const { county } = stage;
    const clerk = await county.staff('committee', VILLAGE);
    const first = freshId();
    const text = noticeText({ attachments: [await uploaded(first, clerk)] });
    await drafted(county, clerk, VILLAGE, text, first);
    const params = { area: VILLAGE, id: first };
    await county.must(notices.publishNotice, { params, body: { revision: 1 } }, clerk);
    const later = await drafted(county, clerk, VILLAGE);
    const publishAt = county.clock.now + 120;
    const body = { revision: 1, publishAt };
    await county.must(notices.publishNotice, { params: { area: VILLAGE, id: later }, body }, clerk);
    expect((await linesOf(county, VILLAGE)).map(({ id }) => id)).toEqual([first]);
    county.clock.now = publishAt + 60;
    await stage.fire('notices');
    expect((await linesOf(county, VILLAGE)).map(({ id }) => id)).toEqual([later, first]);
    const read = await county.send(notices.noticeLists, { params: { area: VILLAGE } });
    const again = { 'if-none-match': read.etag! };
    const known = await county.send(notices.noticeLists, { params: { area: VILLAGE } }, undefined, again);
    expect([read.status, known.status, known.text]).toEqual([200, 304, '']);
    const above = await county.staff('county', COUNTY);
    const erase = { revision: 2, reason: '附件里有公民个人信息' };
    expect((await county.must(notices.eraseNotice, { params, body: erase }, above)).state.kind).toBe(
      'erased',
    );
    const removed = stage.services.calls.filter(({ action }) => action === 's3:DeleteObject');
    expect(removed.map(({ target }) => target)).toEqual([
      expect.stringMatching(new RegExp(`/blobs/${VILLAGE}/${first}/[0-9a-f]{64}$`)),
    ]);
  });

  it('refuse a file that is not the one announced, and a notice whose file is not there', async () => {
    const { county } = stage;
    const clerk = await county.staff('committee', VILLAGE);
    const announced = attachmentOf('%PDF-1.7 第一份');
    const id = await drafted(county, clerk, VILLAGE, noticeText({ attachments: [announced] }));
    const publish = { params: { area: VILLAGE, id }, body: { revision: 1 } };
    expect((await county.send(notices.publishNotice, publish, clerk)).code).toBe('attachment-missing');
    const { url, headers } = await placeFor(announced, id, clerk);
    const longer = await fetch(url, { method: 'PUT', headers, body: '%PDF-1.7 第一份，又长了' });
    expect(longer.status).toBe(403);
  });

  it('carry a round of recommendation from its plan to its count', async () => {
    const county = await r.roundCounty(Promise.resolve(stage.county));
    county.runJobs = async () => {
      await stage.fire('rounds');
      return 1;
    };
    const now = county.clock.now;
    const round = await r.opened(county, { ...r.roundDraft(), opens: now + 3600, closes: now + 90_000 });
    for (const [person, choice] of [
      [0, [1]],
      [1, [1, 2]],
      [2, []],
    ] as const) {
      expect((await r.recommend(county, round, person, choice)).reply.status).toBe(200);
    }
    await r.closed(county, round);
    for (const seat of [1, 2, 4]) expect((await r.giveRelease(county, round, seat)).status).toBe(200);
    const tally = await r.countPosition(county, round);
    expect([tally.valid, tally.blank, tally.names[1], tally.names[2]]).toEqual([3, 1, 2, 1]);
  });

  it('enter what was published into the public log, have it witnessed, and prove it', async () => {
    const { county } = stage;
    const clerk = await county.staff('committee', VILLAGE);
    const id = await published(county, clerk, VILLAGE);
    await stage.fire('log');
    // Whoever else writes this log waits for the lease of the packaged sequencer.
    county.clock.now += 20;
    const { versions } = await county.must(notices.readNotice, { params: { area: VILLAGE, id } });
    const [first] = versions;
    const { text } = await county.send(leafProof, { params: { leaf: first?.logged.leaf ?? '' } });
    expect(openProof(utf8(text), county.log)).toMatchObject({ leaf: { kind: 'notice', version: 1 } });
    const { checkpoint } = readProof(utf8(text))!;
    expect((await county.send(checkpointOf, { params: { log: 'log1' } })).text).toBe(checkpoint);
  });

  it('enter again what was lost before the log held it, when an engineer asks', async () => {
    const { county } = stage;
    const leaf = await loseLeaf(county, county.clock.now - 20 * 60);
    await stage.fire('enter-lost-leaves');
    await stage.fire('log');
    county.clock.now += 20;
    const { text } = await county.send(leafProof, { params: { leaf } });
    expect(openProof(utf8(text), county.log)).toMatchObject({ leaf: { kind: 'close' } });
  });

  it('take a letter without a session, and let its office alone answer', async () => {
    const place: TipCounty = await tipCounty(Promise.resolve(stage.county));
    const { county, town, above } = place;
    const keys = await newCase(place, town);
    const params = { ...town.office, case: caseOf(keys) };
    const view = await county.must(readCase, { params }, town.session);
    expect((await officerActs(place, keys, town, view, 'accept')).status).toBe(200);
    const read = await asWriter(county, { body: { do: 'read', ...mailbox(keys) } });
    expect(read.records).toHaveLength(2);
    expect((await county.send(readCase, { params }, above.session)).code).toBe('not-found');
  });

  it('say nothing in the logs of the two hosts that must not know who sends', () => {
    expect(stage.functions.ballotbox.printed()).toBe('');
    expect(stage.functions.tipline.printed()).toBe('');
  });
});

describe('a packaged function that lacks something', () => {
  it.each([
    ['public', { COUNTY: '' }, /COUNTY is not set; it must be the 12-digit code of a county/],
    ['public', { COUNTY: '990101100000' }, /COUNTY must be the 12-digit code of a county/],
    ['tipline', { SERVICE_SEED: 'short' }, /SERVICE_SEED must be 32 bytes in base64url/],
    ['ballotbox', { SERVICE_SEED_PARAMETER: '/nowhere' }, /SERVICE_SEED_PARAMETER names \/nowhere, and/],
    ['office', { BLOB_BUCKET_URL: 'bucket' }, /BLOB_BUCKET_URL must be the address of/],
  ] as const)('%s does not start with %j, and its log names it', async (boundary, wrong, sentence) => {
    const besides = { ...stage.services.env, AWS_REGION: 'cn-north-1', ...KEYS, ...wrong };
    const running = await startFunction(stage.stack, boundary, stage.folder, besides);
    try {
      await expect(running.invoke({}, Date.now())).rejects.toThrow(sentence);
      const line = await running.firstLine();
      expect(line).toMatch(/"event":"not-started"/);
      expect(line).toMatch(sentence);
      expect(running.printed().trim()).toBe(line);
    } finally {
      running.stop();
    }
  });
});

const KEYS = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'key' };

function attachmentOf(text: string): Attachment {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, name: '名单.pdf', type: 'application/pdf', size: bytes.length };
}

const placeFor = (attachment: Attachment, id: Id, clerk: Session) =>
  stage.county.must(notices.attachmentUpload, { params: { area: VILLAGE, id }, body: attachment }, clerk);

/** A file that lies in the bucket, put there by its signed address. */
async function uploaded(id: Id, clerk: Session): Promise<Attachment> {
  const text = '%PDF-1.7 名单';
  const attachment = attachmentOf(text);
  const { url, headers } = await placeFor(attachment, id, clerk);
  const put = await fetch(url, { method: 'PUT', headers, body: text });
  if (!put.ok) throw new Error(`the bucket answered ${put.status}: ${await put.text()}`);
  return attachment;
}

/** What the API tests and the packaged functions asked of the cloud, as permissions on the stack's own things. */
function permissionsTaken(): Permission[] {
  const { stack, services } = stage;
  const arn = (service: string, path: string) => `arn:${stack.partition}:${service}:${path}`;
  const place = 'cn-north-1:000000000000';
  const ofDatabase = recordedCalls().map(({ boundary, action, table, leadingKey }) => ({
    boundary: boundary as Boundary,
    action,
    resource: arn('dynamodb', `${place}:table/sunshine-trial-${table}`),
    context: { 'dynamodb:LeadingKeys': leadingKey },
  }));
  const ofServices = services.calls.flatMap(({ accessKey, action, target }): Permission[] => {
    const boundary = BOUNDARIES.find((one) => one === accessKey);
    // The functions that lack something ask as nobody in particular.
    if (!boundary) return [];
    const one = (resource: string, what = action, context = {}): Permission => ({
      boundary,
      action: what,
      resource,
      context,
    });
    if (action === 'ssm:GetParameters') {
      // The parameter store opens a parameter with its key, in the name of who asks.
      const via = { 'kms:ViaService': 'ssm.cn-north-1.amazonaws.com' };
      const key = arn('kms', `${place}:key/${keyOfParameter(target)}`);
      return [one(arn('ssm', `${place}:parameter${target}`)), one(key, 'kms:Decrypt', via)];
    }
    if (action.startsWith('kms:')) return [one(target)];
    const object = `arn:${stack.partition}:s3:::${target.slice(1)}`;
    const isReading = action === 's3:GetObject';
    return [one(object), ...(isReading ? [one(object.replace(/\/.*/, ''), 's3:ListBucket')] : [])];
  });
  return [...ofDatabase, ...ofServices];
}

/** Under which key the runbook keeps a parameter. */
function keyOfParameter(name: string): string {
  const circle = name.split('/')[3];
  return `${circle}key`;
}

function recordedCalls(): RecordedCall[] {
  if (!existsSync(RECORDS)) throw new Error('No calls are recorded: run the API tests first (`npm test`).');
  return readdirSync(RECORDS).flatMap((file) =>
    z.array(RecordedCall).parse(JSON.parse(readFileSync(join(RECORDS, file), 'utf8'))),
  );
}

const sayGrant = ({ boundary, action, resource, condition }: Grant) =>
  [boundary, action, resource, condition?.pattern ?? ''].join(' ');

describe('the packaged roles', () => {
  it('allow every call that the tests have made', () => {
    const grants = BOUNDARIES.flatMap((boundary) => grantsOf(stage.stack, boundary));
    const refused = permissionsTaken().filter((taken) => !grants.some((grant) => allows(grant, taken)));
    const said = refused.map(({ boundary, action, resource, context }) => [
      boundary,
      action,
      resource,
      ...Object.values(context),
    ]);
    expect(said).toEqual([]);
  });

  it('allow nothing that no test has asked for', () => {
    const taken = permissionsTaken();
    const unused = BOUNDARIES.flatMap((boundary) => grantsOf(stage.stack, boundary))
      .filter((grant) => !isOfThePlatform(grant))
      .filter((grant) => !taken.some((one) => allows(grant, one)));
    expect(unused.map(sayGrant)).toEqual([]);
  });

  it('would refuse a call of another boundary', () => {
    const grants = grantsOf(stage.stack, 'tipline');
    const [example] = permissionsTaken().filter(({ boundary }) => boundary === 'resident');
    const asked = { ...example!, boundary: 'tipline' as const };
    expect(grants.some((grant) => allows(grant, asked))).toBe(false);
  });
});

const Distribution = z.object({
  CacheBehaviors: z.array(
    z.object({
      PathPattern: z.string(),
      TargetOriginId: z.string(),
      MaxTTL: z.number(),
      ForwardedValues: z.unknown(),
    }),
  ),
  Origins: z.array(
    z.object({
      Id: z.string(),
      OriginCustomHeaders: z.array(z.object({ HeaderName: z.string() })).optional(),
    }),
  ),
});

describe('the packaged stack', () => {
  it.each(['aws', 'aws-cn'])('names nothing of another partition in %s', (partition) => {
    const text = JSON.stringify(readStack(partition).resources);
    const other = partition === 'aws' ? /arn:aws-cn:/ : /arn:aws:(?!acm)/;
    expect(text).not.toMatch(other);
  });

  it('leads every contract to its function, and the two quiet ones by hosts of their own', async () => {
    const routes = routesOf(stage.stack);
    for (const [name, { method, path }] of await everyContract()) {
      const found = routes.filter((route) => takes(route, method, path));
      const first = path.split('/')[1]!;
      // The log's files lie where its name says, and are public.
      const boundary = first === ':log' ? 'public' : first;
      expect([name, found.map(({ target }) => target.split('-').at(-1))]).toEqual([name, [boundary]]);
    }
    const apis = (boundary: string) =>
      new Set(routes.filter(({ target }) => target.endsWith(`-${boundary}`)).map(({ api }) => api));
    const shared = apis('public');
    expect([...apis('ballotbox')].filter((api) => shared.has(api))).toEqual([]);
    expect([...apis('tipline')].filter((api) => shared.has(api) || apis('ballotbox').has(api))).toEqual([]);
  });

  it('keeps at the edge one copy of a file and of the log, whatever a viewer’s Origin, and has it readable from anywhere', () => {
    const cdn = Distribution.parse(stage.stack.resources['Cdn']?.Properties['DistributionConfig']);
    const kept = cdn.CacheBehaviors.filter(({ MaxTTL }) => MaxTTL > 60);
    expect(kept.map(({ PathPattern }) => PathPattern)).toEqual(['/log*', '/blobs/*']);
    for (const { TargetOriginId, ForwardedValues } of kept) {
      expect(ForwardedValues).toEqual({ QueryString: false });
      const origin = cdn.Origins.find(({ Id: name }) => name === TargetOriginId);
      const said = origin?.OriginCustomHeaders?.map(({ HeaderName }) => HeaderName);
      // Neither the bucket nor the gateway says who may read unless it is asked with an Origin.
      expect(said).toContain('Origin');
    }
    const bucket = JSON.stringify(stage.stack.resources['BlobBucket']?.Properties['CorsConfiguration']);
    const gateway = JSON.stringify(stage.stack.resources['HttpApi']?.Properties['CorsConfiguration']);
    expect(bucket).toContain('"AllowedOrigins":["*"]');
    expect(gateway).toContain('"AllowOrigins":["*"]');
  });

  it('keeps its tables: undeletable, restorable where that keeps no times of senders', () => {
    const tables = stage.stack.ofType('AWS::DynamoDB::Table');
    const said = tables.map(([, { Properties, DeletionPolicy }]) => [
      String(Properties['TableName']).split('-').at(-1),
      DeletionPolicy,
      Properties['DeletionProtectionEnabled'],
      z
        .object({ PointInTimeRecoveryEnabled: z.boolean() })
        .parse(Properties['PointInTimeRecoverySpecification']).PointInTimeRecoveryEnabled,
    ]);
    expect(said).toEqual([
      ['public', 'Retain', true, true],
      ['affairs', 'Retain', true, true],
      ['people', 'Retain', true, true],
      ['ballots', 'Retain', true, false],
      ['cases', 'Retain', true, false],
      ['files', 'Retain', true, false],
      ['ledger', 'Retain', true, true],
    ]);
  });

  it('gives every function an end to its logs and an alarm, and the quiet ones a limit and no line below a warning', () => {
    const logs = stage.stack.ofType('AWS::Logs::LogGroup');
    expect(logs.map(([, { Properties }]) => Properties['RetentionInDays'])).toEqual(
      BOUNDARIES.map(() => 180),
    );
    const alarms = JSON.stringify(stage.stack.ofType('AWS::CloudWatch::Alarm'));
    for (const boundary of BOUNDARIES) expect(alarms).toContain(`sunshine-trial-${boundary}`);
    for (const name of ['BallotboxLambdaFunction', 'TiplineLambdaFunction']) {
      const properties = stage.stack.resources[name]?.Properties ?? {};
      expect(properties['ReservedConcurrentExecutions']).toBeGreaterThan(0);
      expect(properties['LoggingConfig']).toEqual({
        LogFormat: 'JSON',
        SystemLogLevel: 'WARN',
        ApplicationLogLevel: 'WARN',
      });
    }
  });

  it('has no secret in it, only the names of parameters', () => {
    const text = JSON.stringify(stage.stack.resources);
    expect(text).not.toMatch(/_SEED"|_SECRET"|FOUNDING_CODE"/);
    expect(text).toContain('SERVICE_SEED_PARAMETER');
  });
});
