import type { CandidateList } from '../candidate/contract';
import type { ActedFor, Timetable } from '../election/contract';
import { editionOn, rulesOf } from '../election/editions';
import type { Id } from '../ids';
import { fail, ok, type Result } from '../result';
import { comparableName } from '../roll/row';
import { addDays, dateOfDay, dayOf, type LegalDate } from '../time';
import type { Proxy, ProxyMove, Voter } from './contract';
import { isNamed, type ListNotice } from './listing';

/** What of a village's timetable proxies are held by. */
export type ProxyElection = Pick<Timetable, 'body' | 'electedBy' | 'term' | 'electionDay' | 'options'>;

const rulesFor = ({ body, electionDay, options }: ProxyElection) =>
  rulesOf(editionOn(body, electionDay), options);

class NoRule extends Error {
  override name = 'NoRule';
}

/** How many principals one agent may vote for, by the edition in force on the election day. */
export function mostOf(election: ProxyElection): number {
  const measure = rulesFor(election)['proxies-most']?.measure;
  if (measure?.kind !== 'count' || measure.most === undefined) throw new NoRule('proxies-most');
  return measure.most;
}

/** The last day to ask: before the list must be out, as the law or, where the county set it, the province has it. */
export function lastDayToAsk(election: ProxyElection): LegalDate {
  const { electionDay, options } = election;
  const id = options?.['proxy-list'] === undefined ? 'proxies-published' : 'proxy-list';
  const measure = rulesFor(election)[id]?.measure;
  if (measure?.kind !== 'term') throw new NoRule(id);
  return addDays(electionDay, -measure.days);
}

/** Why nobody votes for others in this election, in the law's words with its article; nothing where one may. */
export function noProxies(election: ProxyElection): string | undefined {
  if (election.electedBy !== '居民代表') return undefined;
  const rule = rulesFor(election)['proxy-none-by-representatives'];
  return rule && `${rule.words.replace(/。$/, '')}（${LAWS[election.body]}${rule.article}）。`;
}

const LAWS = {
  村民委员会: '《中华人民共和国村民委员会组织法》',
  居民委员会: '《中华人民共和国城市居民委员会组织法》',
} as const satisfies Record<ProxyElection['body'], string>;

/** The article that notice 13 cites. */
export function proxyBasis(election: ProxyElection): string {
  return `${LAWS[election.body]}${rulesFor(election)['proxies-published']?.article ?? ''}`;
}

/** Whether the published candidates name somebody of this name and group. */
export function stands(list: CandidateList | undefined, { name, group }: Voter): boolean {
  const people = list?.slates.flatMap(({ candidates }) => candidates) ?? [];
  return people.some(
    (one) => comparableName(one.name) === comparableName(name) && (one.group === group || one.group === ''),
  );
}

/**
 * What an entry gives and takes in one election: at most one proxy given that has not ended, and the proxies it has
 * consented to. Whoever gave one holds none, so that nobody hands on another's vote.
 */
export interface Hand {
  gave: Id | undefined;
  holds: readonly Id[];
}

const ENDED: readonly Proxy['state'][] = ['withdrawn', 'refused', 'void'];

/** Whether a proxy counts no more. */
export function hasEnded({ state }: Pick<Proxy, 'state'>): boolean {
  return ENDED.includes(state);
}

/** What an asking is decided from. */
export interface Asking {
  election: ProxyElection;
  today: LegalDate;
  principal: Hand;
  agent: Hand;
  agentStands: boolean;
}

/** Takes a written proxy; at the counter with both signatures, and so with the agent's consent. */
// none → asked | consented
export function askProxy(
  before: Proxy | undefined,
  asking: Asking,
  text: Omit<Extract<Proxy, { state: 'asked' }>, 'state'>,
): Result<Proxy> {
  if (before) return isSame(before, text) ? ok(before) : fail('conflict');
  const may = mayAsk(asking, text);
  if (!may.ok) return may;
  if (!text.atCounter) return ok({ ...text, state: 'asked' });
  const full = cannotHold(asking.agent, asking.election);
  return full ?? ok({ ...text, state: 'consented', consent: { on: asking.today, how: 'paper' } });
}

/** Whether this principal may give a proxy to this agent, in writing of that day. */
export function mayAsk(
  asking: Asking,
  { principal, agent, askedOn }: Pick<Proxy, 'principal' | 'agent' | 'askedOn'>,
): Result<void> {
  const none = refusedToAll(asking.election);
  if (none) return none;
  if (askedOn > asking.today) return notYet();
  if (askedOn > lastDayToAsk(asking.election)) return fail('proxy-late');
  if (principal.entry === agent.entry) return fail('proxy-self');
  if (asking.agentStands) return fail('proxy-candidate');
  if (asking.principal.gave !== undefined) return fail('proxy-given');
  if (asking.principal.holds.length > 0) return fail('proxy-chain');
  return asking.agent.gave === undefined ? ok() : fail('proxy-chain');
}

function refusedToAll(election: ProxyElection): Result<never> | undefined {
  const message = noProxies(election);
  return message === undefined ? undefined : fail('proxy-none', [{ path: 'agent', message }]);
}

function notYet(): Result<never> {
  return fail('invalid', [{ path: 'askedOn', message: '还没有到这一天，请改日期' }]);
}

function isSame(before: Proxy, text: Omit<Extract<Proxy, { state: 'asked' }>, 'state'>): boolean {
  const values = (one: typeof text) => [one.principal.entry, one.agent.entry, one.relation, one.reason];
  return JSON.stringify(values(before)) === JSON.stringify(values(text));
}

