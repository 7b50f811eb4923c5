/** `http.bare`: node:http alone, sending the same bytes under the same headers as the answer it is given. */
import { createServer } from 'node:http';
import { answerParent } from './child';

/** An answer as it was seen on the wire. */
export interface Seen {
  status: number;
  headers: Record<string, string>;
  body: string;
}

answerParent({
  listen({ status, headers, body }: Seen) {
    const bytes = Buffer.from(body);
    const server = createServer((_request, response) => {
      response.writeHead(status, headers);
      response.end(bytes);
    });
    return new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  },
});
