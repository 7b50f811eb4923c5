import { performance } from 'node:perf_hooks';
import autocannon, { type Options, type Result } from 'autocannon';
import { percentile } from './figures';

/** What a slice of load is: where, how much, and what every answer must be. */
export interface Load {
  url: string;
  headers?: Record<string, string>;
  connections: number;
  /** Seconds of the same GET, or the bodies to POST once each, dealt out to the connections. */
  send: { seconds: number } | { bodies: readonly string[] };
  status: number;
  /** The very body, or whether a body is what it should be. */
  body: string | ((body: string) => boolean);
}

/** What came of a slice. */
export interface Slice {
  requests: number;
  rps: number;
  /** Milliseconds. */
  p99: number;
}

/** Sends a slice of load over kept-alive connections. Throws when any answer was not what it must be. */
export async function send(load: Load): Promise<Slice> {
  const { status } = load;
  const latencies: number[] = [];
  const started = performance.now();
  let ended = started;
  const result = await new Promise<Result>((resolve, reject) => {
    const instance = autocannon(optionsOf(load), (error, done) => (error ? reject(error) : resolve(done)));
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      ended = performance.now();
    });
  });
  const { errors, mismatches, statusCodeStats } = result;
  if (errors > 0 || mismatches > 0 || statusCodeStats[status]?.count !== latencies.length) {
    const said = JSON.stringify({ errors, mismatches, statusCodeStats });
    throw new Error(`${load.url} was not answered as it must: ${said}`);
  }
  return {
    requests: latencies.length,
    rps: latencies.length / ((ended - started) / 1000),
    p99: percentile(latencies, 0.99),
  };
}

function optionsOf({ url, headers = {}, connections, send: what, body }: Load): Options {
  const shared = {
    url,
    connections,
    sampleInt: 50,
    timeout: 30,
    ...(typeof body === 'string' ? { expectBody: body } : { verifyBody: body }),
  };
  if ('seconds' in what) return { ...shared, method: 'GET', headers, duration: what.seconds };
  const { bodies } = what;
  let next = 0;
  return {
    ...shared,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    amount: bodies.length,
    setupClient: (client) => {
      // Each connection sends its own bodies, so that none is sent twice.
      const own = bodies.filter((_, i) => i % connections === next);
      next += 1;
      client.setRequests(own.map((one) => ({ body: one })));
    },
  };
}
