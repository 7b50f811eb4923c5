import { randomUUID } from 'node:crypto';
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { fail, ok, type Result } from '#shared/result';
import type { Key, Table, Write } from './item';

/** Whether a transaction was applied; if not, which of its writes did not find what they asked for. */
export type Written = { ok: true } | { ok: false; failed: readonly number[] };

/** A page of a partition, ascending by sort key unless `newest`; strongly consistent. */
export interface Range {
  PK: string;
  /** Sort keys that begin so. */
  begins?: string;
  /** Sort keys up to and including this one. */
  upTo?: string;
  /** Sort keys after this one (exclusive): where the page before ended. */
  after?: string;
  newest?: boolean;
  limit?: number;
}

/** The database as features see it: plain items, conditions that answer instead of throw. */
export interface Dynamo {
  get: (table: Table, key: Key) => Promise<Record<string, unknown> | undefined>;
  /** Up to 100 keys in one call; answers in the order of the keys. */
  batchGet: (keys: readonly { table: Table; key: Key }[]) => Promise<(Record<string, unknown> | undefined)[]>;
  query: (table: Table, range: Range) => Promise<Record<string, unknown>[]>;
  transact: (writes: readonly Write[]) => Promise<Written>;
  /** The same in a single try, and never of `ballots`: throttled, it throws at once, for who is told and comes again. */
  attempt: (writes: readonly Write[]) => Promise<Written>;
  /** Takes an item away, whatever it says, for half of what a transaction costs. */
  remove: (table: Table, key: Key) => Promise<void>;
}

export interface DynamoOptions {
  /** Absent in the cloud, where the region says it. */
  endpoint?: string;
  /** `ballots` lies apart on one machine: its own file, rewritten in sorted order at closing. */
  ballotsEndpoint?: string;
  region: string;
  /** Absent where the environment has them. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  tablePrefix: string;
  /** Given each client as it is opened: tests record, hold back and break calls here. */
  plug?: (client: DynamoDBClient) => void;
}

/** Turns a refused condition into the one code that a person can act on. */
export function unlessConflict(written: Written): Result<void> {
  return written.ok ? ok() : fail('conflict');
}

/** Opens the seven tables. The client retries throttling itself; a transaction carries one token through all tries. */
export function openDynamo(options: DynamoOptions): Dynamo {
  const main = documents(options, options.endpoint);
  const ballots = options.ballotsEndpoint ? documents(options, options.ballotsEndpoint) : main;
  let hasty: DynamoDBDocumentClient | undefined;
  const name = (table: Table) => `${options.tablePrefix}${table}`;
  const client = (table: Table) => (table === 'ballots' ? ballots : main);
  return {
    async get(table, key) {
      const input = { TableName: name(table), Key: key, ConsistentRead: true };
      return (await client(table).send(new GetCommand(input))).Item;
    },

    async batchGet(keys) {
      const first = keys[0];
      if (!first) return [];
      const found = await readBatch(client(first.table), keys, name);
      return keys.map(({ table, key }) => found.get(place(name(table), key)));
    },

    async query(table, range) {
      return queryAll(client(table), name(table), range);
    },

    async transact(writes) {
      const first = writes[0];
      return first ? send(client(first.table), transaction(writes, name), TRIES) : { ok: true };
    },

    async attempt(writes) {
      hasty ??= documents(options, options.endpoint, 1);
      return send(hasty, transaction(writes, name), 1);
    },

    async remove(table, key) {
      await client(table).send(new DeleteCommand({ TableName: name(table), Key: key }));
    },
  };
}

/** The longest that one call may take is four tries of this, in milliseconds: 12 seconds. */
const TRY_MS = 3000;

function documents(
  options: DynamoOptions,
  endpoint: string | undefined,
  maxAttempts = 4,
): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    region: options.region,
    maxAttempts,
    requestHandler: {
      connectionTimeout: 1000,
      requestTimeout: TRY_MS,
      // Without it a slow request is only warned of, and waited for without end.
      throwOnRequestTimeout: true,
      // And this where the answer begins, but never ends.
      socketTimeout: TRY_MS,
    },
    ...(endpoint && { endpoint }),
    ...(options.credentials && { credentials: options.credentials }),
  });
  options.plug?.(client);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

const TRIES = 6;

/** Waits before the next try: some 10 ms after the first, 160 after the fifth. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())));
}

/** Why a transaction is no decision, so that the same one is tried again: another held an item, or it was throttled. */
const TRIED_AGAIN = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

function transaction(writes: readonly Write[], name: (table: Table) => string): TransactWriteCommandInput {
  return {
    ClientRequestToken: randomUUID(),
    TransactItems: writes.map((write) => transactItem(write, name(write.table))),
  };
}

