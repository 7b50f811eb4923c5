import { verifyRsa } from './blind-rsa';
import { ed25519Verify } from './ed25519';

/** What checks signatures. A server has a faster one than phones; both must decide alike. */
export interface Verifier {
  readonly ed25519: typeof ed25519Verify;
  readonly rsa: typeof verifyRsa;
}

/** The one that runs everywhere. It is always named: a server that never names it need not load it. */
export const portable: Verifier = { ed25519: ed25519Verify, rsa: verifyRsa };
