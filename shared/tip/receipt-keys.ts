/** Everything a receipt opens (formats.md section 1). It never leaves the phone; these are what it uses. */
import { H } from '../crypto/hash';
import { deriveKeyPair, type KeyPair } from '../crypto/hpke';
import { kdf } from '../crypto/kdf';
import { ed25519PublicKey } from '../crypto/ed25519';
import { utf8 } from '../crypto/utf8';
import { type Receipt, receiptTexts } from './receipt';

export interface ReceiptKeys {
  /** Names the mailbox to the server, which keeps only the case id made of it. */
  readonly mailbox: Uint8Array;
  /** Proves to the server that this is the writer; kept there as `storedAuth`. */
  readonly auth: Uint8Array;
  readonly hpke: KeyPair;
  readonly signSeed: Uint8Array;
  readonly signPk: Uint8Array;
  readonly caseId: Uint8Array;
  /** The case's name in the public daily tree. */
  readonly tag: Uint8Array;
}

/** All keys of a receipt; 2 to 5 ms on a phone, on purpose without stretching (99.6 bits need none). */
export function receiptKeys(receipt: Receipt): ReceiptKeys {
  const derive = kdf('sunshine/tip/v1/receipt', utf8(receiptTexts(receipt).join('')));
  const mailbox = derive('mailbox', 32);
  const signSeed = derive('sign', 32);
  return {
    mailbox,
    auth: derive('auth', 32),
    hpke: deriveKeyPair(derive('hpke', 32)),
    signSeed,
    signPk: ed25519PublicKey(signSeed),
    caseId: caseIdOf(mailbox),
    tag: H('tip/tag', derive('case', 32)),
  };
}

/** case_id of a mailbox, 16 bytes. */
export function caseIdOf(mailbox: Uint8Array): Uint8Array {
  return H('tip/case', mailbox).slice(0, 16);
}

/** What the server keeps of `auth`. */
export function storedAuth(auth: Uint8Array): Uint8Array {
  return H('tip/auth', auth);
}
