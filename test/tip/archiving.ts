import type { EntryWire } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { KeptOut } from '#shared/archive/rules';
import type { FirstContent } from '#shared/tip/content';
import { type TestOfficer } from '#test/directory/ceremony';
import { caseOf, closes, officerActs, type TipCounty } from './case';
import { viewOf } from './moves';
import {
  type App,
  type Chosen,
  type DeskCase,
  type DeskNotes,
  keysOf,
  must,
  type Outcome,
  type Sealed,
  writeLetter,
} from './phone';

type Keys = ReturnType<typeof keysOf>;

/** A case that may go into an archive, as the desk has it. */
export interface Archivable {
  open: DeskCase;
  notes: DeskNotes;
  files: readonly object[];
}

/** A file as the desk made it. */
export interface Made {
  parts: readonly Uint8Array[];
  length: number;
  hash: Uint8Array;
  day: number;
  name: string;
}

/** What the desk reads out of a file. */
export interface Read {
  from: Office;
  by: { officer: number; epoch: number };
  day: number;
  hash: Uint8Array;
  cases: readonly {
    open: DeskCase & { pieces: Parameters<App['openEnclosure']>[1] };
    notes: { of: DeskNotes; names: ReadonlyMap<number, string> } | undefined;
    holds: boolean;
  }[];
  withheld: readonly Id[];
}

/** The desk's code that makes archives and reads them. */
export interface ArchiveDesk {
  checkCase: (
    id: Id,
    own: Office,
    keys: Keys,
  ) => Promise<Archivable | { id: Id; why: KeptOut | { code: string } }>;
  makeArchive: (
    cases: readonly Archivable[],
    along: { notes: ReadonlyMap<number, string> | undefined; files: boolean },
    own: Office,
    keys: Keys,
    watch: { onCase: (done: number) => void; isStopped: () => boolean },
  ) => Promise<Outcome<Made | undefined>>;
  notingOf: (
    made: Made,
    own: Office,
    keys: Keys,
  ) => {
    seal: (open: DeskCase) => Promise<Outcome<{ note: { body: { signer: EntryWire } } }>>;
    send: (open: DeskCase, sealed: unknown) => Promise<Outcome<DeskNotes>>;
  };
  readArchive: (
    file: Chosen,
    own: Office,
    keys: Keys,
    onShare: (share: number) => boolean,
  ) => Promise<Outcome<Read | string | undefined>>;
}

/** Imports it onto an opened phone. */
export async function openArchiveDesk(): Promise<ArchiveDesk> {
  const parts: object[] = [];
  for (const file of ['archive/checking', 'archive/making', 'archived/reading'])
    parts.push(await import(`../../miniapp/src/casework/${file}`));
  return Object.assign({}, ...parts) as ArchiveDesk;
}

/** Handles a letter to its end by two officers, or refuses it by one. */
export async function ends(
  place: TipCounty,
  { keys }: Sealed,
  by: TestOfficer,
  how: 'closed' | 'refused',
): Promise<void> {
  const acts = how === 'refused' ? (['refuse'] as const) : (['accept', 'handle'] as const);
  for (const act of acts) {
    const { code } = await officerActs(place, keys, by, await viewOf(place, keys, by), act);
    if (code) throw new Error(code);
  }
  if (how === 'refused') return;
  const { code } = await closes(place, keys, by, await viewOf(place, keys, by));
  if (code) throw new Error(code);
}

/** A letter that has ended. */
export async function endedLetter(
  place: TipCounty,
  app: App,
  how: 'closed' | 'refused' = 'closed',
  said: Partial<FirstContent> = {},
): Promise<Sealed> {
  const letter = await writeLetter(place, app, said);
  await ends(place, letter, place.town, how);
  return letter;
}

/** What an officer's desk finds of a letter, or why it stays out. */
export async function checked(
  desk: ArchiveDesk,
  app: App,
  { keys }: Sealed,
  by: TestOfficer,
): Promise<Archivable | string> {
  app.takeSession(by.session);
  const found = await desk.checkCase(caseOf(keys), by.office, keysOf(by));
  if (!('why' in found)) return found;
  return typeof found.why === 'string' ? found.why : found.why.code;
}

/** An archive of these letters, as an officer makes it. */
export async function madeOf(
  desk: ArchiveDesk,
  app: App,
  letters: readonly Sealed[],
  by: TestOfficer,
  along: { notes?: ReadonlyMap<number, string>; files?: boolean } = {},
): Promise<Made> {
  const cases: Archivable[] = [];
  for (const letter of letters) {
    const found = await checked(desk, app, letter, by);
    if (typeof found === 'string') throw new Error(found);
    cases.push(found);
  }
  const watch = { onCase: () => undefined, isStopped: () => false };
  const how = { notes: along.notes, files: along.files ?? false };
  return must(await desk.makeArchive(cases, how, by.office, keysOf(by), watch))!;
}

export const bytesOf = ({ parts }: Made): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** A file as somebody chose it. */
export function fileOf(bytes: Uint8Array): Chosen {
  const read = (from: number, to: number) => Promise.resolve(bytes.slice(from, to));
  return { name: '封存.dat', type: 'application/octet-stream', length: bytes.length, read };
}

/** What an officer's desk reads of a file, or why not. */
export async function readBy(
  desk: ArchiveDesk,
  app: App,
  bytes: Uint8Array,
  by: TestOfficer,
  onShare: (share: number) => boolean = () => true,
): Promise<Read | string | undefined> {
  app.takeSession(by.session);
  const read = await desk.readArchive(fileOf(bytes), by.office, keysOf(by), onShare);
  return read.ok ? read.value : read.problem.code;
}
