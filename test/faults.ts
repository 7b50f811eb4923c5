import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Call, tokenOf } from './calls';

/**
 * What can happen to one try of a call. The first ones never reach the database; `lost` and `late` are applied, and
 * only the answer does not come back. The embedded database keeps a transaction's token as DynamoDB does, so trying
 * again there is answered as it would be in the cloud.
 */
export const FAULTS = [
  'conflict',
  'transaction-throttled',
  'throttled',
  'hurried',
  'failing',
  'left-over',
  'refused',
  'lost',
  'late',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Faults that only some commands meet. */
const ONLY: Partial<Record<Fault, string>> = {
  conflict: 'TransactWriteItemsCommand',
  'transaction-throttled': 'TransactWriteItemsCommand',
  'left-over': 'BatchGetItemCommand',
};

/** Which faults a command can meet. */
export function faultsOf(command: string): Fault[] {
  return FAULTS.filter((fault) => (ONLY[fault] ?? command) === command);
}

/** One try of a call: `id` is the same through all tries that the SDK and the product make of it. */
export interface Try extends Call {
  id: string;
}

interface SentRequest {
  body: Uint8Array;
  headers: Record<string, string>;
}

const parsed = ({ body }: SentRequest) => JSON.parse(new TextDecoder().decode(body));

const refusal = (status: number, type: string, more: object = {}) => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'by the test', ...more },
});

function cancelled(code: string, request: SentRequest) {
  const count = parsed(request).TransactItems.length;
  const reasons = Array.from({ length: count }, (_, i) => ({ Code: i === count - 1 ? code : 'None' }));
  return refusal(400, 'TransactionCanceledException', { CancellationReasons: reasons });
}

/** What the database says instead of doing it. */
const ANSWERS: Partial<Record<Fault, (request: SentRequest) => { status: number; body: object }>> = {
  conflict: (request) => cancelled('TransactionConflict', request),
  'transaction-throttled': (request) => cancelled('ThrottlingError', request),
  throttled: () => refusal(400, 'ProvisionedThroughputExceededException'),
  hurried: () => refusal(400, 'ThrottlingException'),
  failing: () => refusal(500, 'InternalServerError'),
  'left-over': (request) => ({
    status: 200,
    body: { Responses: {}, UnprocessedKeys: parsed(request).RequestItems },
  }),
};

const CUTS: Partial<Record<Fault, object>> = {
  refused: { code: 'ECONNREFUSED' },
  lost: { code: 'ECONNRESET' },
  late: { code: 'ETIMEDOUT', name: 'TimeoutError' },
};

/** Lets `choose` break any try of a client's calls, below the SDK's retries: where the answer comes in. */
export function breakCalls(client: DynamoDBClient, choose: (one: Try) => Fault | undefined): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const request = args.request as SentRequest;
      const call = { command: String(context['commandName']), input: args.input };
      const fault = choose({ ...call, id: tokenOf(call) ?? request.headers['amz-sdk-invocation-id']! });
      const answer = fault && ANSWERS[fault]?.(request);
      if (answer) return { response: responseOf(answer) };
      if (!fault) return next(args);
      if (fault !== 'refused') await buffer(((await next(args)).response as { body: Readable }).body);
      throw Object.assign(new Error('cut by the test'), CUTS[fault]);
    },
    { step: 'deserialize', priority: 'low', name: 'faults' },
  );
  retryAtOnce(client);
}

function responseOf({ status, body }: { status: number; body: object }) {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode: status, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) };
}

/** Keeps the product's tries, but not the second between them. */
function retryAtOnce(client: DynamoDBClient): void {
  const own = client.config.retryStrategy;
  client.config.retryStrategy = async () => {
    const strategy = await own();
    const backoff = { setDelayBase: () => undefined, computeNextBackoffDelay: () => 1 };
    return Object.assign(strategy, { retryBackoffStrategy: backoff });
  };
}

/** Breaks calls by a seed, each at most as often as the product tries again: nobody should notice. */
export function seededFaults(seed: string, share = 0.15): (one: Try) => Fault | undefined {
  const met = new Map<string, number>();
  let tries = 0;
  return ({ command, id }) => {
    tries += 1;
    const before = met.get(id) ?? 0;
    const drawn = createHash('sha256').update(`${seed} ${tries}`).digest();
    if (before === 3 || drawn.readUInt16BE(0) / 65_536 >= share) return undefined;
    met.set(id, before + 1);
    // Keys left over are asked for by another call, which tests that count calls would see.
    const possible = faultsOf(command).filter((fault) => fault !== 'left-over');
    return possible[drawn.readUInt16BE(2) % possible.length];
  };
}
