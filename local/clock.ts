import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Hono } from 'hono';
import * as z from 'zod';

/** The county's clock on one machine: the machine's, moved ahead as often as a newcomer wants to see a deadline pass. */
export interface LocalClock {
  /** Milliseconds since 1970. */
  nowMs: () => number;
  /** `POST /local/clock { seconds }` moves it ahead; it never goes back. */
  app: Hono;
}

const Ahead = z.coerce.number().int().min(0);
const Asked = z.strictObject({ seconds: Ahead.max(90 * 86_400) });

/** Opens the clock; how far it is ahead is kept in `file`, so that time does not fall back at a restart. */
export function openClock(file: string): LocalClock {
  let ahead = existsSync(file) ? Ahead.parse(readFileSync(file, 'utf8')) : 0;
  const nowMs = () => Date.now() + ahead * 1000;
  const app = new Hono();
  app.post('/local/clock', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ code: 'invalid' }, 422);
    ahead += asked.data.seconds;
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
    return c.json({ now: Math.floor(nowMs() / 1000) });
  });
  return { nowMs, app };
}
