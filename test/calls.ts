import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A call as the product makes it, before the SDK's own retries. */
export interface Call {
  command: string;
  input: unknown;
}

/** Awaits `before` ahead of every call of a client. */
export function beforeCalls(client: DynamoDBClient, before: (call: Call) => Promise<void> | void): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      await before({ command: String(context['commandName']), input: args.input });
      return next(args);
    },
    { step: 'initialize', name: 'before' },
  );
}

/** What a transaction is known by through all its tries: DynamoDB applies one token once. */
export function tokenOf({ input }: Call): string | undefined {
  return (input as { ClientRequestToken?: string }).ClientRequestToken;
}
