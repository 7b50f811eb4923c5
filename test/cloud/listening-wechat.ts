import { serve } from '@hono/node-server';
import type { Wiring } from '#local/boundaries';

export interface ListeningWechat {
  url: string;
  stop: () => void;
}

/** WeChat's stand-in on a port, for functions in processes of their own. */
export function listenAsWechat({ wechat }: Wiring): Promise<ListeningWechat> {
  const fetch = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    return wechat.send?.(pathname + search, {}) ?? new Response(null, { status: 404 });
  };
  return new Promise((done) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      done({ url: `http://127.0.0.1:${port}`, stop: () => server.close() }),
    );
  });
}
