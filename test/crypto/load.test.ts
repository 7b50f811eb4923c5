import { expect, it } from '@jest/globals';

it('loads and works where a mini-program has no TextEncoder, crypto or Buffer', async () => {
  const missing = ['TextEncoder', 'TextDecoder', 'crypto', 'Buffer', 'atob', 'btoa'] as const;
  const kept = missing.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  for (const name of missing) Reflect.deleteProperty(globalThis, name);
  try {
    const { ed25519PublicKey, ed25519Sign, ed25519Verify } = await import('#shared/crypto/ed25519');
    const { deriveKeyPair, hpkeOpen, hpkeSeal } = await import('#shared/crypto/hpke');
    const seed = new Uint8Array(32).fill(7);
    const message = Uint8Array.of(1, 2, 3);
    expect(ed25519Verify(ed25519PublicKey(seed), message, ed25519Sign(seed, message))).toBe(true);
    const pair = deriveKeyPair(seed);
    expect(hpkeOpen(pair, message, hpkeSeal(pair.publicKey, message, message, seed)!)).toEqual(message);
  } finally {
    missing.forEach((name, i) => Object.defineProperty(globalThis, name, kept[i]!));
  }
});
