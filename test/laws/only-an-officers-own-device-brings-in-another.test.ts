import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair, type KeyPair } from '#shared/crypto/hpke';
import {
  deviceCode,
  isBroughtInUnlisted,
  isDeviceCode,
  unvouchedIn,
  vouchedAmong,
  vouchFor,
  type Voucher,
} from '#shared/directory/device';
import { type Device, encodeEntry } from '#shared/directory/entry';
import { openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import { runs } from '#test/runs';
import { townEntry } from '#test/directory/county';

const { office } = townEntry;
const OFFICE_IKM = new Uint8Array(32).fill(77);

interface Held extends Device {
  readonly seed: Uint8Array;
  readonly device: KeyPair;
}

let drawn = 0;
function deviceFor(id: number): Held {
  drawn += 1;
  const seed = new Uint8Array(32);
  new DataView(seed.buffer).setUint32(0, drawn);
  const device = deriveKeyPair(seed);
  return { id, seed, device, signPk: ed25519PublicKey(seed), devicePk: device.publicKey };
}

const vouched = (by: Held, next: Device): Voucher => ({
  by: by.signPk,
  signature: vouchFor(office, next, by.seed),
});

/** What happens to an office: an officer's device brings in another, one is taken away, or the server puts one in. */
const DOES = ['add', 'remove', 'publish', 'slip-bare', 'slip-self', 'slip-colleague', 'slip-replay'] as const;
const acts = fc.array(fc.record({ does: fc.constantFrom(...DOES), who: fc.nat(1), which: fc.nat(3) }), {
  maxLength: 12,
});

interface Row {
  readonly held: Held;
  readonly voucher?: Voucher;
  /** Whether a person put it there, and not the server. */
  readonly honest: boolean;
}

interface Office {
  rows: readonly Row[];
  published: readonly Row[];
  gone: readonly Held[];
}

/** One act; what a removal would leave unreachable is not done, as the page of keys has it added anew. */
function after(
  now: Office,
  { does, who, which }: { does: (typeof DOES)[number]; who: number; which: number },
): Office {
  const id = who + 1;
  const own = now.rows.filter(({ held, honest }) => honest && held.id === id);
  const by = own[which % own.length]!.held;
  const next = deviceFor(id);
  const put = (row: Omit<Row, 'held'>): Office => ({ ...now, rows: [...now.rows, { held: next, ...row }] });
  if (does === 'add') return put({ voucher: vouched(by, next), honest: true });
  if (does === 'publish') return { ...now, published: now.rows.filter(({ honest }) => honest) };
  if (does === 'slip-bare') return put({ honest: false });
  if (does === 'slip-self') return put({ voucher: vouched(next, next), honest: false });
  if (does === 'slip-colleague') {
    const other = now.rows.find(({ held, honest }) => honest && held.id !== id)!.held;
    return put({ voucher: vouched(other, next), honest: false });
  }
  if (does === 'slip-replay') {
    const used = own.find(({ voucher }) => voucher)?.voucher ?? vouched(by, by);
    return put({ voucher: used, honest: false });
  }
  const isNeeded = now.rows.some(
    ({ voucher }) => voucher && toBase64url(voucher.by) === toBase64url(by.signPk),
  );
  const isListed = now.published.some(({ held }) => held === by);
  if (own.length === 1 || (isNeeded && !isListed)) return now;
  return { ...now, rows: now.rows.filter(({ held }) => held !== by), gone: [...now.gone, by] };
}

/** The office's key as a desk seals it to what the server hands over, by the directory that it knows. */
function sealedFrom({ rows, published }: Office) {
  const enrolled = rows.map(({ held, voucher }) => ({ ...held, voucher }));
  const known = { published: published.map(({ held }) => held) };
  const { vouched, unvouched } = vouchedAmong(enrolled, office, known);
  const officers = vouched.map((one) => ({ ...one, maySign: true, mayHoldKey: true }));
  const entry = { ...townEntry, officers };
  const bytes = encodeEntry(entry);
  const keys = vouched.map((one) => ({
    officer: one.id,
    sealed: sealOfficeKey(OFFICE_IKM, bytes, one, one.seed)!,
  }));
  return { bytes, entry, keys, unvouched };
}

it('an office key goes to every device that its officers have, to none that the server put in, to none taken away', () => {
  fc.assert(
    fc.property(acts, (history) => {
      const rows = [1, 2].map((id): Row => ({ held: deviceFor(id), honest: true }));
      const end = history.reduce<Office>(after, { rows, published: rows, gone: [] });
      const { bytes, entry, keys, unvouched } = sealedFrom(end);
      const opens = ({ id, device }: Held): boolean =>
        keys.some(
          ({ officer, sealed }) => officer === id && openOfficeKey(sealed, bytes, id, device) !== null,
        );
      const listed = new Set(entry.officers.map(({ devicePk }) => toBase64url(devicePk)));
      for (const { held, honest } of end.rows) {
        expect(listed.has(toBase64url(held.devicePk))).toBe(honest);
        expect(opens(held)).toBe(honest);
      }
      expect(end.gone.filter(opens)).toEqual([]);
      // The county, too, is told of each that was slipped into an entry.
      const all = end.rows.map(({ held }) => ({ ...held, maySign: true, mayHoldKey: true }));
      const known = end.rows.map(({ held, voucher }) => ({ ...held, voucher }));
      const listedBefore = end.published.map(({ held }) => held);
      expect(unvouchedIn({ ...entry, officers: all }, known, listedBefore)).toHaveLength(unvouched.length);
    }),
    { numRuns: runs(20) },
  );
});

it('a code fits the keys it was shown for and no others, however it is typed', () => {
  fc.assert(
    fc.property(fc.nat(2), fc.constantFrom(' ', '', '　', '-'), (change, gap) => {
      const device = deviceFor(7);
      const code = deviceCode(office, device).replace(/ /g, gap);
      expect(isDeviceCode(code, office, device)).toBe(true);
      const other = deviceFor(7);
      const changed = [
        { ...device, id: 8 },
        { ...device, signPk: other.signPk },
        { ...device, devicePk: other.devicePk },
      ][change]!;
      expect(isDeviceCode(code, office, changed)).toBe(false);
    }),
    { numRuns: runs(30) },
  );
});

it('before anything is published, the first of two devices trusts the other, and neither what the server puts first', () => {
  const [first, slipped, second] = [deviceFor(7), deviceFor(7), deviceFor(7)];
  const rows = [slipped, first, { ...second, voucher: vouched(first, second) }];
  const at = (own: Device) => vouchedAmong(rows, office, { published: [], own });
  expect(at(first).unvouched).toEqual([slipped]);
  // The second cannot tell the first from the slipped one: it makes no key.
  expect(at(second).vouched).toEqual([rows[2]]);
  expect(isBroughtInUnlisted(rows, { published: [], own: second })).toBe(true);
  expect(isBroughtInUnlisted(rows, { published: [], own: first })).toBe(false);
  expect(isBroughtInUnlisted(rows, { published: [first], own: second })).toBe(false);
});

it('while one’s id is not listed, no line of ancestors that the server makes up is given the office key', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), fc.boolean(), (ancestors, listedColleague) => {
      const [own, later, colleague] = [deviceFor(7), deviceFor(7), deviceFor(8)];
      const line = Array.from({ length: ancestors }, () => deviceFor(7));
      const chain = [own, ...line];
      const made = chain.map((one, i) => {
        const by = chain[i + 1];
        return by ? { ...one, voucher: vouched(by, one) } : one;
      });
      const siblings = line.map((by) => {
        const one = deviceFor(7);
        return { ...one, voucher: vouched(by, one) };
      });
      const rows = [...made, ...siblings, { ...later, voucher: vouched(own, later) }, colleague];
      const anchors = { published: listedColleague ? [colleague] : [], own };
      const listed = vouchedAmong(rows, office, anchors).vouched.map(({ devicePk }) => toBase64url(devicePk));
      expect(listed.sort()).toEqual(
        [own, later, colleague].map(({ devicePk }) => toBase64url(devicePk)).sort(),
      );
    }),
    { numRuns: runs(20) },
  );
});
