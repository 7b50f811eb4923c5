// Its successor, a package of its own, cannot be had from the registry yet.
/* eslint-disable @typescript-eslint/no-deprecated */
import type { Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import type { Environment } from '../platform/settings';

/** Opens what a function needs, from its environment. Throws `SettingsFailure` when something is missing. */
export type Open<T> = (env: Environment) => T | Promise<T>;

/** Opens once, with the first event; what fails is said in the log in one line and tried again with the next event. */
export function opening<T>(open: Open<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return async () => {
    opened ??= Promise.resolve(process.env).then(open);
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      const why = error instanceof Error ? error.message : 'unknown';
      process.stdout.write(`${JSON.stringify({ level: 'error', event: 'not-started', why })}\n`);
      throw error;
    }
  };
}

/** The Lambda handler of a boundary behind an HTTP API (payload format 2.0). */
export function httpHandler(open: Open<Hono>) {
  const opened = opening(async (env) => handle(await open(env)));
  return async (event: LambdaEvent, context: LambdaContext) => (await opened())(event, context);
}
