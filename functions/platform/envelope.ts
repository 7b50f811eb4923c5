import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Keeps a secret at rest (KMS in the cloud). `context` must be the same on both sides. */
export type SealEnvelope = (plain: Uint8Array, context: string) => Promise<Uint8Array>;
/** Opens what `SealEnvelope` made; throws when it was altered or belongs to another context. */
export type OpenEnvelope = (sealed: Uint8Array, context: string) => Promise<Uint8Array>;

const NONCE = 12;
const TAG = 16;

/** An envelope under a secret of this machine: AES-256-GCM, the context as additional data. */
export function localEnvelope(secret: Uint8Array): { seal: SealEnvelope; open: OpenEnvelope } {
  const key = createHmac('sha256', secret).update('envelope').digest();
  return {
    seal: (plain, context) => {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Promise.resolve(new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body])));
    },
    open: (sealed, context) => {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
        .setAAD(Buffer.from(context))
        .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      const body = [cipher.update(sealed.subarray(NONCE + TAG)), cipher.final()];
      return Promise.resolve(new Uint8Array(Buffer.concat(body)));
    },
  };
}
