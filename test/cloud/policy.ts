import * as z from 'zod';
import type { Boundary } from '#local/boundaries';
import { logicalName, type Stack } from './template';

/** A permission that a call takes: the action, on what, and what the request says of itself. */
export interface Permission {
  boundary: Boundary;
  action: string;
  /** ARN. */
  resource: string;
  /** Condition keys of the request. */
  context: Readonly<Record<string, string>>;
}

const OneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const Operator = z.enum(['StringEquals', 'ForAllValues:StringLike']);
const Statement = z.strictObject({
  Effect: z.literal('Allow'),
  Action: OneOrMore,
  Resource: OneOrMore,
  Condition: z.partialRecord(Operator, z.record(z.string(), OneOrMore)).optional(),
});
const Role = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) })),
});

/** The smallest thing a role allows: one action on one resource, for one pattern of the key it is bound to. */
export interface Grant {
  boundary: Boundary;
  action: string;
  resource: string;
  /** The one condition: its key and the pattern its value must fit. */
  condition: { key: string; pattern: string } | undefined;
}

/** A role taken apart into its smallest grants. */
export function grantsOf(stack: Stack, boundary: Boundary): Grant[] {
  const role = Role.parse(stack.resources[`${logicalName(boundary)}Role`]?.Properties);
  return role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap((statement) => {
    const conditions = Object.values(statement.Condition ?? {}).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, patterns]) => patterns.map((pattern) => ({ key, pattern }))),
    );
    if (new Set(conditions.map(({ key }) => key)).size > 1)
      throw new Error('two conditions in one statement');
    return statement.Action.flatMap((action) =>
      statement.Resource.flatMap((resource) =>
        (conditions.length > 0 ? conditions : [undefined]).map((condition) => ({
          boundary,
          action,
          resource,
          condition,
        })),
      ),
    );
  });
}

/** Whether a grant allows what a call takes. */
export function allows(grant: Grant, { boundary, action, resource, context }: Permission): boolean {
  const { condition } = grant;
  return (
    grant.boundary === boundary &&
    fits(grant.action, action) &&
    fits(grant.resource, resource) &&
    (condition === undefined || fits(condition.pattern, context[condition.key] ?? ''))
  );
}

/** IAM's own wildcard: a star stands for any characters. */
function fits(pattern: string, text: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 's').test(text);
}

/** What is allowed and done by the platform around a function, not by its code. */
export function isOfThePlatform({ action }: Grant): boolean {
  return action.startsWith('logs:');
}
