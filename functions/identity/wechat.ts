import * as z from 'zod';
import { fail, ok, type Result } from '#shared/result';

/** Asks WeChat who a `wx.login` code belongs to (code2Session). */
export type CodeToOpenid = (code: string) => Promise<Result<string>>;

export interface WechatApp {
  /** `https://api.weixin.qq.com`, or the stand-in of a local run. */
  api: string;
  appId: string;
  secret: string;
  /** How the request is sent; tests answer it themselves. */
  send?: (url: string, init: RequestInit) => Promise<Response> | Response;
}

const Answer = z.object({ openid: z.string().min(1).optional(), errcode: z.number().optional() });
const TIMEOUT_MS = 5000;

/** code2Session over HTTP; the session key is never kept, because our sessions are our own. */
export function codeToOpenid({ api, appId, secret, send = fetch }: WechatApp): CodeToOpenid {
  return async (code) => {
    const url = new URL('/sns/jscode2session', api);
    url.search = new URLSearchParams({
      appid: appId,
      secret,
      js_code: code,
      grant_type: 'authorization_code',
    }).toString();
    let answer: z.output<typeof Answer>;
    try {
      const response = await send(url.href, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      answer = Answer.parse(await response.json());
    } catch {
      return fail('wechat-silent');
    }
    return answer.openid ? ok(answer.openid) : failureOf(answer.errcode);
  };
}

function failureOf(errcode: number | undefined): Result<string> {
  switch (errcode) {
    case 40029: // not a code, run out, or used before
    case 40163: // used before
      return fail('wechat-code');
    case 45011: // more than 100 a minute of one user
      return fail('too-many-tries');
    case 40226: // WeChat holds this user for a risk
      return fail('wechat-refused');
    default:
      return fail('wechat-silent');
  }
}
