import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Environment, SettingsFailure } from './settings';

/**
 * Reads secrets by name: `NAME` itself on servers of one's own, or, in the cloud, the parameter of the parameter
 * store that `NAME_PARAMETER` names, all in one call. Throws `SettingsFailure` when one is not to be had.
 */
export async function readSecrets<const N extends string>(
  env: Environment,
  names: readonly N[],
): Promise<Record<N, string>> {
  const asked = names.flatMap((name) => {
    const parameter = env[`${name}_PARAMETER`];
    return !env[name] && parameter ? [parameter] : [];
  });
  const stored = asked.length > 0 ? await readParameters(asked) : new Map<string, string>();
  const found = names.map((name) => [name, env[name] ?? stored.get(env[`${name}_PARAMETER`] ?? '')] as const);
  const missing = found.find(([, value]) => !value)?.[0];
  if (missing) throw new SettingsFailure(sayMissing(missing, env));
  // Every name has its value: the check above is the proof.
  return Object.fromEntries(found) as Record<N, string>;
}

function sayMissing(name: string, env: Environment): string {
  const parameter = env[`${name}_PARAMETER`];
  return parameter
    ? `${name}_PARAMETER names ${parameter}, and the parameter store has no such parameter.`
    : `${name} is not set, nor is ${name}_PARAMETER, which names it in the parameter store.`;
}

async function readParameters(names: readonly string[]): Promise<Map<string, string>> {
  const client = new SSMClient({});
  try {
    const answer = await client.send(new GetParametersCommand({ Names: [...names], WithDecryption: true }));
    return new Map((answer.Parameters ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown';
    throw new SettingsFailure(`The parameter store did not give ${names.join(', ')}: ${why}.`);
  } finally {
    client.destroy();
  }
}

/** A secret of 32 bytes, which is kept in base64url. Throws `SettingsFailure`. */
export function secretBytes<N extends string>(secrets: Readonly<Record<N, string>>, name: N): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(secrets[name], 'base64url'));
  if (bytes.length !== 32) throw new SettingsFailure(`${name} must be 32 bytes in base64url.`);
  return bytes;
}
