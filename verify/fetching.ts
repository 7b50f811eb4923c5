/** Fetching from a server that need not be honest: bounded in size and time, few connections, no redirects. */
import { messageOf, Problem, Unchecked } from './problem';

const CONNECTIONS = 8;

/** How long one answer may take, in milliseconds, unless a caller says otherwise. */
export const ANSWER_MS = 20_000;

/** How long one answer may take, and all of them together, in milliseconds. */
export interface Patience {
  readonly answerMs: number;
  readonly allMs: number;
}

/** That there is nothing at an address: 404, or 410 where something was and was erased. */
export type Nothing = 'absent' | 'erased';

/** What an address answers: its bytes, or that there is nothing. With a `body`, which is JSON, it is sent that. */
export type Fetch = (url: string, longest: number, body?: string) => Promise<Uint8Array | Nothing>;

/** Fetches through at most eight connections at a time; throws a problem that names the address: what did not come is unchecked, what is too long is wrong. */
export function fetching({ answerMs, allMs }: Patience): Fetch {
  const end = performance.now() + allMs;
  let answers = 0;
  let free = CONNECTIONS;
  const waiting: (() => void)[] = [];
  const isOver = (url: string) =>
    new Unchecked(
      `it was not done within ${inWords(allMs)} (--minutes N allows more): ${answers} files were fetched, and then ${url} was asked for`,
    );
  const fetchInTime = async (url: string, longest: number, body?: string) => {
    const left = end - performance.now();
    if (left <= 0) throw isOver(url);
    const signal = AbortSignal.timeout(Math.ceil(Math.min(answerMs, left)));
    const slow = (what: string) =>
      left <= answerMs ? isOver(url) : new Unchecked(`${url} ${what} within ${inWords(answerMs)}`);
    const bytes = await fetchOne({ url, body }, longest, { signal, slow });
    answers += 1;
    return bytes;
  };
  return async (url, longest, body) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await fetchInTime(url, longest, body);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

function inWords(ms: number): string {
  if (ms % 60_000 > 0) return `${ms / 1000} seconds`;
  return ms === 60_000 ? 'a minute' : `${ms / 60_000} minutes`;
}

/** When an answer is given up, and why nothing was found out then. */
interface Limit {
  readonly signal: AbortSignal;
  readonly slow: (what: string) => Unchecked;
}

/** What is asked for. */
interface Asked {
  readonly url: string;
  readonly body: string | undefined;
}

async function fetchOne(asked: Asked, longest: number, limit: Limit): Promise<Uint8Array | Nothing> {
  const { url } = asked;
  const response = await open(asked, limit);
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    return response.status === 404 ? 'absent' : 'erased';
  }
  if (response.status !== 200) {
    await response.body?.cancel();
    const what =
      response.status >= 300 && response.status < 400 ? 'a redirect, which is not followed' : 'an error';
    throw new Unchecked(`${url} answers ${response.status}: ${what}`);
  }
  return readAtMost(url, response, longest, limit);
}

async function open({ url, body }: Asked, { signal, slow }: Limit): Promise<Response> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  try {
    return await fetch(url, { redirect: 'manual', signal, ...(body !== undefined && { ...post, body }) });
  } catch (error) {
    if (signal.aborted) throw slow('does not answer');
    throw new Unchecked(`${url} does not answer (${messageOf(error)})`, { cause: error });
  }
}

async function readAtMost(
  url: string,
  response: Response,
  longest: number,
  { signal, slow }: Limit,
): Promise<Uint8Array> {
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
    if (signal.aborted) throw slow(`answers too slowly: ${length} bytes`);
    throw new Unchecked(`${url} breaks off its answer (${messageOf(error)})`, { cause: error });
  }
  return Buffer.concat(chunks);
}
