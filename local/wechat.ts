import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';

const CODE_SECONDS = 300;
const TOKEN_SECONDS = 7200;
const OVERLAP_SECONDS = 300;
const LOGINS_A_MINUTE = 100;

export interface WechatUser {
  openid: string;
  /** WeChat holds this user for a risk: code2Session answers 40226. */
  risky?: boolean;
}

/** The stand-in for WeChat's server on one machine, answering as its public documents say. */
export interface WechatStandIn {
  /** What `wx.login` would hand the mini-program of this user: good once, for five minutes. */
  login: (user: WechatUser) => string;
  /** `/sns/jscode2session` and `/cgi-bin/stable_token`. */
  app: Hono;
  /** Whether `stable_token` gave this out and it has not run out. */
  tokenHolds: (token: string) => boolean;
}

export interface WechatAccount {
  appId: string;
  secret: string;
}

/** Opens the stand-in; `now` in seconds. */
export function wechatStandIn(account: WechatAccount, now: () => number): WechatStandIn {
  const codes = new Map<string, { user: WechatUser; until: number }>();
  const logins = new Map<string, { minute: number; count: number }>();
  const tokens = stableTokens(now);

  const app = new Hono();
  app.get('/sns/jscode2session', (c) => {
    const { appid, secret, js_code: code = '', grant_type: grant } = c.req.query();
    if (appid !== account.appId) return c.json({ errcode: 40013, errmsg: 'invalid appid' });
    if (secret !== account.secret) return c.json({ errcode: 40125, errmsg: 'invalid appsecret' });
    const known = codes.get(code);
    codes.delete(code);
    if (grant !== 'authorization_code' || !known || known.until <= now()) {
      return c.json({ errcode: 40029, errmsg: 'invalid code' });
    }
    if (tooOften(logins, known.user.openid, now())) {
      return c.json({ errcode: 45011, errmsg: 'api minute-quota reach limit' });
    }
    if (known.user.risky) return c.json({ errcode: 40226, errmsg: 'code blocked' });
    return c.json({ openid: known.user.openid, session_key: randomBytes(16).toString('base64') });
  });
  app.post('/cgi-bin/stable_token', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const asked = readTokenRequest(body);
    if (asked?.appid !== account.appId) return c.json({ errcode: 40013, errmsg: 'invalid appid' });
    if (asked.secret !== account.secret) return c.json({ errcode: 40125, errmsg: 'invalid appsecret' });
    return c.json(tokens.give(asked.force));
  });

  return {
    app,
    tokenHolds: tokens.holds,
    login(user) {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { user, until: now() + CODE_SECONDS });
      return code;
    },
  };
}

function tooOften(
  logins: Map<string, { minute: number; count: number }>,
  openid: string,
  now: number,
): boolean {
  const minute = Math.floor(now / 60);
  const before = logins.get(openid);
  const count = before?.minute === minute ? before.count + 1 : 1;
  logins.set(openid, { minute, count });
  return count > LOGINS_A_MINUTE;
}

function readTokenRequest(body: unknown): { appid: unknown; secret: unknown; force: boolean } | undefined {
  if (typeof body !== 'object' || body === null || !('appid' in body) || !('secret' in body))
    return undefined;
  return {
    appid: body.appid,
    secret: body.secret,
    force: 'force_refresh' in body && body.force_refresh === true,
  };
}

/** One token at a time for 7,200 s; a forced refresh makes a new one, and the old one holds for five minutes more. */
function stableTokens(now: () => number) {
  let current: { token: string; until: number } | undefined;
  let old: { token: string; until: number } | undefined;
  const give = (force: boolean): { access_token: string; expires_in: number } => {
    if (!current || current.until <= now() || force) {
      if (current) old = { token: current.token, until: Math.min(current.until, now() + OVERLAP_SECONDS) };
      current = { token: randomBytes(48).toString('base64url'), until: now() + TOKEN_SECONDS };
    }
    return { access_token: current.token, expires_in: current.until - now() };
  };
  const holds = (token: string): boolean =>
    [current, old].some((known) => known?.token === token && known.until > now());
  return { give, holds };
}
