import type { AreaCode } from '#shared/area/code';
import type { CandidateList } from '#shared/candidate/contract';
import { candidatesContent } from '#shared/candidate/logged';
import type { Id } from '#shared/ids';
import type { Result } from '#shared/result';
import { loggedAs } from '#shared/transparency/content';
import { electionKey, StoredElection } from '../election/items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { check, equals } from '../platform/item';
import type { PreparedDocument } from '../platform/prepared';
import { publicDocument, type PublicReader } from '../platform/published';
import * as items from './items';

/** A village's candidates as everybody reads them. */
export function readPublished(p: PublicReader, village: AreaCode): Promise<Result<PreparedDocument>> {
  return publicDocument(p, village, items.CANDIDATES_DOCUMENT);
}

/** What a publication is decided from. */
interface Decided {
  stored: items.StoredCandidates | undefined;
  election: StoredElection | undefined;
}

/** The list that stands and the election it belongs to, in one question. */
export async function readList(dynamo: Dynamo, village: AreaCode): Promise<Decided> {
  const [list, election] = await dynamo.batchGet([
    { table: 'affairs', key: items.candidatesKey(village) },
    { table: 'affairs', key: electionKey(village) },
  ]);
  return {
    stored: list && items.StoredCandidates.parse(list),
    election: election && StoredElection.parse(election),
  };
}

/** Writes the list that follows from `before`; a list or a stage that moved meanwhile is a conflict. */
export async function writeList(
  dynamo: Dynamo,
  before: Decided,
  list: CandidateList,
  { actor, now, nonce }: { actor: Id; now: number; nonce: Uint8Array },
): Promise<Result<void>> {
  const { write, auditHash } = audit({
    entity: `CANDIDATES#${list.area}`,
    revision: list.version,
    previous: before.stored?.auditHash ?? '',
    actor,
    action: `publish ${list.kind}`,
    at: now,
  });
  const place = { at: now, before: before.stored?.logged };
  const logged = loggedAs(candidatesContent(list), place, nonce);
  const writes = [
    ...items.putCandidates(
      { list, version: list.version, auditHash, logged },
      before.stored?.version ?? 0,
      place,
    ),
    check('affairs', electionKey(list.area), equals('version', before.election?.version)),
    write,
  ];
  return unlessConflict(await dynamo.transact(writes));
}
