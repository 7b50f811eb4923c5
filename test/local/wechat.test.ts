import { describe, expect, it } from '@jest/globals';
import { wechatStandIn } from '#local/wechat';

const ACCOUNT = { appId: 'wx', secret: 'right' };

function open() {
  const clock = { now: 1_000_000 };
  return { clock, wechat: wechatStandIn(ACCOUNT, () => clock.now) };
}

async function exchange({ wechat }: ReturnType<typeof open>, code: string, secret = 'right', appid = 'wx') {
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' });
  const response = await wechat.app.request(`/sns/jscode2session?${query.toString()}`);
  return (await response.json()) as { openid?: string; errcode?: number };
}

async function stableToken({ wechat }: ReturnType<typeof open>, force: boolean) {
  const body = JSON.stringify({
    grant_type: 'client_credential',
    appid: 'wx',
    secret: 'right',
    force_refresh: force,
  });
  const response = await wechat.app.request('/cgi-bin/stable_token', { method: 'POST', body });
  return (await response.json()) as { access_token: string; expires_in: number };
}

describe('the WeChat stand-in', () => {
  it('exchanges a code once, within five minutes, for the right app', async () => {
    const world = open();
    const code = world.wechat.login({ openid: 'ann' });
    expect((await exchange(world, code)).openid).toBe('ann');
    expect((await exchange(world, code)).errcode).toBe(40029);
    const late = world.wechat.login({ openid: 'ann' });
    world.clock.now += 300;
    expect((await exchange(world, late)).errcode).toBe(40029);
    expect((await exchange(world, 'x', 'wrong')).errcode).toBe(40125);
    expect((await exchange(world, 'x', 'right', 'other')).errcode).toBe(40013);
  });

  it('counts a hundred logins a minute and user', async () => {
    const world = open();
    for (let i = 0; i < 100; i += 1) await exchange(world, world.wechat.login({ openid: 'ann' }));
    expect((await exchange(world, world.wechat.login({ openid: 'ann' }))).errcode).toBe(45011);
    expect((await exchange(world, world.wechat.login({ openid: 'bob' }))).openid).toBe('bob');
    world.clock.now += 60;
    expect((await exchange(world, world.wechat.login({ openid: 'ann' }))).openid).toBe('ann');
  });

  it('holds back a high-risk user', async () => {
    const world = open();
    expect((await exchange(world, world.wechat.login({ openid: 'eve', risky: true }))).errcode).toBe(40226);
  });

  it('keeps one token for two hours; a forced refresh overlaps for five minutes', async () => {
    const world = open();
    const first = await stableToken(world, false);
    expect(first.expires_in).toBe(7200);
    world.clock.now += 100;
    expect(await stableToken(world, false)).toEqual({ ...first, expires_in: 7100 });
    const second = await stableToken(world, true);
    expect(second.access_token).not.toBe(first.access_token);
    expect(world.wechat.tokenHolds(first.access_token)).toBe(true);
    world.clock.now += 300;
    expect(world.wechat.tokenHolds(first.access_token)).toBe(false);
    expect(world.wechat.tokenHolds(second.access_token)).toBe(true);
    world.clock.now += 7200;
    expect(world.wechat.tokenHolds(second.access_token)).toBe(false);
  });
});
