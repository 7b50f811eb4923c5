import { useEffect } from 'react';
import { currentDirectory, type DirectoryWire } from '#shared/directory/contract';
import { useShown } from './navigate';
import { copyHere, fetchOnce } from './read';
import { type Outcome, problemOf } from './request';
import { trust } from './trust';

// The county's whole directory, fetched by everybody's home page: who writes a letter later asks for nothing more.
// Only its bytes are handled here; the curves that check them are loaded where they are needed.

let asking: Promise<Outcome<DirectoryWire>> | undefined;
let last: DirectoryWire | undefined;

async function ask(): Promise<Outcome<DirectoryWire>> {
  const area = (await trust())?.county;
  if (!area) return { ok: false, problem: problemOf('busy') };
  return fetchOnce(currentDirectory, { params: { area } });
}

/** Asks for the directory again; while an answer is under way everybody waits for the same one. */
export function renewDirectory(): Promise<Outcome<DirectoryWire>> {
  asking ??= ask()
    .then((outcome) => {
      if (outcome.ok) last = outcome.value;
      return outcome;
    })
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

/** The directory as the home page fetched it last; asked for only when this device has none at all. */
export async function directoryHere(): Promise<Outcome<DirectoryWire>> {
  if (asking) await asking;
  const area = (await trust())?.county;
  const here = last ?? (area && copyHere(currentDirectory, { params: { area } }));
  return here ? { ok: true, value: here } : renewDirectory();
}

/** Renews the directory whenever a page that everybody opens is shown. */
export function useDirectoryAhead(): void {
  useEffect(() => {
    void renewDirectory();
  }, []);
  useShown(() => void renewDirectory());
}
