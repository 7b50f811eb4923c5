import { bytesOf } from '#shared/crypto/bytes';
import type { KeyPair } from '#shared/crypto/hpke';
import { myOfficeKeys } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import { openOfficeKey } from '#shared/directory/office-key';
import type { Keys } from '../platform/keyring';
import { type Outcome, send } from '../platform/request';

/** The office's keys of all its epochs that were sealed to this device, newest first. */
export async function officePairs(own: Office, keys: Keys): Promise<Outcome<KeyPair[]>> {
  const answer = await send(myOfficeKeys, { params: own });
  if (!answer.ok) return answer;
  const pairs = answer.value.keys.flatMap(
    ({ officer, entry, sealed }) =>
      openOfficeKey(bytesOf(sealed), bytesOf(entry), officer, keys.device) ?? [],
  );
  return { ok: true, value: pairs };
}
