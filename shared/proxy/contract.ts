import * as z from 'zod';
import { AreaCode } from '../area/code';
import { AreaPath } from '../area/contract';
import { contract } from '../contract';
import { ElectionBody } from '../election/body';
import { ActedFor } from '../election/contract';
import { STAFF } from '../identity/role';
import { base64urlUpTo, Id } from '../ids';
import { matchRoll } from '../roll/contract';
import { Text } from '../text';
import { LegalDate } from '../time';
import { whole } from '../whole';

/** Bytes of the photographed 委托书; a phone makes it small before it is sent. */
export const PAPER_AT_MOST = 150_000;
const Paper = base64urlUpTo(PAPER_AT_MOST);
const BODY_LIMIT = 256 * 1024;

/** Somebody of the roll, by entry. */
const Voter = z.object({ entry: Id, name: z.string(), group: z.string() });
export type Voter = z.output<typeof Voter>;

/** What stands on the 委托书 beside the names and signatures. */
const ProxyText = z.strictObject({
  /** What the agent is to the principal. */
  relation: Text.trim().min(1).max(20),
  /** Why the principal cannot come. */
  reason: Text.trim().min(2).max(100),
});

const Asking = z.object({
  ...ProxyText.shape,
  id: Id,
  area: AreaCode,
  term: z.number(),
  /** From 1 in a village's election: what the 委托投票证 carries. */
  number: whole(1),
  principal: Voter,
  agent: Voter,
  askedOn: LegalDate,
  /** Brought to the counter, and entered by a clerk. */
  atCounter: z.boolean(),
  /** Whether a photograph of the paper lies here. */
  photographed: z.boolean(),
});
const Consent = z.object({ on: LegalDate, how: z.enum(['self', 'paper']), by: ActedFor.optional() });
const Check = z.object({ on: LegalDate, by: ActedFor.optional() });
const Ended = { endedOn: LegalDate, by: ActedFor.optional() };

/** A proxy to vote (村组法(2025) 第18条, 居组法(2025) 第19条), in the state it is in: docs/states/proxy.md. */
export const Proxy = z.discriminatedUnion('state', [
  Asking.extend({ state: z.literal('asked') }),
  Asking.extend({ state: z.literal('consented'), consent: Consent }),
  Asking.extend({ state: z.literal('checked'), consent: Consent, check: Check }),
  Asking.extend({
    state: z.literal('listed'),
    consent: Consent,
    check: Check,
    /** Notice 13, which names it, and the day of that. */
    notice: Id,
    listedOn: LegalDate,
  }),
  Asking.extend({
    state: z.literal('withdrawn'),
    ...Ended,
    /** Who took it back: the one who gave it, or the one who had consented to hold it. */
    who: z.enum(['principal', 'agent']),
    /** The notice 13 that named it, which must not go on doing so. */
    wasIn: Id.optional(),
  }),
  Asking.extend({ state: z.literal('refused'), ...Ended, who: z.enum(['agent', 'office']), why: z.string() }),
  /** The agent became a candidate. */
  Asking.extend({ state: z.literal('void'), ...Ended, wasIn: Id.optional() }),
]);
export type Proxy = z.output<typeof Proxy>;

/** A proxy with what the published candidates say of its agent. */
export const ShownProxy = z.object({
  proxy: Proxy,
  /** Somebody of the agent's name and group is a candidate: no candidate may vote for others. */
  agentStands: z.boolean(),
});
export type ShownProxy = z.output<typeof ShownProxy>;

/** The same at a desk, with what the published list says of it now. */
const DeskProxy = ShownProxy.extend({
  /**
   * Named: it counts. Dropped: it was listed, and the notice names it no more. Stale: the notice names it, though it
   * has ended.
   */
  listing: z.enum(['unnamed', 'named', 'dropped', 'stale']),
});
export type DeskProxy = z.output<typeof DeskProxy>;

/** Why nobody votes for others in this election, in the law's words with its article; absent where one may. */
const NoProxies = z.string().optional();

const NAMED = Voter.omit({ entry: true });

const ProxyPath = z.strictObject({ area: AreaCode, id: Id });

/**
 * Whether the signed-in person may ask this agent, before the paper is written; every check is counted with the tries
 * of an asking.
 */
export const checkAgent = contract({
  method: 'POST',
  path: '/resident/areas/:area/proxies/agent',
  access: 'session',
  params: AreaPath,
  body: z.strictObject({ agent: matchRoll.body }),
  responses: { 204: z.void() },
});

