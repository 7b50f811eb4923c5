/** `db.transact`: the transactions that requests lead to, and nothing else, by the same client in a process of its own. */
import { performance } from 'node:perf_hooks';
import { openDynamo } from '#functions/platform/dynamo';
import type { Write } from '#functions/platform/item';
import { castWrites } from '#functions/recommendation/ballot-items';
import { appendRecord } from '#functions/tip/items';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { castRecord } from '#shared/recommendation/contract';
import { decodeRecord as decodeCast } from '#shared/recommendation/record';
import { dayOf } from '#shared/time';
import { tipline } from '#shared/tip/contract';
import { caseIdOf, storedAuth } from '#shared/tip/receipt-keys';
import { decodeRecord, recordHash } from '#shared/tip/record';
import { receive } from '#shared/tip/rules';
import { answerParent } from './child';

const dynamo = openDynamo({
  endpoint: process.env['DYNAMODB_ENDPOINT'] ?? '',
  region: process.env['AWS_REGION'] ?? '',
  tablePrefix: process.env['TABLE_PREFIX'] ?? '',
});

/** What `tip.create` writes for the body of a first letter. */
function letterWrites(body: string): Write[] {
  const sent = tipline.body.parse(JSON.parse(body));
  const record = sent.do === 'create' ? decodeRecord(bytesOf(sent.record)) : null;
  if (sent.do !== 'create' || !record) throw new Error('not a first letter');
  const day = dayOf(Math.floor(Date.now() / 1000));
  const head = {
    auth: storedAuth(bytesOf(sent.auth)),
    tag: bytesOf(sent.tag),
    office: record.head.office,
    state: receive(day),
    revision: 1,
    records: 1,
    hash: recordHash(record),
    day,
    waiting: true,
    transfers: 0,
    verified: false,
  };
  const caseId = Id.parse(toBase64url(caseIdOf(bytesOf(sent.mailbox))));
  return appendRecord(caseId, undefined, head, record, day);
}

/** What `recommendation.cast` writes for the body of a record. */
function recordWrites(body: string): Write[] {
  const { record, ...ballot } = castRecord.body.parse(JSON.parse(body));
  const bytes = bytesOf(record);
  const decoded = decodeCast(bytes);
  if (!decoded) throw new Error('not a record');
  return castWrites(ballot, decoded.pk, { version: decoded.version, record: bytes });
}

interface Work {
  kind: 'letters' | 'records';
  bodies: readonly string[];
  concurrency: number;
}

/** Writes each once, so many at a time; answers how long it took, and how long the CPU. What is written is made before. */
async function writeAll({ kind, bodies, concurrency }: Work): Promise<{ ms: number; cpuMs: number }> {
  const waiting = bodies.map(kind === 'letters' ? letterWrites : recordWrites);
  const started = performance.now();
  const before = process.cpuUsage();
  const writer = async () => {
    for (let writes = waiting.pop(); writes; writes = waiting.pop()) {
      const written = await dynamo.transact(writes);
      if (!written.ok) throw new Error(`refused: ${written.failed.join()}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, writer));
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}

answerParent({ writeAll });
