import { describe, expect, it } from '@jest/globals';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { decodeEntry, encodeEntry, signingKeys } from '#shared/directory/entry';
import { confirmationHolds, confirmingOffice, officersLeft, signConfirmation } from '#shared/tip/confirm';
import type { SentHead } from '#shared/tip/head';
import { staffWords } from '#shared/tip/words';
import { OFFICER, townEntry } from '#test/directory/county';

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const row = (id: number, fill: number) => ({
  id,
  signPk: ed25519PublicKey(seed(fill)),
  devicePk: deriveKeyPair(seed(fill + 1)).publicKey,
  maySign: true,
  mayHoldKey: true,
});
const LAPTOP = seed(60);
const COLLEAGUE = seed(70);
/** 沈一帆 with a desk and a laptop, and a colleague. */
const [desk] = townEntry.officers;
const alone = { ...townEntry, officers: [desk!, row(OFFICER.id, 60)] };
const office = { ...alone, officers: [...alone.officers, row(8, 70)] };

const head = { caseId: new Uint8Array(16), seq: 3, office: townEntry.office, directory: seed(1) } as SentHead;
const confirmedBy = (id: number, by: Uint8Array, entry: typeof townEntry) => {
  const { caseId, seq, directory } = head;
  const said = { caseId, seq, directory, office: townEntry.office, recordHash: seed(2) };
  const confirm = signConfirmation(said, { id, seed: by });
  return confirmationHolds({ head, recordHash: seed(2), signerId: OFFICER.id, confirm }, () => entry);
};

describe('an officer with two devices', () => {
  it('stands in an entry twice under one id, with two keys that both sign', () => {
    expect(decodeEntry(encodeEntry(office))).toEqual(office);
    expect(signingKeys(office, OFFICER.id)).toHaveLength(2);
    expect(decodeEntry(encodeEntry({ ...office, officers: [desk!, desk!] }))).toBeNull();
  });

  it('is one officer still: for the writer, for who may recuse, and for who confirms', () => {
    expect(staffWords(office)).toBe('柳塘镇纪委 2 名办理人员');
    expect([officersLeft(office, 0), officersLeft(alone, 0)]).toEqual([2, 1]);
    expect(confirmingOffice(alone, 0)).toEqual(townEntry.above);
  });

  it('does not end a case with the desk and the laptop; a colleague does', () => {
    expect(confirmedBy(OFFICER.id, LAPTOP, office)).toBe(false);
    expect(confirmedBy(8, LAPTOP, office)).toBe(false);
    expect(confirmedBy(8, COLLEAGUE, office)).toBe(true);
    // Nor by a key of theirs that an entry lists once more under another id.
    const twice = { ...office, officers: [...office.officers, { ...row(9, 60) }] };
    expect(confirmedBy(9, LAPTOP, twice)).toBe(false);
  });
});
