import * as z from 'zod';
import { bytesOf } from '#shared/crypto/bytes';
import type { DirectoryWire } from '#shared/directory/contract';
import { readDirectory } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { directoryFromWire } from '#shared/directory/wire';
import type { Reading } from '../../platform/read';
import { keep, recall } from '../../platform/storage';
import type { Trust } from '../../platform/trust';

/** What the county signed last; or why nothing can be compared with it: an older epoch is served, or none that holds. */
export type Published = readonly DirectoryEntry[] | 'late' | 'unknown';

const Epoch = z.number().int();

/**
 * The entries of the epoch after which the next one is signed. Only while neither the server nor this browser knows of
 * any epoch is there none: otherwise a server that withholds the directory had every office count as new.
 */
export function publishedAt(
  epoch: number,
  reading: Reading<DirectoryWire>,
  { county, rootPk }: Trust,
): Published {
  const seen = Math.max(recall('directory-epoch', Epoch) ?? 0, recall('directory-signed', Epoch) ?? 0);
  if (epoch < seen) return 'late';
  if (reading.kind !== 'ready') return epoch === 0 ? [] : 'unknown';
  const directory = readDirectory(directoryFromWire(reading.value), { county, rootPk: bytesOf(rootPk) });
  if (typeof directory === 'string') return 'unknown';
  if (directory.snapshot.epoch === epoch) return directory.entries;
  return directory.snapshot.epoch < epoch ? 'late' : 'unknown';
}

/** Remembers in this browser what was signed here, so that nobody tells it of less. */
export function rememberSigned(epoch: number): void {
  keep('directory-signed', epoch);
}
