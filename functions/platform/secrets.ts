import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Environment, SettingsFailure } from './settings';

/** Secrets that were all found. */
export interface Secrets<N extends string> {
  text: (name: N) => string;
  /** One of 32 bytes, which is kept in base64url. Throws `SettingsFailure` when it is not. */
  bytes: (name: N) => Uint8Array;
}

/**
 * Reads secrets by name: `NAME` itself on servers of one's own, or, in the cloud, the parameter of the parameter
 * store that `NAME_PARAMETER` names, all in one call. Throws `SettingsFailure` when one is not to be had.
 */
export async function readSecrets<const N extends string>(
  env: Environment,
  names: readonly N[],
): Promise<Secrets<N>> {
  const parameterOf = (name: N) => env[`${name}_PARAMETER`] ?? '';
  const asked = names.filter((name) => !env[name]).map(parameterOf);
  const stored = await readParameters(asked.filter((name) => name !== ''));
  const text = (name: N) => {
    const value = env[name] ?? stored.get(parameterOf(name));
    if (!value) throw new SettingsFailure(sayMissing(name, env));
    return value;
  };
  names.forEach(text);
  return { text, bytes: (name) => bytes32(name, text(name)) };
}

function sayMissing(name: string, env: Environment): string {
  const parameter = env[`${name}_PARAMETER`];
  return parameter
    ? `${name}_PARAMETER names ${parameter}, and the parameter store has no such parameter.`
    : `${name} is not set, nor is ${name}_PARAMETER, which names it in the parameter store.`;
}

async function readParameters(names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
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

function bytes32(name: string, text: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'));
  if (bytes.length !== 32) throw new SettingsFailure(`${name} must be 32 bytes in base64url.`);
  return bytes;
}
