import type { AreaCode } from '#shared/area/code';
import type { BoardRow, Timetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import type { Id } from '#shared/ids';
import type { Minutes } from '#shared/meeting/contract';
import type { Result } from '#shared/result';
import { loggedAs } from '#shared/transparency/content';
import { minutesKey, StoredMinutes } from '../meeting/items';
import { headKey, StoredHead } from '../notice/items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import type { PreparedDocument } from '../platform/prepared';
import { publicDocument, type PublicReader } from '../platform/published';
import * as items from './items';

/** A village's timetable as everybody reads it. */
export function readPublished(p: PublicReader, village: AreaCode): Promise<Result<PreparedDocument>> {
  return publicDocument(p, village, items.TIMETABLE_DOCUMENT);
}

/** The election a village is in; undefined before its first plan. */
export async function readElection(
  dynamo: Dynamo,
  village: AreaCode,
): Promise<items.StoredElection | undefined> {
  const item = await dynamo.get('affairs', items.electionKey(village));
  return item && items.StoredElection.parse(item);
}

/** The lines of every village with an election in a county, a town or a village. */
export async function readBoard(dynamo: Dynamo, area: AreaCode): Promise<BoardRow[]> {
  const found = await dynamo.query('affairs', items.boardRange(area));
  return found.map((item) => items.StoredBoardRow.parse(item).row);
}

/** Which of these notices people of the village can read today. */
export async function readStanding(
  dynamo: Dynamo,
  village: AreaCode,
  notices: readonly Id[],
): Promise<ReadonlySet<Id>> {
  if (notices.length === 0) return new Set();
  const items = await dynamo.batchGet(
    [...new Set(notices)].map((id) => ({ table: 'affairs', key: headKey(village, id) })),
  );
  const heads = items.flatMap((item) => (item ? [StoredHead.parse(item)] : []));
  return new Set(heads.filter(({ state }) => state.kind === 'published').map(({ id }) => id));
}

/** The minutes that records name, as they stand. */
export async function readMinutes(
  dynamo: Dynamo,
  village: AreaCode,
  minutes: readonly Id[],
): Promise<ReadonlyMap<Id, Minutes>> {
  if (minutes.length === 0) return new Map();
  const keys = [...new Set(minutes)].map((id) => ({
    table: 'affairs' as const,
    key: minutesKey(village, id),
  }));
  const found = await dynamo.batchGet(keys);
  const stored = found.flatMap((item) => (item ? [StoredMinutes.parse(item).minutes] : []));
  return new Map(stored.map((one) => [one.id, one]));
}

/** Writes the timetable that follows from `before`, committed under 16 random bytes; one that moved is a conflict. */
export async function writeElection(
  dynamo: Dynamo,
  before: items.StoredElection | undefined,
  after: Timetable,
  event: { actor: Id; action: string; at: number },
  nonce: Uint8Array,
): Promise<Result<void>> {
  const { write, auditHash } = audit({
    entity: `ELECTION#${after.area}`,
    revision: after.version,
    previous: before?.auditHash ?? '',
    ...event,
  });
  const place = { at: event.at, before: before?.logged };
  const logged = loggedAs(timetableContent(after), place, nonce);
  const stored = { timetable: after, version: after.version, auditHash, logged };
  return unlessConflict(await dynamo.transact([...items.putElection(stored, before, place), write]));
}
