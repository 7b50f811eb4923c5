import { createHmac } from 'node:crypto';

/** HMAC-SHA256 under the county's secret, base64url: how openids, codes and ID numbers are kept. */
export type KeyedHash = (purpose: string, ...parts: readonly string[]) => string;

/** Parts are length-prefixed, so that no two different lists hash alike. */
export function keyedHash(secret: Uint8Array): KeyedHash {
  return (purpose, ...parts) => {
    const mac = createHmac('sha256', secret).update(`${purpose}\n`);
    for (const part of parts) mac.update(`${Buffer.byteLength(part)}:`).update(part);
    return mac.digest('base64url');
  };
}
