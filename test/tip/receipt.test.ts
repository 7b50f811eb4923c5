import { describe, expect, it } from '@jest/globals';
import { toHex } from '#shared/crypto/bytes';
import { drawReceipt, RECEIPT_RANDOM_BYTES, readReceipt, receiptTexts } from '#shared/tip/receipt';
import { receiptKeys, storedAuth } from '#shared/tip/receipt-keys';
import { vectors } from '#test/vectors/read';

interface Examples {
  receipts: Record<
    | 'groups'
    | 'one_wrong_group'
    | 'two_neighbours_swapped'
    | 'mailbox'
    | 'auth'
    | 'hpke_pk'
    | 'sign_seed'
    | 'sign_pk'
    | 'case_id'
    | 'tag_leaf'
    | 'stored_auth',
    string
  >[];
}
const { receipts } = vectors<Examples>('formats-examples');
const groups = (text: string) => text.split(' ').map(Number);
const [receipt] = receipts.map((example) => groups(example.groups));

describe('a receipt', () => {
  it.each(receipts)('opens the keys of the example $groups', (example) => {
    const keys = receiptKeys(groups(example.groups));
    expect(toHex(keys.mailbox)).toBe(example.mailbox);
    expect(toHex(keys.auth)).toBe(example.auth);
    expect(toHex(keys.hpke.publicKey)).toBe(example.hpke_pk);
    expect(toHex(keys.signSeed)).toBe(example.sign_seed);
    expect(toHex(keys.signPk)).toBe(example.sign_pk);
    expect(toHex(keys.caseId)).toBe(example.case_id);
    expect(toHex(keys.tag)).toBe(example.tag_leaf);
    expect(toHex(storedAuth(keys.auth))).toBe(example.stored_auth);
  });

  it.each(receipts)('is mended as the example $groups says', (example) => {
    const right = groups(example.groups);
    expect(readReceipt(right)).toEqual({ kind: 'good', receipt: right });
    expect(readReceipt(groups(example.one_wrong_group))).toEqual({
      kind: 'mended',
      receipt: right,
      group: 4,
    });
    const first = right.findIndex((group, i) => group !== groups(example.two_neighbours_swapped)[i]);
    expect(readReceipt(groups(example.two_neighbours_swapped))).toEqual({
      kind: 'swapped',
      receipt: right,
      first,
    });
  });

  it('is drawn from random bytes, uniformly and with checks that fit three digits', () => {
    const random = Uint8Array.from({ length: RECEIPT_RANDOM_BYTES }, (_, i) => (i * 151 + 7) & 255);
    const drawn = drawReceipt(random)!;
    expect(readReceipt(drawn).kind).toBe('good');
    expect(receiptTexts(drawn).join('')).toMatch(/^\d{36}$/);
    expect(drawReceipt(new Uint8Array(RECEIPT_RANDOM_BYTES).fill(255))).toBeNull();
  });

  it('gives up on two wrong groups that cancel out, three gaps, or a wrong count, rather than guess', () => {
    expect(
      readReceipt(receipt!.map((group, i) => (i === 2 || i === 7 ? (group + 5) % 1000 : group))).kind,
    ).toBe('unreadable');
    expect(readReceipt([null, null, null, ...receipt!.slice(3)]).kind).toBe('unreadable');
    expect(readReceipt(receipt!.slice(1)).kind).toBe('unreadable');
  });

  it('does not accept a gap whose filling breaks the other check', () => {
    const wrong = receipt!.map((group, i) => (i === 0 ? null : i === 5 ? (group + 1) % 1000 : group));
    expect(readReceipt(wrong).kind).toBe('unreadable');
  });
});
