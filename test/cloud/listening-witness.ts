import { serve } from '@hono/node-server';
import type { Wiring } from '#local/boundaries';
import { verifierKey } from '#shared/transparency/note';

export interface ListeningWitness {
  /** As an engineer writes it down: its verifier key, and its address. */
  setting: string;
  stop: () => void;
}

/** The test's witness on a port, for sequencers in processes of their own. */
export function listenAsWitness({ transparency }: Wiring): Promise<ListeningWitness> {
  const [witness] = transparency.witnesses;
  if (!witness) throw new Error('the county has no witness');
  const fetch = async (request: Request) => {
    const answer = await witness.post(await request.text());
    return new Response(answer?.body ?? '', { status: answer?.status ?? 503 });
  };
  return new Promise((done) => {
    const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      done({
        setting: `${verifierKey(witness.key)} http://127.0.0.1:${port}`,
        stop: () => server.close(),
      }),
    );
  });
}
