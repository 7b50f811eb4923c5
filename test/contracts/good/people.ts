import { toBase64url } from '#shared/crypto/bytes';
import * as identity from '#shared/identity/contract';
import * as objections from '#shared/objection/contract';
import * as proxies from '#shared/proxy/contract';
import * as registrations from '#shared/registration/contract';
import * as roll from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { addDays, dateOfDay, dayOf } from '#shared/time';
import * as tip from '#shared/tip/contract';
import type { World } from '#test/contracts/world';
import { authenticator } from '#test/identity/authenticator';
import { OBJECTION as OBJECTED, rollPosted } from '#test/objection/filing';
import * as r from '#test/recommendation/county';
import { named, PHOTO, TEXT } from '#test/proxy/people';
import { registering, rollOf, tied } from '#test/registration/village';
import * as rolls from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { freshId, VILLAGE } from '#test/setup';
import { recordHash } from '#shared/tip/record';
import * as tips from '#test/tip/case';
import * as moves from '#test/tip/moves';
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

export const ROLL: Good[] = [
  good(roll.matchRoll, async ({ county }) => {
    const { name, idNumber } = rollRow(7);
    return { params: village, body: { name, idLastSix: idNumber.slice(-6) }, as: await county.person('new') };
  }),
  good(roll.checkRoll, async (w) => {
    const { area, row } = await publishedVillage(w);
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    return { params: { area }, body, as: await w.county.person(`looks up ${freshId()}`) };
  }),
  good(roll.myEntries, async ({ county }) => ({ as: await r.resident(county, 2) })),
  good(roll.rollHead, async (w) => ({ params: village, as: await clerkOf(w) })),
  good(roll.compareRoll, async (w) => ({
    params: village,
    body: { idNumbers: w.people(3).map(({ idNumber }) => idNumber) },
    as: await clerkOf(w),
  })),
  good(roll.rollEntries, async (w) => {
    const as = await clerkOf(w);
    const { area, version } = await w.county.must(roll.rollHead, { params: village }, as);
    return { params: { area, version }, query: {}, as };
  }),
  good(roll.putRollBatch, async (w) => ({
    params: { area: w.village(), version: 1, batch: 0 },
    body: { rows: w.people(45) },
    as: await founder(w),
  })),
  good(roll.carryRoll, async (w) => {
    const area = w.village();
    const as = await founder(w);
    await rolls.imported(w.county, area, as, w.people(3));
    return { params: { area, version: 2, batch: 1 }, body: { from: 1, without: [] }, as };
  }),
  good(roll.finishRoll, async (w) => {
    const at = { area: w.village(), version: 1 };
    const as = await founder(w);
    const batch = { params: { ...at, batch: 0 }, body: { rows: w.people(3) } };
    await w.county.must(roll.putRollBatch, batch, as);
    return { params: at, body: { from: 0, entries: 3 }, as };
  }),
  good(roll.publishedRoll, async (w) => {
    const { area, row } = await publishedVillage(w);
    return { params: { area }, as: await rolls.tied(w.county, area, row) };
  }),
  good(roll.newestRoll, async (w) => {
    const { area } = await publishedVillage(w);
    return { params: { area } };
  }),
  good(roll.publishedPage, async (w) => {
    const { area, row } = await publishedVillage(w);
    return { params: { area, version: 1, group: 0, page: 0 }, as: await rolls.tied(w.county, area, row) };
  }),
  good(roll.rollPublication, async (w) => {
    const { area } = await publishedVillage(w);
    return { params: { area }, as: await founder(w) };
  }),
  good(roll.publishRoll, async (w) => {
    const { area } = await listedVillage(w);
    return { params: { area, version: 1 }, body: { from: 0 }, as: await founder(w) };
  }),
  good(roll.moveTie, async (w) => {
    const [from, area] = [w.village(), w.village()];
    const as = await founder(w);
    const [row = rollRow(1), other = rollRow(2)] = w.people(2);
    await rolls.imported(w.county, from, as, [row]);
    const session = await rolls.tied(w.county, from, row);
    const [own] = await w.county.must(roll.myEntries, {}, session);
    await rolls.imported(w.county, from, as, [other], 1);
    await rolls.imported(w.county, area, as, [row]);
    return { params: { area, entry: own!.entry }, body: { from }, as };
  }),
  good(roll.findEntries, async (w) => ({
    params: village,
    query: { name: rollRow(3).name },
    as: await clerkOf(w),
  })),
];

/** A village with an election and a roll, and somebody of it. */
async function listedVillage(w: World) {
  const area = w.village();
  const as = await founder(w);
  const electionDay = addDays(dateOfDay(dayOf(w.county.clock.now)), 31);
  await rolls.planned(w.county, area, as, { electionDay });
  const [row = rollRow(1), ...others] = w.people(3);
  await rolls.imported(w.county, area, as, [row, ...others]);
  return { area, row };
}

