import type { Contract } from '#shared/contract';
import { evenStatus } from '#shared/even';

/** What a contract's answer stands for: an even one says its status inside. */
export async function unevened({ even }: Contract, response: Response): Promise<Response> {
  if (!even) return response;
  const text = await response.text();
  const status = evenStatus(JSON.parse(text));
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(text.trimEnd(), { status, headers: { 'content-type': type } });
}
