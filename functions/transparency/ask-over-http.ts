import type { Witness } from './log-platform';

/** How long a witness may take, in milliseconds. */
const WITNESS_MS = 5000;
const MOST_BYTES = 4096;

/** Posts over HTTP; a witness that is slow, away or says too much has not answered. */
export async function postToWitness(url: string, body: string): ReturnType<Witness['post']> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(WITNESS_MS),
      redirect: 'error',
    });
    const text = await shortText(answer);
    return text === undefined ? null : { status: answer.status, body: text };
  } catch {
    return null;
  }
}

/** The text of an answer; undefined, and nothing more of it read, once it is too long. */
async function shortText({ body }: Response): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      return undefined;
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts).toString('utf8');
}
