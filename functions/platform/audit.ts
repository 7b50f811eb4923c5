import { createHash } from 'node:crypto';
import { ABSENT, put, type Write } from './item';

/** What is written down of a change: who did what to which entity, and the hash that chains it to the one before. */
export interface AuditEvent {
  /** `NOTICE#<id>`: the chain this event belongs to. */
  entity: string;
  /** The entity's revision after the change, from 1. */
  revision: number;
  /** The `auditHash` that lay on the entity before, or empty. */
  previous: string;
  actor: string;
  action: string;
  /** Seconds. */
  at: number;
}

/** The audit item of a change, and the hash that the changed entity must now carry as `auditHash`. */
export function audit(event: AuditEvent): { write: Write; auditHash: string } {
  const { entity, revision, previous, actor, action, at } = event;
  const auditHash = createHash('sha256')
    .update(JSON.stringify([entity, revision, previous, actor, action, at]))
    .digest('base64url');
  const SK = String(revision).padStart(8, '0');
  return {
    auditHash,
    write: put('ledger', { PK: `AUDIT#${entity}`, SK, previous, actor, action, at, hash: auditHash }, ABSENT),
  };
}
