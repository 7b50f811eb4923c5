import type { AreaCode } from '#shared/area/code';
import type { Committee } from '#shared/committee/contract';
import type { CommitteeElection } from '#shared/committee/rules';
import type { Id } from '#shared/ids';
import type { Minutes } from '#shared/meeting/contract';
import { fail, ok, type Result } from '#shared/result';
import { electionKey, StoredBody } from '../election/items';
import { minutesKey, StoredMinutes } from '../meeting/items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { check, equals } from '../platform/item';
import * as items from './items';

/** What a change of a committee is decided from. */
export interface Known {
  before: Committee | undefined;
  election: CommitteeElection | undefined;
  minutes: Minutes[];
}

interface Found extends Known {
  stored: items.StoredCommittee | undefined;
  held: items.StoredCommittee['revision'][];
}

async function find(dynamo: Dynamo, village: AreaCode, ids: readonly Id[]): Promise<Found> {
  const keys = [electionKey(village), ...ids.map((id) => minutesKey(village, id))];
  const [plan, ...found] = await dynamo.batchGet(keys.map((key) => ({ table: 'affairs', key })));
  const election = plan && StoredBody.parse(plan).timetable;
  const item = election && (await dynamo.get('affairs', items.committeeKey(village, election.term)));
  const stored = item && items.StoredCommittee.parse(item);
  const known = found.flatMap((one) => (one ? [StoredMinutes.parse(one)] : []));
  return {
    before: stored?.committee,
    stored,
    election,
    minutes: known.map(({ minutes }) => minutes).filter(({ term }) => term === election?.term),
    held: known.map(({ revision }) => revision),
  };
}

/** The committee of the election that a village is in. */
export async function read(dynamo: Dynamo, village: AreaCode): Promise<Result<Committee>> {
  const { before } = await find(dynamo, village, []);
  return before ? ok(before) : fail('not-found');
}

/** Writes what follows from the committee and the minutes that stand; what moved meanwhile is a conflict. */
export async function change(
  dynamo: Dynamo,
  { village, minutes: asked }: { village: AreaCode; minutes: readonly Id[] },
  act: { actor: Id; action: string; at: number },
  decide: (known: Known) => Result<Committee>,
): Promise<Result<Committee>> {
  const ids = [...new Set(asked)];
  const found = await find(dynamo, village, ids);
  const next = decide(found);
  if (!next.ok || next.value === found.before) return next;
  const { term, revision } = next.value;
  const entity = `COMMITTEE#${village}#${term}`;
  const previous = found.stored?.auditHash ?? '';
  const { write, auditHash } = audit({ entity, revision, previous, ...act });
  const written = unlessConflict(
    await dynamo.transact([
      ...items.putCommittee({ committee: next.value, revision, auditHash }, found.stored),
      ...ids.map((id, i) => check('affairs', minutesKey(village, id), equals('revision', found.held[i]))),
      write,
    ]),
  );
  return written.ok ? next : written;
}