/** Why an agent may take no further proxy: one given away already, or as many held as the law lets. */
function cannotHold({ gave, holds }: Hand, election: ProxyElection): Result<never> | undefined {
  if (gave !== undefined) return fail('proxy-chain');
  return holds.length >= mostOf(election) ? fail('proxy-full') : undefined;
}

/** What a move is decided from. */
export interface Moving {
  election: ProxyElection;
  today: LegalDate;
  agent: Hand;
  agentStands: boolean;
  by: ActedFor | undefined;
  /** The notice that a listing names, as it stands; nothing where people cannot read it. */
  notice?: ListNotice | undefined;
}

/** Consents on the agent's own phone, or by both signatures on paper. */
// asked → consented
export function consent(before: Proxy, how: 'self' | 'paper', moving: Moving): Result<Proxy> {
  if (before.state === 'consented' || before.state === 'checked' || before.state === 'listed')
    return ok(before);
  if (before.state !== 'asked') return fail('proxy-elsewhere');
  const { today, by, agentStands, agent, election } = moving;
  const none = refusedToAll(election);
  if (none) return none;
  if (today >= election.electionDay) return fail('proxy-late');
  if (agentStands) return fail('proxy-candidate');
  const full = cannotHold(agent, election);
  return full ?? ok({ ...before, state: 'consented', consent: { on: today, how, ...(by && { by }) } });
}

/** Declined by the agent, or refused by the office with its reason. */
// asked | consented | checked → refused
export function refuse(
  before: Proxy,
  who: 'agent' | 'office',
  why: string,
  { today, by }: Pick<Moving, 'today' | 'by'>,
): Result<Proxy> {
  if (before.state === 'refused') return before.who === who ? ok(before) : fail('proxy-elsewhere');
  const from: readonly Proxy['state'][] = who === 'agent' ? ['asked'] : ['asked', 'consented', 'checked'];
  if (!from.includes(before.state)) return fail('proxy-elsewhere');
  return ok({ ...asked(before), state: 'refused', who, why, endedOn: today, ...(by && { by }) });
}

/** Taken back by the principal, or given back by an agent who had consented, until the election day. */
// asked | consented | checked | listed → withdrawn
export function withdraw(
  before: Proxy,
  who: 'principal' | 'agent',
  { election, today, by }: Pick<Moving, 'election' | 'today' | 'by'>,
): Result<Proxy> {
  if (before.state === 'withdrawn') return ok(before);
  if (hasEnded(before) || (who === 'agent' && before.state === 'asked')) return fail('proxy-elsewhere');
  if (today >= election.electionDay) return fail('proxy-late');
  return ok({
    ...asked(before),
    state: 'withdrawn',
    who,
    ...wasIn(before),
    endedOn: today,
    ...(by && { by }),
  });
}

/** What was asked, without what came of it. */
function asked(proxy: Proxy): Omit<Extract<Proxy, { state: 'asked' }>, 'state'> {
  const { id, area, term, number, principal, agent, relation, reason } = proxy;
  const { askedOn, atCounter, photographed } = proxy;
  return { id, area, term, number, principal, agent, relation, reason, askedOn, atCounter, photographed };
}

/** The notice that names what ends. */
function wasIn(before: Proxy): { wasIn?: Id } {
  return before.state === 'listed' ? { wasIn: before.notice } : {};
}

/** What an office does with a proxy, each arrow of docs/states/proxy.md. */
export function moveProxy(before: Proxy, move: ProxyMove, moving: Moving): Result<Proxy> {
  switch (move.to) {
    case 'consented':
      return consent(before, 'paper', moving);
    case 'checked':
      return check(before, moving);
    case 'listed':
      return list(before, moving);
    case 'refused':
      return refuse(before, 'office', move.why, moving);
    case 'withdrawn':
      return withdraw(before, 'principal', moving);
    case 'void':
      return voidProxy(before, moving);
  }
}

// consented → checked
function check(before: Proxy, { today, by, agentStands, election }: Moving): Result<Proxy> {
  if (before.state === 'checked' || before.state === 'listed') return ok(before);
  if (before.state !== 'consented') return fail('proxy-elsewhere');
  const none = refusedToAll(election);
  if (none) return none;
  if (agentStands) return fail('proxy-candidate');
  if (today >= election.electionDay) return fail('proxy-late');
  return ok({ ...before, state: 'checked', check: { on: today, ...(by && { by }) } });
}

// checked | listed → listed
function list(before: Proxy, { today, agentStands, election, notice }: Moving): Result<Proxy> {
  if (before.state === 'listed' && before.notice === notice?.id) return ok(before);
  if (before.state !== 'checked' && before.state !== 'listed') return fail('proxy-elsewhere');
  const none = refusedToAll(election);
  if (none) return none;
  if (agentStands) return fail('proxy-candidate');
  if (today >= election.electionDay) return fail('proxy-late');
  if (!notice || !isNamed(notice, before)) return fail('proxy-notice');
  const listedOn = dateOfDay(dayOf(notice.changedAt));
  return ok({ ...before, state: 'listed', notice: notice.id, listedOn });
}

// asked | consented | checked | listed → void
function voidProxy(before: Proxy, { today, by, agentStands }: Moving): Result<Proxy> {
  if (before.state === 'void') return ok(before);
  if (hasEnded(before) || !agentStands) return fail('proxy-elsewhere');
  return ok({ ...asked(before), state: 'void', ...wasIn(before), endedOn: today, ...(by && { by }) });
}
