import { randomBytes } from 'node:crypto';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { officeApp } from '#functions/office';
import { openDynamo } from '#functions/platform/dynamo';
import { keyedHash } from '#functions/platform/keyed-hash';
import { preparedReader } from '#functions/platform/prepared';
import { LOCAL } from '#local/database';
import { type Send, senderBy } from '#local/demo/sender';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import type { Grant } from '#shared/identity/grant';
import type { Id } from '#shared/ids';
import { draftNotice, publishNotice } from '#shared/notice/contract';
import { COUNTY, type County, VILLAGE } from './county';
import { TEXT } from './notices-filled';
import { freshId } from './random';

const OF_THE_VILLAGE: Grant = { role: 'committee', area: VILLAGE };

/** The office of the village, in this process: a second one beside the API under test. */
export interface Office {
  /** Writes and publishes a notice; answers its id and how many list pages were written for it. */
  publish: () => Promise<{ id: Id; pages: number }>;
  send: Send;
  /** The database calls since it was last emptied. */
  calls: object[];
  /** Takes a request as the office's boundary does. */
  fetch: (request: Request) => Promise<Response> | Response;
}

/** An office process whose every caller holds `grant`. */
export function openOffice({ endpoint, tablePrefix }: County, grant: Grant = OF_THE_VILLAGE): Office {
  const calls: object[] = [];
  const dynamo = openDynamo({
    endpoint,
    tablePrefix,
    ...LOCAL,
    plug: (client) => {
      const noted = { step: 'initialize' } as const;
      client.middlewareStack.add(
        (next) => (args) => {
          calls.push(args.input);
          return next(args);
        },
        noted,
      );
    },
  });
  const clerk = {
    person: freshId(),
    device: freshId(),
    grants: [grant],
    provedAt: Math.floor(Date.now() / 1000),
  };
  const app = officeApp({
    county: COUNTY,
    stage: 'deployed',
    dynamo,
    prepared: preparedReader(dynamo, Date.now),
    authenticate: () => Promise.resolve(clerk),
    now: () => Math.floor(Date.now() / 1000),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log: ({ level, event }) => process.stderr.write(`office ${level} ${event}\n`),
    hash: keyedHash(new Uint8Array(randomBytes(32))),
    blobs: {
      presignPut: () => Promise.reject(new Error('no files here')),
      stat: () => Promise.resolve(undefined),
      remove: () => Promise.resolve(),
    },
    rootPk: ed25519PublicKey(new Uint8Array(randomBytes(32))),
    servicePk: ed25519PublicKey(new Uint8Array(randomBytes(32))),
  });
  const send = senderBy(async (path, init) => app.request(path, init));
  return {
    send,
    calls,
    fetch: (request) => app.fetch(request),
    async publish() {
      const id = freshId();
      const params = { area: VILLAGE, id };
      await must(send(draftNotice, { params, body: TEXT }));
      calls.length = 0;
      await must(send(publishNotice, { params, body: { revision: 1 } }));
      return { id, pages: calls.flatMap(pagesWritten).length };
    },
  };
}

async function must(answer: ReturnType<Send>): Promise<void> {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.code);
}

/** The list pages that a transaction writes. */
function pagesWritten(input: object): string[] {
  const { TransactItems = [] } = input as TransactWriteCommandInput;
  return TransactItems.flatMap(({ Put }) => {
    const name: unknown = Put?.Item?.['SK'];
    return typeof name === 'string' && name.startsWith('notices#') ? [name] : [];
  });
}
