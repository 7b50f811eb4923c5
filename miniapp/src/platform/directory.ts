import * as z from 'zod';
import { bytesOf, equalBytes, toBase64url } from '#shared/crypto/bytes';
import type { DirectoryWire, EntryWire } from '#shared/directory/contract';
import { leafHash } from '#shared/crypto/merkle';
import {
  acceptDirectory,
  type DirectoryFlaw,
  type LoggedAnchor,
  type ProvenDirectory,
  readActingEntry,
  readDirectory,
  readEntryOf,
} from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { directoryFromWire, entryFromWire } from '#shared/directory/wire';
import type { EntryAt } from '#shared/tip/confirm';
import { policyOf } from '#shared/transparency/policy';
import { openProof, readProof } from '#shared/transparency/proof';
import { today } from './clock';
import { directoryHere, renewDirectory } from './county-directory';
import { type Outcome, problemOf } from './request';
import { contradictsSeen } from './seen-log';
import { keep, recall } from './storage';
import { trust } from './trust';

async function anchor(): Promise<LoggedAnchor | undefined> {
  const anchors = await trust();
  const log = anchors && policyOf(anchors.log);
  return log ? { county: anchors.county, rootPk: bytesOf(anchors.rootPk), log } : undefined;
}

const Epoch = z.number().int();

/**
 * The county's directory, accepted by every rule of formats.md section 5; an epoch older than the last one seen on
 * this device is refused. The whole of it is fetched, never one office.
 */
export async function fetchDirectory(): Promise<Outcome<ProvenDirectory>> {
  return accept(await renewDirectory());
}

/**
 * The same, from what the home page has fetched for everybody: the sealed channel asks for nothing by itself, unless
 * what lies here is too old to write under.
 */
export async function heldDirectory(): Promise<Outcome<ProvenDirectory>> {
  const held = await accept(await directoryHere());
  return held.ok ? held : fetchDirectory();
}

async function accept(answer: Outcome<DirectoryWire>): Promise<Outcome<ProvenDirectory>> {
  if (!answer.ok) return answer;
  const trusted = await anchor();
  if (!trusted) return { ok: false, problem: problemOf('busy') };
  const lastEpoch = recall('directory-epoch', Epoch) ?? 0;
  const directory = acceptDirectory(directoryFromWire(answer.value), trusted, today(), lastEpoch);
  const proven = openProof(bytesOf(answer.value.proof), trusted.log);
  // Nothing about it is wrong but the day: it was not renewed, or this device has another one.
  if (directory === 'day') return { ok: false, problem: problemOf('directory-ended') };
  if (typeof directory === 'string' || typeof proven === 'string') {
    return { ok: false, problem: problemOf('directory-untrusted') };
  }
  if (contradictsSeen(proven.checkpoint, trusted.log)) {
    return { ok: false, problem: problemOf('log-untrusted') };
  }
  keep('directory-epoch', directory.snapshot.epoch);
  return { ok: true, value: directory };
}

/** A directory that a page shows, and the hash of its leaf (base64url), by which the page asks for the proof. */
export interface ShownDirectory extends ProvenDirectory {
  readonly leaf: string;
}

/**
 * The directory for a page that only shows it: signed, and no older than the last one seen here. Its day is for the page
 * to say, and whether it stands in the log for the page's proof line.
 */
export async function showDirectory(wire: DirectoryWire): Promise<ShownDirectory | DirectoryFlaw> {
  const trusted = await anchor();
  if (!trusted) return 'root';
  const directory = readDirectory(directoryFromWire(wire), trusted);
  if (typeof directory === 'string') return directory;
  const proof = readProof(bytesOf(wire.proof));
  if (!proof) return 'log';
  if (directory.snapshot.epoch < (recall('directory-epoch', Epoch) ?? 0)) return 'epoch';
  return { ...directory, leaf: toBase64url(leafHash(proof.leaf)) };
}

/**
 * An office's entry as the county published it last, whatever its day; null where none lists it yet. Who has seen a
 * directory on this device is not told any more that there is none.
 */
export async function publishedEntry(office: Office): Promise<Outcome<DirectoryEntry | null>> {
  const answer = await renewDirectory();
  if (!answer.ok) {
    const isFirst = NOTHING_YET.some((code) => code === answer.problem.code);
    return isFirst && recall('directory-epoch', Epoch) === undefined ? { ok: true, value: null } : answer;
  }
  const directory = await showDirectory(answer.value);
  if (typeof directory === 'string') return { ok: false, problem: problemOf('directory-untrusted') };
  return { ok: true, value: directory.entries.find((one) => sameOffice(one.office, office)) ?? null };
}

const NOTHING_YET = ['not-found', 'not-logged'] as const;

/** Finds offices' entries among those that came with a case, each proved by its own snapshot; nobody is asked. */
export async function entriesAt(signers: readonly EntryWire[]): Promise<EntryAt> {
  const known = await provenAt(signers);
  return ({ directory, office }) =>
    known.find(({ hash, entry }) => equalBytes(hash, directory) && sameOffice(entry.office, office))?.entry ??
    null;
}

/** Entries that signed snapshots list and the log proves, whichever of them they are of. */
export async function provenEntries(signers: readonly EntryWire[]): Promise<readonly DirectoryEntry[]> {
  return (await provenAt(signers)).map(({ entry }) => entry);
}

/** The entry by which somebody acted on a day: it, its snapshot and the root's word for that held then; null if it is no such one. */
export async function actingEntryOn(
  signer: EntryWire,
  day: number,
): Promise<{ readonly hash: Uint8Array; readonly entry: DirectoryEntry } | null> {
  const trusted = await anchor();
  return trusted ? readActingEntry(entryFromWire(signer), trusted, day) : null;
}

async function provenAt(signers: readonly EntryWire[]) {
  const trusted = await anchor();
  return trusted ? signers.flatMap((wire) => readEntryOf(entryFromWire(wire), trusted) ?? []) : [];
}
