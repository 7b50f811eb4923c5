import { randomBytes } from 'node:crypto';
import { toBase64url } from '#shared/crypto/bytes';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { DISCIPLINE } from '#shared/directory/office';
import { ZERO_HASH } from '#shared/tip/head';
import { caseIdOf, type ReceiptKeys, receiptKeys } from '#shared/tip/receipt-keys';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { encodeRecord, sealRecord } from '#shared/tip/record';
import { SLOTS_RANDOM_BYTES, slotsRandom } from '#shared/tip/slots';
import { TOWN } from './county';
import { random } from './random';

/** How many letters are sealed; the others are these under other cases. */
const SEALED = 16;

/**
 * Bodies of `tipline` that open a case each. The server can open none of them, so it does the same for a sealed
 * letter under a fresh case id as for one sealed for it: only who opens it would see the difference.
 */
export function firstLetters(count: number): string[] {
  const sealed = Array.from({ length: Math.min(count, SEALED) }, () => sealedLetter(freshKeys()));
  return Array.from({ length: count }, (_, i) => {
    const { record, caseAt } = sealed[i % sealed.length] ?? sealedLetter(freshKeys());
    const mailbox = new Uint8Array(randomBytes(32));
    const own = record.slice();
    own.set(caseIdOf(mailbox), caseAt);
    return JSON.stringify({
      do: 'create',
      mailbox: toBase64url(mailbox),
      auth: randomBytes(32).toString('base64url'),
      tag: randomBytes(32).toString('base64url'),
      record: Buffer.from(own).toString('base64url'),
    });
  });
}

function freshKeys(): ReceiptKeys {
  const receipt = drawReceipt(random(RECEIPT_RANDOM_BYTES));
  if (!receipt) throw new Error('no receipt');
  return receiptKeys(receipt);
}

/** Keys of the offices and holders that a letter is sealed to; nobody opens it. */
const READERS = ['office', 'above', 'holder1', 'holder2', 'holder3'].map(
  (role) => [role, deriveKeyPair(random(32)).publicKey] as const,
);

/** A letter of two hundred characters to a town's discipline office, and where its case id stands in it. */
export function sealedLetter({ caseId, hpke, signPk, signSeed }: ReceiptKeys): {
  record: Uint8Array;
  caseAt: number;
} {
  const record = sealRecord({
    head: {
      caseId,
      direction: 0,
      seq: 0,
      prev: ZERO_HASH,
      office: { area: TOWN, kind: DISCIPLINE },
      directory: random(32),
      files: ZERO_HASH,
    },
    content: {
      kind: 'first',
      hpkePk: hpke.publicKey,
      signPk,
      said: { text: '前天晚上看见有人在村口挨家送烟酒。'.repeat(12) },
    },
    signer: { id: 0, seed: signSeed },
    keys: { ...Object.fromEntries(READERS), reporter: hpke.publicKey },
    dek: random(32),
    random: slotsRandom(random(SLOTS_RANDOM_BYTES)),
  });
  if (!record) throw new Error('the letter was not sealed');
  const bytes = encodeRecord(record);
  return { record: bytes, caseAt: Buffer.from(bytes).indexOf(caseId) };
}
