import * as z from 'zod';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { currentDirectory, olderDirectory } from '#shared/directory/contract';
import {
  acceptDirectory,
  type Directory,
  entryOf,
  readDirectory,
  type TrustAnchor,
} from '#shared/directory/directory';
import { signingKey } from '#shared/directory/entry';
import { directoryFromWire } from '#shared/directory/wire';
import type { SentHead } from '#shared/tip/head';
import { today } from './clock';
import { fetchOnce } from './read';
import { type Outcome, problemOf } from './request';
import { keep, recall } from './storage';
import { trust } from './trust';

async function anchor(): Promise<TrustAnchor | undefined> {
  const anchors = await trust();
  return anchors && { county: anchors.county, rootPk: bytesOf(anchors.rootPk) };
}

const Epoch = z.number().int();

/**
 * The county's directory, accepted by every rule of formats.md section 5; an epoch older than the last one seen on
 * this device is refused. The whole of it is fetched, never one office.
 */
export async function fetchDirectory(): Promise<Outcome<Directory>> {
  const trusted = await anchor();
  if (!trusted) return { ok: false, problem: problemOf('busy') };
  const answer = await fetchOnce(currentDirectory, { params: { area: trusted.county } });
  if (!answer.ok) return answer;
  const lastEpoch = recall('directory-epoch', Epoch) ?? 0;
  const directory = acceptDirectory(directoryFromWire(answer.value), trusted, today(), lastEpoch);
  if (typeof directory === 'string') return { ok: false, problem: problemOf('directory-untrusted') };
  keep('directory-epoch', directory.snapshot.epoch);
  return { ok: true, value: directory };
}

/** The key an officer signed with, by the directory that a message names. */
export type OfficerKey = (head: SentHead, officerId: number) => Uint8Array | null;

/** Finds officers' keys for these messages: in the current directory, and in each older one that they name. */
export async function officerKeys(current: Directory, heads: readonly SentHead[]): Promise<OfficerKey> {
  const known = new Map([[toBase64url(current.hash), current]]);
  const named = new Set(
    heads.filter(({ direction }) => direction === 1).map((head) => toBase64url(head.directory)),
  );
  const trusted = await anchor();
  for (const hash of named) {
    const older = known.has(hash) || !trusted ? undefined : await fetchOlder(trusted, hash);
    if (older) known.set(hash, older);
  }
  return (head, officerId) => {
    const directory = known.get(toBase64url(head.directory));
    const entry = directory && entryOf(directory, head.office, directory.snapshot.day);
    return entry ? signingKey(entry, officerId) : null;
  };
}

async function fetchOlder(trusted: TrustAnchor, hash: string): Promise<Directory | undefined> {
  const answer = await fetchOnce(olderDirectory, { params: { area: trusted.county, hash } });
  if (!answer.ok) return undefined;
  const directory = readDirectory(directoryFromWire(answer.value), trusted);
  return typeof directory !== 'string' && toBase64url(directory.hash) === hash ? directory : undefined;
}
