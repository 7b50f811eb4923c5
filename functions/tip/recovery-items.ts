import * as z from 'zod';
import { Office } from '#shared/directory/office';
import { Id } from '#shared/ids';
import { startOfDay } from '#shared/time';
import { audit } from '../platform/audit';
import { atRevision, Binary, type Key, put, remove, type Write } from '../platform/item';

/** `cases`: what offices ask their recovery holders for. One partition: a county has few of them. */
const PARTITION = 'RECOVERIES';

export const recoveryKey = (caseId: Id): Key => ({ PK: PARTITION, SK: caseId });
export const allRecoveries = { PK: PARTITION };

/** A record that is asked for, and the three recovery keys, joined, that it is sealed to; none where they are not known. */
const Asked = z.object({
  seq: z.number(),
  direction: z.union([z.literal(0), z.literal(1)]),
  keys: Binary,
});

/** A request of one office for letters of one case; it goes when the case's slots are sealed anew, however they are. */
export const StoredRecovery = z.object({
  SK: Id,
  /** The request's own, which it carries signed. */
  id: Id,
  ask: Binary,
  office: Office,
  asked: z.array(Asked),
  agreed: z.array(z.object({ person: Id, recoveryPk: Binary, agreement: Binary })),
  /** What the log was told, with the second agreement. */
  use: z.object({ document: Binary, day: z.number() }).optional(),
  parts: z.array(z.object({ recoveryPk: Binary, sealed: Binary })),
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredRecovery = z.output<typeof StoredRecovery>;

/** Who does something with a request, and on which day: what is written down of it knows no finer time. */
export interface Doing {
  readonly actor: Id;
  readonly day: number;
  readonly action: 'ask' | 'agree' | 'hand-on' | 'withdraw' | 'finish';
}

/** The request as it becomes; decided from `before`, or from there being none. */
export function putRecovery(
  caseId: Id,
  before: StoredRecovery | undefined,
  becomes: Omit<StoredRecovery, 'SK' | 'revision' | 'auditHash'>,
  doing: Doing,
): { recovery: StoredRecovery; writes: Write[] } {
  const { write, auditHash, revision } = eventOf(before, becomes.id, doing);
  const recovery = { ...becomes, SK: caseId, revision, auditHash };
  const item = { ...recoveryKey(caseId), ...recovery };
  return { recovery, writes: [put('cases', item, atRevision(before?.revision ?? 0)), write] };
}

/** Takes a request away, and writes down who did. */
export function endRecovery(before: StoredRecovery, doing: Doing): Write[] {
  const { write } = eventOf(before, before.id, doing);
  return [remove('cases', recoveryKey(before.SK), atRevision(before.revision)), write];
}

/** Takes a request away with what it is for: the case's slots are sealed anew without it. */
export function dropRecovery(caseId: Id): Write {
  return remove('cases', recoveryKey(caseId));
}

/** The event names the request, and not the case: whoever reads events learns of no letter. */
function eventOf(before: StoredRecovery | undefined, id: Id, { actor, day, action }: Doing) {
  const revision = (before?.revision ?? 0) + 1;
  const event = { entity: `RECOVERY#${id}`, revision, previous: before?.auditHash ?? '', actor };
  return { ...audit({ ...event, action: `${action}-recovery`, at: startOfDay(day) }), revision };
}
