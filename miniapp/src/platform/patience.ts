/** Milliseconds after which a request counts as unreachable. A piece of a file takes long on a bad line; WeChat waits a minute at most. */
export function patienceFor(body: string | Uint8Array | undefined): number {
  return (body?.length ?? 0) > 100_000 ? 60_000 : 30_000;
}
