import { Hono } from 'hono';
import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { fromBase64url, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { signRoot } from '#shared/directory/root';
import { base64urlOf } from '#shared/ids';
import { dayOf } from '#shared/time';

const Asked = z.strictObject({ directoryPk: base64urlOf(32) });
const VALID_DAYS = 365;

/** The demo's root key: it signs which directory key is the county's. A deployment does this offline. */
export function demoRoot(
  seed: Uint8Array,
  county: AreaCode,
  now: () => number,
): { app: Hono; rootPk: string } {
  const app = new Hono();
  app.post('/local/root', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    const directoryPk = asked.success ? fromBase64url(asked.data.directoryPk) : undefined;
    if (!directoryPk) return c.json({ code: 'invalid' }, 422);
    const today = dayOf(now());
    const root = signRoot({ area: county, directoryPk, firstDay: today, lastDay: today + VALID_DAYS }, seed);
    return c.json({ root: toBase64url(root) });
  });
  return { app, rootPk: toBase64url(ed25519PublicKey(seed)) };
}
