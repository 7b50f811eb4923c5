import { createHash } from 'node:crypto';

/**
 * What an entity remembers of the request that last changed it. A person whose answer was lost sends the same again:
 * it is then answered with what the first one made, not with a conflict with oneself.
 */
export function requestHash(actor: string, action: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([actor, action, body]))
    .digest('base64url');
}