async function send(
  client: DynamoDBDocumentClient,
  input: TransactWriteCommandInput,
  tries: number,
): Promise<Written> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand(input));
      return { ok: true };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code = 'None' }) => Code);
      const failed = codes.flatMap((code, i) => (code === 'ConditionalCheckFailed' ? [i] : []));
      if (failed.length > 0) return { ok: false, failed };
      if (!codes.some((code) => TRIED_AGAIN.includes(code))) throw new RefusedTransaction(codes);
      if (attempt === tries) throw error;
      await pause(attempt);
    }
  }
}

/** What no second try mends, such as an item too large: a mistake of ours, not a busy database. */
class RefusedTransaction extends Error {
  override name = 'RefusedTransaction';
  constructor(codes: readonly string[]) {
    super(`the database refused a transaction: ${codes.join()}`);
  }
}

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

function transactItem(write: Write, TableName: string): TransactItem {
  const values = { ...write.when?.values, ...(write.kind === 'update' ? write.values : {}) };
  const shared = {
    TableName,
    ...(write.when && { ConditionExpression: write.when.expression }),
    ...(write.when?.names &&
      Object.keys(write.when.names).length > 0 && { ExpressionAttributeNames: write.when.names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
  switch (write.kind) {
    case 'put':
      return { Put: { ...shared, Item: write.item } };
    case 'update':
      return { Update: { ...shared, Key: write.key, UpdateExpression: write.change } };
    case 'delete':
      return { Delete: { ...shared, Key: write.key } };
    case 'check':
      return { ConditionCheck: { ...shared, Key: write.key, ConditionExpression: write.when.expression } };
  }
}

function place(table: string, key: Record<string, unknown>): string {
  return JSON.stringify([table, key['PK'], key['SK']]);
}

async function readBatch(
  client: DynamoDBDocumentClient,
  keys: readonly { table: Table; key: Key }[],
  name: (table: Table) => string,
): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  let asked: NonNullable<BatchGetCommandInput['RequestItems']> = {};
  for (const { table, key } of keys) {
    const entry = asked[name(table)];
    asked[name(table)] = { Keys: [...(entry?.Keys ?? []), key], ConsistentRead: true };
  }
  for (let attempt = 1; ; attempt += 1) {
    const answer = await client.send(new BatchGetCommand({ RequestItems: asked }));
    for (const [table, items] of Object.entries(answer.Responses ?? {})) {
      for (const item of items) found.set(place(table, item), item);
    }
    asked = answer.UnprocessedKeys ?? {};
    if (Object.keys(asked).length === 0) return found;
    // A throttled table leaves keys over instead of failing.
    if (attempt === TRIES) throw new LeftOver('the database left keys over');
    await pause(attempt);
  }
}

class LeftOver extends Error {
  override name = 'LeftOver';
}

async function queryAll(
  client: DynamoDBDocumentClient,
  TableName: string,
  range: Range,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  const bounds = boundsOf(range);
  const from = startOf(range, bounds);
  if (!from) return items;
  let start: Record<string, unknown> | undefined = from.start;
  do {
    const answer = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ScanIndexForward: range.newest !== true,
        ...keyCondition(range.PK, bounds),
        ...(start && { ExclusiveStartKey: start }),
        ...(range.limit && { Limit: range.limit - items.length }),
      }),
    );
    items.push(...(answer.Items ?? []));
    start = answer.LastEvaluatedKey;
  } while (start && (range.limit === undefined || items.length < range.limit));
  return items;
}

/** Sort keys from the first to the last, both included. */
interface Bounds {
  first: string;
  last: string;
}

/** Not `begins_with`: the embedded database ignores case there, which mixes up ids. */
function boundsOf({ begins = '', upTo }: Range): Bounds {
  // No sort key is empty, and none goes past U+10FFFF.
  return { first: begins || '\u0000', last: upTo ?? `${begins}\u{10FFFF}` };
}

function keyCondition(PK: string, { first, last }: Bounds) {
  return {
    KeyConditionExpression: 'PK = :pk AND SK BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': PK, ':first': first, ':last': last },
  };
}

/**
 * Where to begin; undefined when nothing can follow. What people send lies anywhere, and DynamoDB refuses a start
 * outside the bounds instead of finding what follows it.
 */
function startOf({ PK, after, newest }: Range, { first, last }: Bounds): { start?: Key } | undefined {
  if (!after) return {};
  const isBelow = inByteOrder(after, first) < 0;
  const isAbove = inByteOrder(after, last) > 0;
  if (newest ? isBelow : isAbove) return undefined;
  return isBelow || isAbove ? {} : { start: { PK, SK: after } };
}

function inByteOrder(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
