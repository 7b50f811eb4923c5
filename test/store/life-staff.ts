import { toBase64url } from '#shared/crypto/bytes';
import * as directory from '#shared/directory/contract';
import { ELECTION } from '#shared/directory/office';
import * as identity from '#shared/identity/contract';
import { joinHolders, openOffice, sealedTo } from '#test/directory/ceremony';
import { offerBody, secondOf, type TestDevice, vouchedBody } from '#test/directory/second-device';
import { authenticator } from '#test/identity/authenticator';
import { COUNTY, freshId, OTHER_VILLAGE, type TestCounty } from '#test/setup';

/** Somebody signs in in every way there is, and out again. */
export async function signInAtDesk(county: TestCounty): Promise<void> {
  const phone = await county.person('phone');
  const desk = await county.must(identity.openDesk, { body: {} });
  await county.must(identity.approveDesk, { body: { scan: desk.scan } }, phone);
  const { refresh } = await county.must(identity.renewSession, { body: { refresh: phone.refresh } });
  await county.must(identity.endSession, { body: { refresh } });
  await county.must(identity.claimDesk, { body: { secret: desk.secret } });
  await signInByPasskey(county, phone);
  await addSecondPhone(county);
  const { signedIn } = await county.must(identity.myDevices, {}, phone);
  for (const { device, here } of signedIn)
    if (!here) await county.must(identity.signOutDevice, { body: { device } }, phone);
  await county.must(identity.endAllSessions, { body: {} }, phone);
}

async function signInByPasskey(county: TestCounty, as: identity.Session): Promise<void> {
  const device = authenticator();
  const offer = await county.must(identity.offerPasskey, { body: {} }, as);
  const made = { name: '村委会的电脑', ...device.register(offer.challenge) };
  await county.must(identity.addPasskey, { body: made }, as);
  const { challenge } = await county.must(identity.challengePasskey, { body: {} });
  await county.must(identity.signInByPasskey, { body: device.sign(as.person, challenge) });
  await county.must(identity.removePasskey, { body: { credential: device.credential } }, as);
}

async function addSecondPhone(county: TestCounty): Promise<void> {
  const as = await county.person('first phone');
  const offer = { body: { id: freshId(), name: '老伴的手机' } };
  const { number } = await county.must(identity.offerPhone, offer, as);
  const code = county.wechat.login({ openid: 'second phone' });
  await county.must(identity.bindPhone, { body: { code, number } });
  const { phones } = await county.must(identity.myDevices, {}, as);
  const second = phones.find(({ name }) => name !== '')!;
  await county.must(identity.unbindPhone, { body: { phone: second.phone } }, as);
}

/** Somebody brings in a second device and takes it away again. */
async function useTwoDevices(county: TestCounty, first: TestDevice): Promise<void> {
  const { office: params, session } = first;
  const second = secondOf(first);
  await county.must(directory.offerDevice, { params, body: offerBody(second) }, session);
  await county.must(directory.addDevice, { params, body: vouchedBody(first, second) }, session);
  const body = { devicePk: toBase64url(second.device.publicKey) };
  await county.must(directory.removeDevice, { params, body }, session);
}

/** A colleague comes to an office that has its key, holds a recovery key, is given the office's, and goes. */
export async function shareKeys(county: TestCounty): Promise<void> {
  const at = { area: OTHER_VILLAGE, kind: ELECTION } as const;
  const { session } = await openOffice(county, 'committee', { ...at, name: '枣坪村村民选举委员会' });
  const colleague = await joinHolders(county, 'committee', at);
  const to = sealedTo({ id: colleague.id, devicePk: colleague.device.publicKey });
  const keys = [{ ...to, epoch: 1, sealed: toBase64url(new Uint8Array(80)) }];
  await county.must(directory.handOnKeys, { params: at, body: { keys } }, session);
  await useTwoDevices(county, colleague);
  const office = await county.staff('county', COUNTY);
  const params = { area: OTHER_VILLAGE };
  const { revision } = await county.must(identity.staffList, { params }, office);
  const { person } = colleague.session;
  const body = { from: revision, person, role: 'committee', reason: 'left' } as const;
  await county.must(identity.endGrant, { params, body }, office);
  const mistaken = { id: freshId(), role: 'observer', name: '写错了人' } as const;
  await county.must(identity.invite, { params, body: mistaken }, office);
  const { offered } = await county.must(identity.staffList, { params }, office);
  const { offer } = offered.find(({ name }) => name === mistaken.name)!;
  await county.must(identity.withdrawInvitation, { params, body: { offer } }, office);
}
