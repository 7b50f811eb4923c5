/** A witness behind HTTP: cosigns checkpoints, and says what it follows. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, addCheckpoint } from './add-checkpoint';
import { dateOf } from './text';
import type { Vkey } from './vkey';
import type { WitnessState } from './witness-state';

const LONGEST_BODY = 65_536;
const PLAIN = 'text/plain; charset=utf-8';

/** What a witness is made of. `now` in seconds; `say` takes one sentence for each request that has something new. */
export interface Witness {
  readonly logs: readonly Vkey[];
  readonly state: WitnessState;
  readonly now: () => number;
  readonly say: (sentence: string) => void;
}

/** The server of a witness; it does not listen yet. */
export function witnessServer(witness: Witness): Server {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    void serve(witness, request, response);
  });
  server.maxConnections = 64;
  return server;
}

async function serve(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (request.method === 'POST' && path === '/add-checkpoint') {
    await serveAdd(witness, request, response);
    return;
  }
  request.resume();
  const page = request.method === 'GET' || request.method === 'HEAD' ? pageAt(witness, path) : null;
  end(response, page === null ? 404 : 200, PLAIN, page ?? 'Not here.\n');
}

async function serveAdd(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === 'broken') return;
  if (body === 'too long') {
    witness.say(`refused a request of more than ${LONGEST_BODY} bytes`);
    response.setHeader('connection', 'close');
    end(response, 413, PLAIN, `At most ${LONGEST_BODY} bytes.\n`);
    return;
  }
  const answer: Answer = addCheckpoint(body, witness.logs, witness.state, witness.now());
  if (answer.sentence !== null) witness.say(answer.sentence);
  end(response, answer.status, answer.type, answer.body);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | 'too long' | 'broken'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) return 'broken';
      length += chunk.length;
      if (length > LONGEST_BODY) return 'too long';
      chunks.push(chunk);
    }
  } catch {
    return 'broken';
  }
  return Buffer.concat(chunks);
}

function pageAt({ logs, state }: Witness, path: string): string | null {
  if (path === '/') return overview(logs, state);
  const hash = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
  const origin = state.origins().find((name) => createHash('sha256').update(name).digest('hex') === hash);
  return origin === undefined ? null : (state.seen(origin)?.checkpoint ?? null);
}

function overview(logs: readonly Vkey[], state: WitnessState): string {
  const followed = [...new Set(logs.map(({ name }) => name))].map((origin) => {
    const seen = state.seen(origin);
    return seen
      ? `${origin}: ${seen.size} leaves, cosigned ${dateOf(seen.time)}`
      : `${origin}: nothing cosigned yet`;
  });
  return [`Witness ${state.key.vkey.name}`, `Key ${state.key.vkey.text}`, 'Follows:', ...followed, ''].join(
    '\n',
  );
}

function end(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