/** The same, with the roll published. */
async function publishedVillage(w: World) {
  const village = await listedVillage(w);
  await rolls.published(w.county, village.area, await founder(w), 1);
  return village;
}

/** A village whose roll was posted today, and an objection to it. */
async function objected(w: World) {
  const area = w.village();
  const as = await founder(w);
  await rollPosted(w.county, area, dateOfDay(dayOf(w.county.clock.now)), as);
  const params = { area, id: freshId() };
  return { params, body: OBJECTED, as };
}

export const OBJECTION: Good[] = [
  good(objections.fileObjection, async (w) => ({
    ...(await objected(w)),
    as: await w.county.person('objects'),
  })),
  good(objections.myObjections, async (w) => {
    const { params } = await objected(w);
    return { params: { area: params.area }, as: await w.county.person('reads') };
  }),
  good(objections.takeObjection, async (w) => {
    const { params, body, as } = await objected(w);
    return { params, body: { receivedOn: dateOfDay(dayOf(w.county.clock.now)), text: body }, as };
  }),
  good(objections.readObjections, async (w) => {
    const { params, as } = await objected(w);
    return { params: { area: params.area }, as };
  }),
  good(objections.decideObjection, async (w) => {
    const { params, body, as } = await objected(w);
    await w.county.must(objections.fileObjection, { params, body }, await w.county.person('waits'));
    return { params, body: { upheld: true, reason: '户口册上有本人，登记时漏抄。' }, as };
  }),
];

/** A village in the middle of its registration, and one of its people on the phone. */
async function registered(w: World) {
  const area = w.village();
  const as = await founder(w);
  const rows = w.people(2);
  await registering(w.county, area, '村民委员会', as);
  await rollOf(w.county, area, rows, as);
  const { session, own } = await tied(w.county, area, rows[0]!);
  return { area, as, session, entry: own.entry };
}

const CONTACT = { way: '电话', reached: false, came: '没有人接。' } as const;
const today = (w: World) => dateOfDay(dayOf(w.county.clock.now));

/** Somebody whom no roll has, and where they register. */
function away(w: World) {
  const [{ name, idNumber }] = w.people(1) as [RollRow];
  return { name, idNumber, to: '白杨县清河镇石桥村' };
}

export const REGISTRATION: Good[] = [
  good(registrations.myRegistration, async (w) => {
    const { area, session } = await registered(w);
    return { params: { area }, as: session };
  }),
  good(registrations.answerRegistration, async (w) => {
    const { area, session } = await registered(w);
    return { params: { area }, body: { takesPart: true }, as: session };
  }),
  good(registrations.tellRegistration, async (w) => {
    const { area, entry, as } = await registered(w);
    return { params: { area, entry }, body: { how: 'counter' as const, takesPart: true, on: today(w) }, as };
  }),
  good(registrations.putContact, async (w) => {
    const { area, entry, as } = await registered(w);
    return { params: { area, entry, id: freshId() }, body: { ...CONTACT, day: today(w) }, as };
  }),
  good(registrations.readRegistrations, async (w) => {
    const { area, as } = await registered(w);
    return { params: { area }, query: {}, as };
  }),
  good(registrations.issueCertificate, async (w) => {
    const { area, as } = await registered(w);
    return { params: { area }, body: away(w), as };
  }),
  good(registrations.readCertificates, async (w) => {
    const { area, as } = await registered(w);
    return { params: { area }, as };
  }),
];

/** A village with an election, two of its people on the phone, and the first one's request to the second. */
async function askable(w: World) {
  const area = w.village();
  const as = await founder(w);
  const [principal, agent] = w.people(2) as [RollRow, RollRow];
  await registering(w.county, area, '村民委员会', as);
  await rollOf(w.county, area, [principal, agent], as);
  const { session } = await tied(w.county, area, principal);
  const params = { area, id: freshId() };
  const body = { ...TEXT, agent: named(agent), paper: PHOTO };
  return { params, as, principal, agent, session, ask: { params, body, as: session } };
}

async function askedFor(w: World) {
  const made = await askable(w);
  const { params, body } = made.ask;
  await w.county.must(proxies.askProxy, { params, body }, made.session);
  return made;
}

