import { Hono } from 'hono';
import * as z from 'zod';
import type { WechatStandIn } from './wechat';

/** Somebody a newcomer may sign in as. */
export interface DemoPerson {
  person: string;
  name: string;
  /** What they are and what to try as them. */
  what: string;
}

const Asked = z.strictObject({ person: z.string().max(80) });

/**
 * Hands out the `wx.login` codes that WeChat would give to the phones of demo people. It lives in local wiring
 * only: no function imports it, and the app then signs in by the ordinary route.
 */
export function demoSignIn(people: readonly DemoPerson[], wechat: WechatStandIn): Hono {
  const app = new Hono();
  app.get('/local/people', (c) => c.json(people));
  app.post('/local/wechat/code', async (c) => {
    const asked = Asked.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ code: 'not-found' }, 404);
    return c.json({ code: wechat.login({ openid: `demo-${asked.data.person}` }) });
  });
  return app;
}
