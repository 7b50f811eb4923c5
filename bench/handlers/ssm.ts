/** A bare handler with the clients of a function that reads secrets too. */
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { handler as tables } from './dynamo';

const client = new SSMClient({});

export async function handler(): Promise<unknown> {
  return [await tables(), client, GetParametersCommand];
}
