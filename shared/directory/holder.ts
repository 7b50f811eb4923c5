/**
 * The recovery holders of an office: three people, each with a key of their own making. What a holder registers is
 * signed with the key they sign with at their office, so that nobody else's hands put a key under their name.
 */
import { countyOf } from '../area/code';
import { concatBytes, equalBytes, toHex } from '../crypto/bytes';
import { fixed, tag, u32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import type { DirectoryEntry } from './entry';
import { DISCIPLINE, ELECTION, encodeOffice, type Office, officeText, sameOffice } from './office';

/** How many people hold an office's recovery keys; any two of them open a letter together. */
export const HOLDERS = 3;

/** A recovery key and whose it is: the office and the id that they are enrolled under. */
export interface HolderKey {
  readonly office: Office;
  readonly officer: number;
  readonly recoveryPk: Uint8Array;
}

export interface SignedHolder extends HolderKey {
  readonly name: string;
  /** The key they sign with at their office. */
  readonly signPk: Uint8Array;
  readonly signature: Uint8Array;
}

/** The holder's signature: this recovery key is mine. */
export function signHolder(holder: HolderKey, signSeed: Uint8Array): Uint8Array {
  return ed25519Sign(signSeed, statement(holder));
}

/** Whether whoever signs with this key registered the recovery key. */
export function isHoldersOwn(holder: Omit<SignedHolder, 'name'>): boolean {
  return ed25519Verify(holder.signPk, statement(holder), holder.signature);
}

function statement({ office, officer, recoveryPk }: HolderKey): Uint8Array {
  return concatBytes(tag('dir/holder'), encodeOffice(office), u32(officer), fixed(recoveryPk, 32));
}

/**
 * Whose people may hold an office's recovery keys: its own, and those of the county's two offices. The directory lists
 * keys and not people, so a letter that concerns one of these others is sealed to no holder at all.
 */
export function holderOffices(office: Office): Office[] {
  const county = countyOf(office.area);
  const others: Office[] = [
    { area: county, kind: DISCIPLINE },
    { area: county, kind: ELECTION },
  ];
  return [office, ...others.filter((other) => !sameOffice(other, office))];
}

/** Those of them who may hold an office's recovery keys. */
export function eligible<H extends HolderKey>(holders: readonly H[], office: Office): H[] {
  const may = new Set(holderOffices(office).map(officeText));
  return holders.filter((one) => may.has(officeText(one.office)));
}

/** What is known of the holder of one of an entry's recovery keys. */
export interface NamedHolder {
  readonly holder: SignedHolder;
  /** Whether the entry of their own office lists the key they signed with. */
  readonly listed: boolean;
}

/**
 * The holders of an entry in its order, for whoever signs the directory; null for a key that nobody registered, or
 * nobody who may hold it, or that is the same person's a second time.
 */
export function holdersIn(
  entry: DirectoryEntry,
  registered: readonly SignedHolder[],
  entries: readonly DirectoryEntry[],
): (NamedHolder | null)[] {
  const fit = eligible(registered, entry.office).filter(isHoldersOwn);
  const seen = new Set<string>();
  return entry.recoveryPks.map((key) => {
    const holder = fit.find(({ recoveryPk }) => equalBytes(recoveryPk, key));
    if (!holder || seen.has(toHex(holder.signPk))) return null;
    seen.add(toHex(holder.signPk));
    return { holder, listed: entries.some((one) => lists(one, holder)) };
  });
}

function lists(entry: DirectoryEntry, { office, officer, signPk }: SignedHolder): boolean {
  return (
    sameOffice(entry.office, office) &&
    entry.officers.some((one) => one.id === officer && equalBytes(one.signPk, signPk))
  );
}
