/** A bare handler with the clients of a function that uses the key service too. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { handler as secrets } from './ssm';

const client = new KMSClient({});

export async function handler(): Promise<unknown> {
  return [await secrets(), client, DecryptCommand, EncryptCommand];
}
