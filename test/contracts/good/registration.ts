import * as proxies from '#shared/proxy/contract';
import * as registrations from '#shared/registration/contract';
import type { RollRow } from '#shared/roll/row';
import type { World } from '#test/contracts/world';
import { named, PHOTO, TEXT } from '#test/proxy/people';
import { registering, rollOf, tied } from '#test/registration/village';
import { freshId } from '#test/setup';
import { founder, type Good, good, today } from './request';

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
