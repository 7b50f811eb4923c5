import * as z from 'zod';
import type { Access, Contract } from './contract';
import { ERRORS } from './errors';

const PROBLEM = {
  type: 'object',
  required: ['type', 'status', 'code', 'title'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(ERRORS) },
    title: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
} as const;

/** The contracts as an OpenAPI 3.1 document: requests as they are sent, answers as they are received. */
export function openApi(
  contracts: Readonly<Record<string, Contract>>,
  version: string,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, contract] of Object.entries(contracts)) {
    const path = contract.path.replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(name, contract) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '阳光换届', version },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operation(name: string, contract: Contract): Record<string, unknown> {
  return {
    operationId: name,
    description: `${whoMay(contract.access)}${contract.fresh ? ' Proved themselves a moment ago.' : ''}`,
    ...(contract.access !== 'anyone' && { security: [{ session: [] }] }),
    parameters: [...parameters(contract.params, 'path'), ...parameters(contract.query, 'query')],
    ...(contract.body && { requestBody: { required: true, content: json(contract.body, 'input') } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(contract.responses).map(([status, schema]) => [
          status,
          { description: 'Done.', ...(status !== '204' && { content: json(schema, 'output') }) },
        ]),
      ),
      default: {
        description: 'An expected failure (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function whoMay(access: Access): string {
  if (access === 'anyone') return 'Anyone.';
  return access === 'session' ? 'Any signed-in person.' : `Roles over the area: ${access.roles.join(', ')}.`;
}

function json(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Record<string, unknown>[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(part, undefined).success,
    schema: z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }),
  }));
}