/** Asks for a proxy on the phone, with the photographed paper; the agent is named as on the roll. Tries are counted. */
export const askProxy = contract({
  method: 'PUT',
  path: '/resident/areas/:area/proxies/:id',
  access: 'session',
  params: ProxyPath,
  body: z.strictObject({ ...ProxyText.shape, agent: matchRoll.body, paper: Paper }),
  responses: { 200: Proxy },
  bodyLimit: BODY_LIMIT,
});

/** The proxies the signed-in person gave or is asked to take in this election, newest first. */
export const myProxies = contract({
  method: 'GET',
  path: '/resident/areas/:area/proxies',
  access: 'session',
  params: AreaPath,
  responses: {
    200: z.object({
      /** The last day to ask, inclusive. */
      lastDay: LegalDate,
      /** Before it a proxy may be taken back. */
      electionDay: LegalDate,
      body: ElectionBody,
      term: z.number(),
      /** How many one agent may hold. */
      most: z.int(),
      none: NoProxies,
      gave: z.array(ShownProxy),
      asked: z.array(ShownProxy),
      /** As notice 13 names them: agents with their principals, and no reason. */
      listed: z.array(z.object({ agent: NAMED, principals: z.array(NAMED) })),
    }),
  },
});

/** Consents to vote for somebody, or declines; the same again is answered with what stands. */
export const answerProxy = contract({
  method: 'POST',
  path: '/resident/areas/:area/proxies/:id/answer',
  access: 'session',
  params: ProxyPath,
  body: z.strictObject({ consents: z.boolean() }),
  responses: { 200: Proxy },
});

/** Takes one's own proxy back, or gives back one that one has consented to hold. */
export const withdrawProxy = contract({
  method: 'POST',
  path: '/resident/areas/:area/proxies/:id/withdrawal',
  access: 'session',
  params: ProxyPath,
  body: z.strictObject({}),
  responses: { 200: Proxy },
});

/** Enters a 委托书 that was brought, signed by both: the clerk has seen both signatures, and may photograph it. */
export const enterProxy = contract({
  method: 'PUT',
  path: '/office/areas/:area/proxies/:id',
  access: { roles: STAFF },
  params: ProxyPath,
  body: z.strictObject({
    ...ProxyText.shape,
    askedOn: LegalDate,
    principal: matchRoll.body,
    agent: matchRoll.body,
    paper: Paper.optional(),
  }),
  responses: { 200: Proxy },
  bodyLimit: BODY_LIMIT,
});

/** The proxies of a village's election by their number, and what they are held by. */
export const readProxies = contract({
  method: 'GET',
  path: '/office/areas/:area/proxies',
  access: { roles: STAFF },
  params: AreaPath,
  responses: {
    200: z.object({
      lastDay: LegalDate,
      electionDay: LegalDate,
      /** The law as notice 13 cites it. */
      basis: z.string(),
      /** How many one agent may hold. */
      most: z.int(),
      none: NoProxies,
      body: ElectionBody,
      term: z.number(),
      proxies: z.array(DeskProxy),
    }),
  },
});

/** The photographed paper, for the village's own office and nobody else. */
export const readProxyPaper = contract({
  method: 'GET',
  path: '/office/areas/:area/proxies/:id/paper',
  access: { roles: STAFF },
  params: ProxyPath,
  responses: { 200: z.object({ paper: Paper }) },
});

/** What an office does with a proxy. */
export const ProxyMove = z.discriminatedUnion('to', [
  /** Both signatures were seen on the paper. */
  z.strictObject({ to: z.literal('consented') }),
  /** An officer of the committee has held the paper against the roll. */
  z.strictObject({ to: z.literal('checked') }),
  /** Notice 13, which names it, stands published; again by a later one that names it. */
  z.strictObject({ to: z.literal('listed'), notice: Id }),
  z.strictObject({ to: z.literal('refused'), why: Text.trim().min(4).max(100) }),
  /** Taken back at the counter. */
  z.strictObject({ to: z.literal('withdrawn') }),
  z.strictObject({ to: z.literal('void') }),
]);
export type ProxyMove = z.output<typeof ProxyMove>;

/** Moves a proxy on; the same again is answered with what stands. */
export const moveProxy = contract({
  method: 'POST',
  path: '/office/areas/:area/proxies/:id/moves',
  access: { roles: STAFF },
  params: ProxyPath,
  body: ProxyMove,
  responses: { 200: Proxy },
});
