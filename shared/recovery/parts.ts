/** What a recovery holder hands on to an office, and how its desk makes a record's key of two of them. */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { tag } from '../crypto/codec';
import { ed25519Verify } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { hpkeOpen, hpkeSeal, hpkeShared, type KeyPair } from '../crypto/hpke';
import { combine } from '../crypto/shamir';
import { type DirectoryEntry, signingKeys } from '../directory/entry';
import { type Office, sameOffice } from '../directory/office';
import type { SentHead } from '../tip/head';
import { isKeyOf } from '../tip/record';
import { holderSlot, openSlotBy } from '../tip/slots';
import { readWrap } from '../tip/wrap';
import type { Pair } from './use';

const SECRET_BYTES = 32;
/** Handed on for a slot that does not open: it says nothing of the card, and opens none. */
const NOTHING = new Uint8Array(SECRET_BYTES);

/** What is served of a record to those who recover it. */
export interface RecoverableRecord {
  readonly head: SentHead;
  readonly wraps: readonly Uint8Array[];
  /** The slots of the three holders. */
  readonly slots: Uint8Array;
}

/** A holder's part of one record, and whether it opens their own slot there: nothing is handed on all the same. */
export interface Part {
  /** Proves to whoever opens the slot by it that the share is the one that was sealed; opens no other slot. */
  readonly secret: Uint8Array;
  readonly opens: boolean;
}

/**
 * The part of a holder who is at one of these two places: which of them is theirs, their card finds out. A slot that does
 * not open there gives nothing: whoever writes to an office of their own may have put the slot of another letter into it,
 * and what the holder shares with that one's sender would open that one.
 */
export function partOf({ head, wraps, slots }: RecoverableRecord, places: Pair, card: KeyPair): Part {
  const context = { head: head.bytes, wrap: wraps.length };
  for (const place of places) {
    const own = holderSlot(slots, place);
    const secret = own && hpkeShared(card, own.slot);
    if (secret && openSlotBy(own.slot, own.role, secret, context)) return { secret, opens: true };
  }
  return { secret: NOTHING, opens: false };
}

/** To which use in the log a holder's parts belong, and whose they are. */
export interface PartsOf {
  /** The document that stands in the log. */
  readonly document: Uint8Array;
  readonly recoveryPk: Uint8Array;
}

/** A holder's parts, of each record of the use in order, sealed to the office; null when its key is unusable. */
export function sealParts(
  parts: readonly Part[],
  officePk: Uint8Array,
  of: PartsOf,
  ikmE: Uint8Array,
): Uint8Array | null {
  return hpkeSeal(officePk, infoOf(of), concatBytes(...parts.map(({ secret }) => secret)), ikmE);
}

/** The parts that a holder handed on, if they were sealed to one of these keys for this very use. */
export function openParts(sealed: Uint8Array, pairs: readonly KeyPair[], of: PartsOf): Uint8Array[] | null {
  for (const pair of pairs) {
    const joined = hpkeOpen(pair, infoOf(of), sealed);
    if (joined)
      return Array.from({ length: Math.floor(joined.length / SECRET_BYTES) }, (_, i) =>
        joined.slice(i * SECRET_BYTES, (i + 1) * SECRET_BYTES),
      );
  }
  return null;
}

/**
 * What two holders' parts make of a record: its data key; or which of the two handed on what opens no slot of theirs; or
 * that neither opens any, as of a letter that was sealed to no holder; or that the shares are none of this record's key.
 */
export type Recovered =
  | { readonly kind: 'key'; readonly dek: Uint8Array }
  | { readonly kind: 'wrong'; readonly holder: 0 | 1 }
  | { readonly kind: 'lost' | 'sealing' };

/** `parts`: of the first holder who agreed and of the second one, at whichever of the two places each is. */
export function recoverKey(
  { head, wraps, slots }: RecoverableRecord,
  places: Pair,
  parts: readonly [Uint8Array, Uint8Array],
): Recovered {
  const context = { head: head.bytes, wrap: wraps.length };
  const [one, other] = parts.map((secret) => {
    if (equalBytes(secret, NOTHING)) return undefined;
    const shares = places.map((place) => {
      const own = holderSlot(slots, place);
      return own && openSlotBy(own.slot, own.role, secret, context);
    });
    return shares.find((share) => share !== null);
  });
  if (!one && !other) return { kind: 'lost' };
  if (!one) return { kind: 'wrong', holder: 0 };
  if (!other) return { kind: 'wrong', holder: 1 };
  const dek = combine([one, other]);
  return dek && isKeyOf(head, dek) ? { kind: 'key', dek } : { kind: 'sealing' };
}

/**
 * Whether a record lies with an office: written there, or sealed anew on its way there, each time by an officer of the
 * office that had it. A holder gives nothing to an office that the letter did not go to.
 */
export function isWith(
  { head, wraps }: RecoverableRecord,
  office: Office,
  entries: readonly DirectoryEntry[],
): boolean {
  let at = head.office;
  for (const [i, bytes] of wraps.entries()) {
    const wrap = readWrap(bytes);
    const isNext =
      wrap !== null &&
      equalBytes(wrap.caseId, head.caseId) &&
      wrap.direction === head.direction &&
      wrap.seq === head.seq &&
      wrap.wrap === i + 1 &&
      sameOffice(wrap.from, at);
    if (!isNext || !entries.some((entry) => isSigned(wrap, entry))) return false;
    at = wrap.to;
  }
  return sameOffice(at, office);
}

function isSigned(wrap: NonNullable<ReturnType<typeof readWrap>>, entry: DirectoryEntry): boolean {
  const keys = sameOffice(entry.office, wrap.from) ? signingKeys(entry, wrap.officerId) : [];
  return keys.some((key) => ed25519Verify(key, wrap.signed, wrap.signature));
}

function infoOf({ document, recoveryPk }: PartsOf): Uint8Array {
  return concatBytes(tag('tip/recovery-share'), sha256(document), recoveryPk);
}
