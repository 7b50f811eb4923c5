import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { Boundary } from '#local/boundaries';

/** Where `npm run package` puts what it makes. */
export const PACKAGED = resolve(import.meta.dirname, '../../.build/cloud');

const Resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
});
export type Resource = z.output<typeof Resource>;

const Template = z.object({ Resources: z.record(z.string(), Resource) });

/** A packaged stack, its references resolved for one partition and account. */
export interface Stack {
  partition: string;
  resources: Readonly<Record<string, Resource>>;
  ofType: (type: string) => [string, Resource][];
}

const REGION = 'cn-north-1';
const ACCOUNT = '000000000000';

/** The stack that was packaged last. */
export function readStack(partition = 'aws-cn'): Stack {
  const file = `${PACKAGED}/cloudformation-template-update-stack.json`;
  if (!existsSync(file)) throw new Error('There is no packaged stack: run `npm run package` first.');
  const template = Template.parse(JSON.parse(readFileSync(file, 'utf8')));
  const resolver = resolverOf(template.Resources, partition);
  const resources = Object.fromEntries(
    Object.entries(template.Resources).map(([name, resource]) => [
      name,
      { ...resource, Properties: resolver(resource.Properties) as Resource['Properties'] },
    ]),
  );
  return {
    partition,
    resources,
    ofType: (type) => Object.entries(resources).filter(([, resource]) => resource.Type === type),
  };
}

/** Resolves Ref, Fn::GetAtt, Fn::Sub and Fn::Join, as far as our templates use them. Throws for any other. */
function resolverOf(resources: Record<string, Resource>, partition: string) {
  const pseudo: Record<string, string> = {
    'AWS::Partition': partition,
    'AWS::Region': REGION,
    'AWS::AccountId': ACCOUNT,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const ref = (name: string) => pseudo[name] ?? nameOf(resources, name);
  const attribute = (name: string, which: string) =>
    which === 'Arn' ? arnOf(resources, partition, name) : `${nameOf(resources, name)}.${which}`;
  const substituted = (text: string) =>
    text.replace(/\$\{([^}.]+)(?:\.([^}]+))?\}/g, (_, name: string, which?: string) =>
      which ? attribute(name, which) : ref(name),
    );
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, inner] = ['', undefined], ...more] = Object.entries(value);
    if (more.length === 0 && key === 'Ref') return ref(String(inner));
    if (more.length === 0 && key.startsWith('Fn::')) return call(key, inner);
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolved(part)]));
  };
  const call = (name: string, inner: unknown): unknown => {
    const parts = Array.isArray(inner) ? inner : [];
    switch (name) {
      case 'Fn::GetAtt':
        return attribute(String(parts[0]), String(parts[1]));
      case 'Fn::Sub':
        return substituted(String(inner));
      case 'Fn::Join':
        return (resolved(parts[1]) as unknown[]).join(String(parts[0]));
      case 'Fn::If':
        return resolved(partition === 'aws-cn' ? parts[1] : parts[2]);
      default:
        throw new Error(`a template function that this reader does not know: ${name}`);
    }
  };
  return resolved;
}

function nameOf(resources: Record<string, Resource>, name: string): string {
  const { Type, Properties } = resources[name] ?? missing(name);
  const given = Properties['TableName'] ?? Properties['FunctionName'] ?? Properties['RoleName'];
  return Type === 'AWS::S3::Bucket' || typeof given !== 'string' ? name.toLowerCase() : given;
}

function arnOf(resources: Record<string, Resource>, partition: string, name: string): string {
  const { Type } = resources[name] ?? missing(name);
  const own = nameOf(resources, name);
  const at = (service: string, path: string) => `arn:${partition}:${service}:${REGION}:${ACCOUNT}:${path}`;
  switch (Type) {
    case 'AWS::DynamoDB::Table':
      return at('dynamodb', `table/${own}`);
    case 'AWS::Lambda::Function':
      return at('lambda', `function:${own}`);
    case 'AWS::KMS::Key':
      return at('kms', `key/${own}`);
    case 'AWS::Events::Rule':
      return at('events', `rule/${own}`);
    case 'AWS::IAM::Role':
      return `arn:${partition}:iam::${ACCOUNT}:role/${own}`;
    case 'AWS::S3::Bucket':
      return `arn:${partition}:s3:::${own}`;
    default:
      throw new Error(`no name is known for a ${Type}`);
  }
}

function missing(name: string): never {
  throw new Error(`the template names ${name}, which it does not have`);
}

/** The logical id of a boundary's resources begins with its name. */
export function logicalName(boundary: Boundary): string {
  return boundary.charAt(0).toUpperCase() + boundary.slice(1);
}

const FunctionProperties = z.object({
  Handler: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
  Role: z.string(),
});

/** A boundary's function as the stack makes it: its handler, its environment, its role. */
export function functionOf(stack: Stack, boundary: Boundary): z.output<typeof FunctionProperties> {
  return FunctionProperties.parse(stack.resources[`${logicalName(boundary)}LambdaFunction`]?.Properties);
}

const RouteProperties = z.object({ ApiId: z.string(), RouteKey: z.string(), Target: z.string() });
const IntegrationProperties = z.object({ ApiId: z.string(), IntegrationUri: z.string() });

/** A route of one of the stack's hosts. */
export interface StackRoute {
  api: string;
  method: string;
  path: string;
  /** The function's ARN. */
  target: string;
}

/** All routes, each with the function that its integration calls. */
export function routesOf(stack: Stack): StackRoute[] {
  const integrations = new Map(
    stack
      .ofType('AWS::ApiGatewayV2::Integration')
      .map(([name, { Properties }]) => [
        `integrations/${name.toLowerCase()}`,
        IntegrationProperties.parse(Properties),
      ]),
  );
  return stack.ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
    const { ApiId: api, RouteKey, Target } = RouteProperties.parse(Properties);
    const [method = '', path = ''] = RouteKey.split(' ');
    const integration = integrations.get(Target) ?? missing(Target);
    if (integration.ApiId !== api) throw new Error(`${RouteKey} calls an integration of another host`);
    return { api, method, path, target: integration.IntegrationUri };
  });
}

/** Whether a route takes a request. */
export function takes(route: StackRoute, method: string, path: string): boolean {
  const pattern = route.path.replace(/\{(\w+)(\+?)\}/g, (_, __, rest) => (rest === '+' ? '.+' : '[^/]+'));
  return route.method === method && new RegExp(`^${pattern}$`).test(path);
}
