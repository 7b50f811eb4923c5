import type { Contract } from '#shared/contract';
import { evenStatus } from '#shared/even';

/** Whether the channel answered that it was too busy: a phone asks again by itself then, oftener where tests make faults. */
export async function isBusy(response: Response): Promise<boolean> {
  return evenStatus(await response.clone().json()) === 503;
}

/** What a contract's answer stands for: an even one says its status inside. */
export async function unevened({ even }: Contract, response: Response): Promise<Response> {
  if (!even) return response;
  const text = await response.text();
  const status = evenStatus(JSON.parse(text));
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(text.trimEnd(), { status, headers: { 'content-type': type } });
}
