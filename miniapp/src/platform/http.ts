import { patienceFor } from './patience';

// One request and its answer over fetch. http.weapp.ts is the other half.

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

export interface HttpAnswer {
  status: number;
  body: string;
  etag: string | undefined;
}

/** Sends a request without cookies; undefined when no answer came. */
export async function http(request: HttpRequest): Promise<HttpAnswer | undefined> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), patienceFor(request.body));
  try {
    const answer = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: ending.signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return {
      status: answer.status,
      body: await answer.text(),
      etag: answer.headers.get('etag') ?? undefined,
    };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
