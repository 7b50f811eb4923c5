import Taro from '@tarojs/taro';
import type { HttpAnswer, HttpRequest } from './http';
import { patienceFor } from './patience';

// One request and its answer over wx.request. http.ts is the other half.

function etagOf(headers: unknown): string | undefined {
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (name.toLowerCase() === 'etag' && typeof value === 'string') return value;
  }
  return undefined;
}

/** Sends a request; undefined when no answer came. */
export async function http(request: HttpRequest): Promise<HttpAnswer | undefined> {
  const { body } = request;
  try {
    const answer = await Taro.request<string, string | ArrayBuffer>({
      url: request.url,
      method: request.method,
      header: request.headers,
      dataType: 'text',
      responseType: 'text',
      timeout: patienceFor(body),
      ...(body === undefined ? {} : { data: typeof body === 'string' ? body : body.buffer }),
    });
    const text: unknown = answer.data;
    return {
      status: answer.statusCode,
      body: typeof text === 'string' ? text : JSON.stringify(text ?? ''),
      etag: etagOf(answer.header),
    };
  } catch {
    return undefined;
  }
}
