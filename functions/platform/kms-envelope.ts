import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import type { OpenEnvelope, SealEnvelope } from './envelope';

/** An envelope under a key of the key service: up to 4,096 bytes, the context bound to it. */
export function kmsEnvelope(keyId: string): { seal: SealEnvelope; open: OpenEnvelope } {
  const client = new KMSClient({});
  return {
    seal: async (plain, context) => {
      const EncryptionContext = { context };
      const sealed = await client.send(
        new EncryptCommand({ KeyId: keyId, Plaintext: plain, EncryptionContext }),
      );
      return present(sealed.CiphertextBlob);
    },
    open: async (sealed, context) => {
      const EncryptionContext = { context };
      const opened = await client.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: sealed, EncryptionContext }),
      );
      return present(opened.Plaintext);
    },
  };
}

function present(bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error('the key service answered without bytes');
  return bytes;
}
