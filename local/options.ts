import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { StartFailure } from './database';

/** How a local run is asked for. */
export interface Options {
  /** Where everything that lasts is kept. */
  data: string;
  /** The site and API; `ballotbox` and `tipline` have the two ports after it. */
  port: number;
  /** Begin with an empty county. */
  fresh: boolean;
}

const Port = z.coerce.number().int().min(1024).max(65_533);

/** Reads the command line of `npm start`. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseCommandLine(args);
  const port = Port.safeParse(values.port ?? '8080');
  if (!port.success) throw new StartFailure('--port takes a number from 1024 to 65533.');
  return { data: resolve(values.data ?? '.data'), port: port.data, fresh: values.fresh ?? false };
}

function parseCommandLine(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, port: { type: 'string' }, fresh: { type: 'boolean' } },
    });
  } catch {
    throw new StartFailure('npm start takes --fresh, --data DIR and --port N (after --).');
  }
}
