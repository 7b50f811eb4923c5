import { localEnvelope, type OpenEnvelope, type SealEnvelope } from './envelope';
import { kmsEnvelope } from './kms-envelope';
import { readSecrets } from './secrets';
import type { Environment } from './settings';

/** The envelope of issuing keys: under the key ISSUING_KEY of the key service, else under ENVELOPE_SECRET. */
export async function deployedEnvelope(
  env: Environment,
): Promise<{ seal: SealEnvelope; open: OpenEnvelope }> {
  const key = env['ISSUING_KEY'];
  if (key) return kmsEnvelope(key);
  const secrets = await readSecrets(env, ['ENVELOPE_SECRET']);
  return localEnvelope(secrets.bytes('ENVELOPE_SECRET'));
}