export const PROXY: Good[] = [
  good(proxies.askProxy, async (w) => (await askable(w)).ask),
  good(proxies.myProxies, async (w) => {
    const { params, session } = await askedFor(w);
    return { params: { area: params.area }, as: session };
  }),
  good(proxies.answerProxy, async (w) => {
    const { params, agent } = await askedFor(w);
    const { session } = await tied(w.county, params.area, agent);
    return { params, body: { consents: true }, as: session };
  }),
  good(proxies.withdrawProxy, async (w) => {
    const { params, session } = await askedFor(w);
    return { params, body: {}, as: session };
  }),
  good(proxies.checkAgent, async (w) => {
    const { params, agent, session } = await askable(w);
    return { params: { area: params.area }, body: { agent: named(agent) }, as: session };
  }),
  good(proxies.enterProxy, async (w) => {
    const { params, as, principal, agent } = await askable(w);
    const people = { principal: named(principal), agent: named(agent) };
    return { params, body: { ...TEXT, ...people, askedOn: today(w) }, as };
  }),
  good(proxies.readProxies, async (w) => {
    const { params, as } = await askedFor(w);
    return { params: { area: params.area }, as };
  }),
  good(proxies.readProxyPaper, async (w) => {
    const { params } = await askedFor(w);
    return { params, as: await w.as('committee', params.area) };
  }),
  good(proxies.moveProxy, async (w) => {
    const { params, as } = await askedFor(w);
    return { params, body: { to: 'consented' as const }, as };
  }),
];

/** A case that its office has received. */
async function standingCase({ tips: place }: World) {
  const keys = await tips.newCase(place, place.town);
  const params = { ...place.town.office, case: tips.caseOf(keys) };
  return { keys, params, as: place.town.session };
}

/** A case that is being handled, and the record that would end it. */
async function endingCase(w: World) {
  const { town } = w.tips;
  const { keys, params, as } = await standingCase(w);
  const view = () => w.county.must(tip.readCase, { params }, as);
  for (const act of ['accept', 'handle'] as const)
    await tips.officerActs(w.tips, keys, town, await view(), act);
  return { keys, params, as, record: tips.endOf(w.tips, keys, town, await view()) };
}

/** A case whose end is proposed. */
async function proposedCase(w: World) {
  const ending = await endingCase(w);
  await tips.proposes(w.tips, ending.keys, w.tips.town, ending.record);
  return ending;
}

export const TIP: Good[] = [
  good(
    tip.tipline,
    ({ tips: place }) => {
      const keys = tips.writer();
      const record = tips.sent(tips.letter(place, keys, place.town, '有人送米拉票'));
      return { body: { do: 'create' as const, ...tips.mailbox(keys), tag: toBase64url(keys.tag), record } };
    },
    'create',
  ),
  good(
    tip.tipline,
    async (w) => {
      const { keys } = await standingCase(w);
      const box = tips.mailbox(keys);
      const { records } = await w.county.must(tip.tipline, { body: { do: 'read', ...box } });
      const more = tips.letter(w.tips, keys, w.tips.town, '还有一件事', tips.next(records));
      return { body: { do: 'append' as const, ...box, record: tips.sent(more) } };
    },
    'append',
  ),
  good(
    tip.tipline,
    async (w) => ({
      body: { do: 'read' as const, ...tips.mailbox((await standingCase(w)).keys) },
    }),
    'read',
  ),
  good(tip.inbox, ({ tips: { town } }) => ({ params: town.office, query: {}, as: town.session })),
  good(tip.readCase, async (w) => {
    const { params, as } = await standingCase(w);
    return { params, as };
  }),
  good(tip.transferCase, async (w) => {
    const { town, above } = w.tips;
    const keys = await moves.caseAt(w.tips, town);
    const view = await moves.viewOf(w.tips, keys, town);
    const body = moves.moveBody(w.tips, town, moves.sealMove(w.tips, keys, town, above, view));
    return { params: { ...town.office, case: tips.caseOf(keys) }, body, as: town.session };
  }),
  good(tip.proposeClosing, async (w) => {
    const { params, as, record } = await endingCase(w);
    const signer = tips.signer(w.tips, w.tips.town);
    return { params, body: { record: tips.sent(record), signer }, as };
  }),
  good(tip.confirmClosing, async (w) => {
    const { above } = w.tips;
    const { params, record } = await proposedCase(w);
    const body = tips.confirmationBy(w.tips, above, record);
    return { params: { ...above.office, case: params.case }, body, as: above.session };
  }),
  good(tip.withdrawClosing, async (w) => {
    const { params, as, record } = await proposedCase(w);
    return { params, body: { proposed: toBase64url(recordHash(record)) }, as };
  }),
  good(tip.actOnCase, async (w) => {
    const { keys, params, as } = await standingCase(w);
    const { records } = await w.county.must(tip.readCase, { params }, as);
    const said = { status: 'accepted', text: '来信收到，已经受理。' } as const;
    const record = tips.reply(w.tips, keys, w.tips.town, records, { kind: 'status', said });
    const signer = tips.signer(w.tips, w.tips.town);
    return { params, body: { record: tips.sent(record), act: { act: 'accept' as const }, signer }, as };
  }),
];
