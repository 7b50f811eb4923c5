import { Hono } from 'hono';
import * as z from 'zod';
import type { Boundary } from '#local/boundaries';
import type { RunningFunction } from './functions';
import { functionOf, routesOf, type Stack, takes } from './template';

const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** An app that sends every request through the stack's routes as an HTTP API would (payload format 2.0). */
export function throughGateway(
  stack: Stack,
  boundary: Boundary,
  running: RunningFunction,
  nowMs: () => number,
): Hono {
  const name = functionName(stack, boundary);
  const routes = routesOf(stack).filter(({ target }) => target.endsWith(`:function:${name}`));
  const app = new Hono();
  app.all('*', async (c) => {
    const route = routes.find((one) => takes(one, c.req.method, c.req.path));
    if (!route) return c.json({ message: 'Not Found' }, 404);
    const answer = Answer.parse(await running.invoke(await eventOf(c.req.raw, route.path), nowMs()));
    const body = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8');
    const isEmpty = [204, 304].includes(answer.statusCode);
    return new Response(isEmpty ? null : new Uint8Array(body), {
      status: answer.statusCode,
      headers: answer.headers,
    });
  });
  return app;
}

function functionName(stack: Stack, boundary: Boundary): string {
  const [, resource] = stack.ofType('AWS::Lambda::Function').find(([, { Properties }]) => {
    return Properties['Role'] === functionOf(stack, boundary).Role;
  })!;
  return String(resource.Properties['FunctionName']);
}

async function eventOf(request: Request, route: string): Promise<Record<string, unknown>> {
  const url = new URL(request.url);
  const body = await request.text();
  return {
    version: '2.0',
    routeKey: `${request.method} ${route}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...Object.fromEntries(request.headers), host: url.host },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: url.host,
      http: { method: request.method, path: url.pathname, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      requestId: 'request',
      routeKey: `${request.method} ${route}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(body !== '' && { body }),
    isBase64Encoded: false,
  };
}
