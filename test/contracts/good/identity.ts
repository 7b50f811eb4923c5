import * as identity from '#shared/identity/contract';
import type { World } from '#test/contracts/world';
import { authenticator } from '#test/identity/authenticator';
import { freshId, VILLAGE } from '#test/setup';
import { clerkOf, founder, type Good, good, village } from './request';

const invitation = (role: 'observer' | 'trustee') => ({
  params: village,
  body: { id: freshId(), role, name: '监督' },
});

/** A device whose passkey somebody has added. */
async function passkeyOf(county: World['county'], as: identity.Session) {
  const device = authenticator();
  const { challenge } = await county.must(identity.offerPasskey, { body: {} }, as);
  await county.must(identity.addPasskey, { body: { name: '电脑', ...device.register(challenge) } }, as);
  return device;
}

export const IDENTITY: Good[] = [
  good(identity.signInByWechat, ({ county }) => ({
    body: { code: county.wechat.login({ openid: `good ${freshId()}` }) },
  })),
  good(identity.renewSession, async ({ county }) => ({
    body: { refresh: (await county.person('renews')).refresh },
  })),
  good(identity.endSession, async ({ county }) => ({
    body: { refresh: (await county.person('ends')).refresh },
  })),
  good(identity.endAllSessions, async ({ county }) => ({ body: {}, as: await county.person('loses') })),
  good(identity.acceptInvitation, async (w) => {
    const { code } = await w.county.must(identity.invite, invitation('observer'), await founder(w));
    return { body: { code }, as: await w.county.person('invited') };
  }),
  good(identity.openDesk, () => ({ body: {} })),
  good(identity.approveDesk, async ({ county }) => {
    const { scan } = await county.must(identity.openDesk, { body: {} });
    return { body: { scan }, as: await county.person('approves') };
  }),
  good(identity.claimDesk, async ({ county }) => {
    const { scan, secret } = await county.must(identity.openDesk, { body: {} });
    await county.must(identity.approveDesk, { body: { scan } }, await county.person('claims'));
    return { body: { secret } };
  }),
  good(identity.myDevices, async ({ county }) => ({ as: await county.person('looks') })),
  good(identity.signOutDevice, async ({ county }) => {
    const as = await county.person('leaves a device');
    const { signedIn } = await county.must(identity.myDevices, {}, as);
    return { body: { device: signedIn[0]!.device }, as };
  }),
  good(identity.offerPhone, async ({ county }) => ({
    body: { id: freshId(), name: '老伴的手机' },
    as: await county.person('offers a place'),
  })),
  good(identity.bindPhone, async ({ county }) => {
    const { number } = await county.must(
      identity.offerPhone,
      { body: { id: freshId(), name: '老伴的手机' } },
      await county.person('has two'),
    );
    return { body: { code: county.wechat.login({ openid: `second ${freshId()}` }), number } };
  }),
  good(identity.unbindPhone, async ({ county }) => {
    const openid = `unbinds ${freshId()}`;
    const as = await county.person(openid);
    const offer = { body: { id: freshId(), name: '老伴的手机' } };
    const { number } = await county.must(identity.offerPhone, offer, as);
    const code = county.wechat.login({ openid: `second of ${openid}` });
    await county.must(identity.bindPhone, { body: { code, number } });
    const { phones } = await county.must(identity.myDevices, {}, as);
    return { body: { phone: phones.find(({ name }) => name !== '')!.phone }, as };
  }),
  good(identity.offerPasskey, async ({ county }) => ({ body: {}, as: await county.person('offers') })),
  good(identity.addPasskey, async ({ county }) => {
    const as = await county.person(`adds ${freshId()}`);
    const { challenge } = await county.must(identity.offerPasskey, { body: {} }, as);
    return { body: { name: '村委会的电脑', ...authenticator().register(challenge) }, as };
  }),
  good(identity.removePasskey, async ({ county }) => {
    const as = await county.person(`removes ${freshId()}`);
    const { credential } = await passkeyOf(county, as);
    return { body: { credential }, as };
  }),
  good(identity.challengePasskey, () => ({ body: {} })),
  good(identity.signInByPasskey, async ({ county }) => {
    const { person, ...as } = await county.person(`passkey ${freshId()}`);
    const device = await passkeyOf(county, { person, ...as });
    const { challenge } = await county.must(identity.challengePasskey, { body: {} });
    return { body: device.sign(person, challenge) };
  }),
  good(identity.invite, async (w) => ({ ...invitation('trustee'), as: await founder(w) })),
  good(identity.staffList, async (w) => ({ params: village, as: await clerkOf(w) })),
  good(identity.withdrawInvitation, async (w) => {
    const as = await founder(w);
    await w.county.must(identity.invite, invitation('trustee'), as);
    const { offered } = await w.county.must(identity.staffList, { params: village }, as);
    return { params: village, body: { offer: offered.at(-1)!.offer }, as };
  }),
  good(identity.endGrant, async (w) => {
    const { person } = await w.as('observer', VILLAGE);
    const as = await founder(w);
    const { revision } = await w.county.must(identity.staffList, { params: village }, as);
    return {
      params: village,
      body: { from: revision, person, role: 'observer' as const, reason: 'left' as const },
      as,
    };
  }),
];
