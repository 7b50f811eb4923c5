/** What the benchmarks use of autocannon, which carries no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  export interface Client extends EventEmitter {
    setRequests(requests: readonly { body?: string }[]): void;
  }

  export interface Options {
    url: string;
    method: 'GET' | 'POST';
    headers: Record<string, string>;
    connections: number;
    /** Seconds; without meaning where an amount is given. */
    duration?: number;
    /** How many requests in all. */
    amount?: number;
    /** Milliseconds between two looks whether time is over. */
    sampleInt: number;
    /** Seconds after which a request has failed. */
    timeout: number;
    setupClient?: (client: Client) => void;
    verifyBody?: (body: string) => boolean;
    expectBody?: string;
  }

  export interface Result {
    errors: number;
    mismatches: number;
    statusCodeStats: Record<string, { count: number }>;
  }

  export interface Instance extends EventEmitter {
    on(
      event: 'response',
      heard: (client: Client, status: number, bytes: number, milliseconds: number) => void,
    ): this;
  }

  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): Instance;
}
