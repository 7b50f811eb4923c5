import {
  archiveRoute,
  type ArchiveRoute,
  checkArchivable,
  type EndedCase,
  type KeptOut,
} from '#shared/archive/rules';
import type { Directory } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import { standingOf } from '#shared/tip/standing';
import { today } from '../../platform/clock';
import { filesOf } from '../../platform/enclosed';
import type { Keys } from '../../platform/keyring';
import type { Outcome, Problem } from '../../platform/request';
import { type OpenNotes, openNotesOf } from '../notes';
import { openCase, type OpenCase } from '../opening';

/** A case that may go into an archive, as it was opened at this desk. */
export interface Archivable {
  readonly open: OpenCase;
  readonly notes: OpenNotes;
  /** Every file that came with it. */
  readonly files: readonly ProvenEnclosure[];
}

/** A case that stays out, and why. */
export interface StaysOut {
  readonly id: Id;
  readonly why: KeptOut | Problem;
}

/** How long work is watched: how many cases are done, and whether it was stopped. */
export interface Watch {
  readonly onCase: (done: number) => void;
  readonly isStopped: () => boolean;
}

/** What was found of several cases. */
export interface Found {
  readonly cases: readonly Archivable[];
  readonly out: readonly StaysOut[];
}

/** Opens cases one after the other; without a network nothing was found, and undefined where it was stopped. */
export async function checkCases(
  ids: readonly Id[],
  own: Office,
  keys: Keys,
  { onCase, isStopped }: Watch,
): Promise<Outcome<Found | undefined>> {
  const cases: Archivable[] = [];
  const out: StaysOut[] = [];
  for (const [done, id] of ids.entries()) {
    onCase(done);
    const found = await checkCase(id, own, keys);
    if (isStopped()) return { ok: true, value: undefined };
    if ('open' in found) cases.push(found);
    else if (typeof found.why === 'object' && found.why.code === 'offline')
      return { ok: false, problem: found.why };
    else out.push(found);
  }
  return { ok: true, value: { cases, out } };
}

/** Opens a case and its notes at this desk, and goes by what is signed in them. */
export async function checkCase(id: Id, own: Office, keys: Keys): Promise<Archivable | StaysOut> {
  const opened = await openCase(own, id, own, keys);
  if (!opened.ok) return { id, why: opened.problem.code === 'tip-recused' ? 'recused' : opened.problem };
  const open = opened.value;
  const why = routeIn(open, [], own, keys, open.directory);
  if (typeof why === 'string') return { id, why };
  const notes = await openNotesOf(open, own);
  if (!notes.ok) return { id, why: notes.problem };
  const still = routeIn(open, notes.value.work.recused, own, keys, open.directory);
  if (typeof still === 'string') return { id, why: still };
  const files = filesIn(open);
  return files ? { open, notes: notes.value, files } : { id, why: 'unread' };
}

/** To whom an archive with this case is sealed under a directory, or why it goes into none. */
function routeIn(
  open: OpenCase,
  recused: readonly number[],
  office: Office,
  { officer }: Keys,
  directory: Directory,
): ArchiveRoute | KeptOut {
  return checkArchivable({ ...endedCase(open), recused }, { office, officer }, directory, today());
}

/** What the rules of an archive ask of a case. */
export function endedCase({ view, entries, first, held }: OpenCase): EndedCase {
  const { at } = standingOf(entries, view.records);
  return { state: view.state, at, role: view.role, held, about: first };
}

/** The one route of all of them under a newer directory; undefined where that lets one of them go nowhere. */
export function routeOfAll(
  cases: readonly Archivable[],
  own: Office,
  directory: Directory,
): ArchiveRoute | undefined {
  const routes = cases.map(({ open }) => open.first && archiveRoute(own, open.first, directory, today()));
  return routes.every((route) => route) ? (routes[0] ?? undefined) : undefined;
}

/** Every file by the hashes of its pieces; undefined where those are not the ones it was sealed with. */
export function filesIn({ entries, records }: OpenCase): readonly ProvenEnclosure[] | undefined {
  const found = entries.map((entry, i) => (entry.ok ? filesOf(records[i], entry.content) : []));
  return found.every((files) => files !== null) ? found.flat() : undefined;
}

/** How large their files are as they are sealed, in bytes. */
export function bytesOfFiles(cases: readonly Pick<Archivable, 'files'>[]): number {
  const pieces = cases.flatMap(({ files }) => files).map(({ enclosure }) => enclosure.pieces);
  return pieces.reduce<number>((sum, count) => sum + count, 0) * SEALED_PIECE_BYTES;
}
