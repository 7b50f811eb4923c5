/** Fetching from a server that need not be honest: bounded in size and time, few connections, no redirects. */
import { messageOf, Problem } from './problem';

const CONNECTIONS = 8;
const PATIENCE_MS = 20_000;

/** That there is nothing at an address: 404, or 410 where something was and was erased. */
export type Nothing = 'absent' | 'erased';

/** What an address answers: its bytes, or that there is nothing. */
export type Fetch = (url: string, longest: number) => Promise<Uint8Array | Nothing>;

/** Fetches through at most eight connections at a time; throws a problem that names the address. */
export function fetching(): Fetch {
  let free = CONNECTIONS;
  const waiting: (() => void)[] = [];
  return async (url, longest) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await fetchOne(url, longest);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

async function fetchOne(url: string, longest: number): Promise<Uint8Array | Nothing> {
  const response = await open(url);
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return response.status === 404 ? 'absent' : 'erased';
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    const what =
      response.status >= 300 && response.status < 400 ? 'a redirect, which is not followed' : 'an error';
    throw new Problem(`${url} answers ${response.status}: ${what}`);
  }
  return readAtMost(url, response, longest);
}

async function open(url: string): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    throw new Problem(`${url} does not answer (${messageOf(error)})`, { cause: error });
  }
}

async function readAtMost(url: string, response: Response, longest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
      length += next.value.length;
      if (length > longest) {
        await reader?.cancel();
        throw new Problem(`${url} answers more than ${longest} bytes`);
      }
      chunks.push(next.value);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${url} breaks off its answer (${messageOf(error)})`, { cause: error });
  }
  return Buffer.concat(chunks);
}
