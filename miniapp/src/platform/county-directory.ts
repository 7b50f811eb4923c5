import { useEffect } from 'react';
import { currentDirectory, type DirectoryWire } from '#shared/directory/contract';
import { renewList } from './day-list';
import { useShown } from './navigate';
import { watchProof } from './public-log';
import { copyHere, fetchOnce } from './read';
import { type Outcome, problemOf } from './request';
import { renewTokens } from './tokens';
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

/** Asks for the directory again. */
export async function renewDirectory(): Promise<Outcome<DirectoryWire>> {
  const asked = ask();
  asking = asked;
  const outcome = await asked;
  if (asking === asked) asking = undefined;
  if (outcome.ok) last = outcome.value;
  return outcome;
}

/** The directory as the home page fetched it last; asked for only when this device has none and expects none. */
export async function directoryHere(): Promise<Outcome<DirectoryWire>> {
  const area = (await trust())?.county;
  const here = last ?? (area && copyHere(currentDirectory, { params: { area } }));
  if (here) return { ok: true, value: here };
  const expected = await asking;
  return expected?.ok ? expected : renewDirectory();
}

/** Renews the directory, the list of the letters and a villager's tokens, whenever a page that everybody opens is shown. */
export function useDirectoryAhead(): void {
  useEffect(() => {
    void renewAndWatch();
  }, []);
  useShown(() => void renewAndWatch());
}

async function renewAndWatch(): Promise<void> {
  const renewed = await renewDirectory();
  if (renewed.ok) await watchProof(renewed.value.proof);
  await renewList();
  await renewTokens();
}
