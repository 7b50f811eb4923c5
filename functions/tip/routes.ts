import { countyOf } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import type { SigningKey } from '#shared/crypto/ed25519';
import { type Office, sameOffice } from '#shared/directory/office';
import { escalationOf, worksAt } from '#shared/directory/standing';
import { entryFromWire, entryToWire } from '#shared/directory/wire';
import { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { type Ack, signAck } from '#shared/tip/ack';
import { type Due, daysLeft, dueOf, hasPassed } from '#shared/tip/clocks';
import * as contracts from '#shared/tip/contract';
import { readConfirmation } from '#shared/tip/confirm';
import { caseIdOf, storedAuth } from '#shared/tip/receipt-keys';
import { decodeRecord, recordHash, type SealedRecord } from '#shared/tip/record';
import { type SlotRole, slotOf } from '#shared/tip/slots';
import type { Caller } from '../platform/authenticate';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import { opensslSha256 } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import * as closing from './closing-store';
import { findSpent } from './spend-store';
import * as store from './store';
import { moveCase, readWhole } from './transfer-store';

/** What only `tipline` and `ballotbox` hold. */
export interface TiplinePlatform extends Platform {
  /** The county's service key, which signs acknowledgements. */
  serviceKey: SigningKey;
}

/** The writer's channel: no session, one path, nothing logged but failures of ours. */
export function tiplineRoutes(p: TiplinePlatform): Route[] {
  return [
    route(contracts.tipline, async ({ body, now }) => {
      const caseBytes = caseIdOf(bytesOf(body.mailbox));
      const caseId = Id.parse(toBase64url(caseBytes));
      const auth = storedAuth(bytesOf(body.auth));
      const day = dayOf(now);
      if (body.do === 'create') {
        const record = ownRecord(p, body.record, caseBytes);
        if (!record.ok) return record;
        if (body.second && !store.isAnother(body.second, record.value.head.office))
          return fail('tip-refused');
        const sent = sentOf(record.value);
        const spent =
          body.spend && (await findSpent(p.dynamo, p.county, bytesOf(body.spend), sent.recordHash, now));
        const own = {
          auth,
          tag: bytesOf(body.tag),
          ...(body.second && { second: body.second }),
          ...(spent && { spent }),
        };
        const made = await store.createCase(p.dynamo, caseId, record.value, own, day);
        return answer(p, made, sent, day);
      }
      if (body.do === 'append') {
        const record = ownRecord(p, body.record, caseBytes);
        if (!record.ok) return record;
        const written = await store.appendByWriter(
          p.dynamo,
          caseId,
          auth,
          { record: record.value, agree: body.agree },
          day,
        );
        return answer(p, written, sentOf(record.value), day);
      }
      // A wrong mailbox and a wrong auth answer alike, by the same work: nobody learns which cases exist.
      const isOwn = (head: { auth: Uint8Array }) => equalBytes(head.auth, auth);
      const standing = await store.readPage(p.dynamo, caseId, body.from, isOwn);
      if (!standing) return fail('tip-unknown');
      return answer(p, ok(standing), newestOf(caseBytes, standing), day);
    }),
  ];
}

/** The record, if it is one, of this case, to an office of this county. */
function ownRecord(p: Platform, text: string, caseId: Uint8Array): Result<SealedRecord> {
  const record = decodeRecord(bytesOf(text), opensslSha256);
  const fits =
    record !== null &&
    equalBytes(record.head.caseId, caseId) &&
    countyOf(record.head.office.area) === countyOf(p.county);
  return fits ? ok(record) : fail('tip-refused');
}

function answer(
  p: TiplinePlatform,
  result: Result<store.StoredCase>,
  record: Acknowledged,
  today: number,
): Result<contracts.TiplineAnswer> {
  if (!result.ok) return result;
  return ok({ ...viewOf(result.value, 'reporter', today), ack: ackOf(p, result.value, record) });
}

/** What an acknowledgement names: the case, the place in its chain and the hash. */
type Acknowledged = Pick<Ack, 'caseId' | 'seq' | 'recordHash'>;

function sentOf(record: SealedRecord): Acknowledged {
  const { caseId, seq } = record.head;
  return { caseId, seq, recordHash: recordHash(record, opensslSha256) };
}

function newestOf(caseId: Uint8Array, { head }: store.StoredCase): Acknowledged {
  return { caseId, seq: head.records - 1, recordHash: head.hash };
}

/** Signed for the day on which the record was received, so that it is the same whenever it is asked for. */
function ackOf(p: TiplinePlatform, { head, records: [sent] }: store.StoredCase, of: Acknowledged): string {
  const day = of.seq === head.records - 1 ? head.day : (sent?.day ?? head.day);
  return toBase64url(signAck({ ...of, day }, p.serviceKey));
}

const PAGE = 100;

/** The officers' desk. Everything sealed is opened there; here it only passes through. */
export function caseworkRoutes(p: Platform): Route[] {
  return [
    route(contracts.inbox, async ({ params, query, caller, now }) => {
      const role = roleOf(caller, params);
      if (!role) return fail('forbidden');
      const { bucket, after } = query;
      if (role === 'above' && bucket === 'closed') return ok({ lines: [] });
      const page = { bucket, after, ...(role === 'above' && { overdueOn: dayOf(now) }) };
      const found = await store.readInbox(p.dynamo, params, page, PAGE);
      const today = dayOf(now);
      const isSeen = ({ office, due }: contracts.InboxLine) =>
        role === 'office' || (sameOffice(office, params) && hasPassed(due, today));
      const lines = found.map((line) => lineView(line, today)).filter(isSeen);
      const last = found[PAGE - 1];
      return ok({ lines, ...(last && { next: last.SK }) });
    }),

    route(contracts.readCase, async ({ params, query, caller, now }) => {
      const today = dayOf(now);
      const mayRead = (head: store.Standing['head']) => placeOf(params, caller, head, today).ok;
      const read = () => store.readPage(p.dynamo, params.case, query.from, mayRead);
      const found = await find(params, caller, today, read);
      if (!found.ok) return found;
      return ok(caseView(params.case, found.value.found, found.value.role, dayOf(now)));
    }),

    route(contracts.actOnCase, async ({ params, body, caller, now }) => {
      const record = decodeRecord(bytesOf(body.record), opensslSha256);
      const seq = record?.head.seq ?? 0;
      const read = () => store.readStanding(p.dynamo, params.case, seq);
      const standing = await find(params, caller, dayOf(now), read);
      if (!standing.ok) return standing;
      if (standing.value.role !== 'office') return fail('forbidden');
      if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
      const acted = { record, signer: entryFromWire(body.signer), command: body.act };
      const { found } = standing.value;
      const done = await store.appendByOffice(p.dynamo, params.case, found, acted, dayOf(now));
      if (!done.ok) return done;
      return ok(caseView(params.case, done.value, 'office', dayOf(now)));
    }),

    transferRoute(p),
    ...closingRoutes(p),
  ];
}

/** Takes a case from the office that a caller works at to another one; sent again, it answers the same. */
function transferRoute(p: Platform): Route {
  return route(contracts.transferCase, async ({ params, body, caller, now }) => {
    if (roleOf(caller, params) !== 'office') return fail('forbidden');
    const record = decodeRecord(bytesOf(body.record), opensslSha256);
    // Once it has gone, only the very record that moved it from here still finds it.
    const moved = (standing: store.Standing) =>
      record !== null &&
      sameOffice(record.head.office, params) &&
      store.again(standing, record) !== undefined;
    const isHere = (standing: store.Standing) => sameOffice(standing.head.office, params) || moved(standing);
    const standing = await readWhole(p.dynamo, params.case, record?.head.seq ?? 0, isHere);
    if (!standing) return fail('not-found');
    if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
    const { to, second } = body;
    const [wraps, notes] = [body.wraps.map(rewrappedFrom), body.notes.map(rewrappedFrom)];
    const move = { record, signer: entryFromWire(body.signer), to, second, wraps, notes };
    const done = await moveCase(p.dynamo, params.case, standing, move, dayOf(now));
    return done.ok ? ok({ case: params.case, office: to }) : done;
  });
}

const rewrappedFrom = ({ slots, wrap }: { slots: string; wrap: string }) => ({
  slots: bytesOf(slots),
  wrap: bytesOf(wrap),
});

/** How a case ends: one officer proposes, another person confirms, and either may take it back. */
function closingRoutes(p: Platform): Route[] {
  return [
    route(contracts.proposeClosing, async ({ params, body, caller, now }) => {
      const record = decodeRecord(bytesOf(body.record), opensslSha256);
      const read = () => closing.readProposed(p.dynamo, params.case, record?.head.seq ?? 0);
      const standing = await find(params, caller, dayOf(now), read);
      if (!standing.ok) return standing;
      if (standing.value.role !== 'office') return fail('forbidden');
      if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
      const proposing = { record, signer: entryFromWire(body.signer), by: caller.person };
      const done = await closing.propose(p.dynamo, params.case, standing.value.found, proposing, dayOf(now));
      return done.ok ? ok(caseView(params.case, done.value, 'office', dayOf(now))) : done;
    }),

    route(contracts.confirmClosing, async ({ params, body, caller, now }) => {
      const confirm = bytesOf(body.confirm);
      const seq = readConfirmation(confirm)?.seq ?? 0;
      const read = () => closing.readProposed(p.dynamo, params.case, seq);
      // The office above confirms once and then has no place here: the same again still finds what it did.
      const again = (found: closing.ProposedStanding) =>
        roleOf(caller, params) === 'office' && equalBytes(found.there?.confirm ?? new Uint8Array(0), confirm);
      const standing = await findConfirmer(params, caller, dayOf(now), read, again);
      if (!standing.ok) return standing;
      const { found, role } = standing.value;
      const signer = entryFromWire(body.signer);
      const confirming = { confirm, signer, by: caller.person, office: params };
      const done = await closing.confirm(p.dynamo, params.case, found, confirming, dayOf(now));
      return done.ok ? ok(caseView(params.case, done.value, role, dayOf(now))) : done;
    }),

    route(contracts.withdrawClosing, async ({ params, body, caller, now }) => {
      const read = () => closing.readProposed(p.dynamo, params.case, 0);
      const standing = await findConfirmer(params, caller, dayOf(now), read, () => false);
      if (!standing.ok) return standing;
      const { found, role } = standing.value;
      const proposed = bytesOf(body.proposed);
      const done = await closing.withdraw(p.dynamo, params.case, found, proposed, dayOf(now));
      return done.ok ? ok(caseView(params.case, done.value, role, dayOf(now))) : done;
    }),
  ];
}

/** The case for who may confirm its end or take it back: the office that has it, and the one that was named to confirm. */
async function findConfirmer(
  params: Office & { case: Id },
  caller: Caller,
  today: number,
  read: () => Promise<closing.ProposedStanding | undefined>,
  again: (found: closing.ProposedStanding) => boolean,
): Promise<Result<{ found: closing.ProposedStanding; role: Role }>> {
  if (roleOf(caller, params) !== 'office') return fail('forbidden');
  const found = await read();
  if (!found) return fail('not-found');
  if (again(found)) return ok({ found, role: sameOffice(found.head.office, params) ? 'office' : 'above' });
  const role = placeOf(params, caller, found.head, today);
  if (!role.ok) return fail('not-found');
  const may = role.value === 'office' || sameOffice(found.head.confirms ?? null, params);
  return may ? ok({ found, role: role.value }) : fail('forbidden');
}

function lineView(
  line: Awaited<ReturnType<typeof store.readInbox>>[number],
  today: number,
): contracts.InboxLine {
  const { case: id, state, received, records, office, waiting, verified } = line;
  const due = dueWire(dueOf(line, office.kind), today);
  return { case: id, state, received, records, office, waiting, verified, ...due };
}

/** As whom a caller comes to an office's inbox: a member of it, or of the one above. */
function roleOf(caller: Caller, office: Office): 'office' | 'above' | undefined {
  if (worksAt(caller.grants, office)) return 'office';
  const above = escalationOf(office);
  return above && worksAt(caller.grants, above) ? 'above' : undefined;
}

export type Role = contracts.CaseView['role'];

/** A case that this office holds or handles jointly; for the office above only while its last day has passed. */
export async function find<T extends { readonly head: store.Standing['head'] }>(
  params: Office & { case: Id },
  caller: Caller,
  today: number,
  read: () => Promise<T | undefined>,
): Promise<Result<{ found: T; role: Role }>> {
  if (!roleOf(caller, params)) return fail('forbidden');
  const found = await read();
  const role = found ? placeOf(params, caller, found.head, today) : fail('not-found');
  return found && role.ok ? ok({ found, role: role.value }) : fail('not-found');
}

/** As whom a caller comes to this case, by its head alone. */
export function placeOf(
  params: Office,
  caller: Caller,
  head: store.Standing['head'],
  today: number,
): Result<Role> {
  const standing = roleOf(caller, params);
  const { office, second, confirms, state } = head;
  if (standing === 'office' && second && sameOffice(second, params)) return ok('second');
  const isConfirmer = confirms && !sameOffice(confirms, office) && sameOffice(confirms, params);
  if (standing === 'office' && isConfirmer) return ok('above');
  const may = standing === 'office' || (standing === 'above' && hasPassed(dueOf(state, office.kind), today));
  return may && sameOffice(office, params) ? ok(standing) : fail('not-found');
}

function caseView(caseId: Id, found: store.StoredCase, role: Role, today: number): contracts.CaseView {
  return { case: caseId, revision: found.head.revision, role, ...viewOf(found, role, today) };
}

/** What both sides are shown of a case; each gets only its own slot of every record. */
function viewOf({ head, records, signers, proposed }: store.StoredCase, role: SlotRole, today: number) {
  const serve = (record: store.StoredRecord): contracts.ServedWire => ({
    head: toBase64url(record.head),
    slot: toBase64url(slotOf(record.slots, role)),
    slotsHash: toBase64url(record.slotsHash),
    body: toBase64url(record.body),
    wraps: record.wraps.map(toBase64url),
    ...(role === 'reporter' && record.wraps.length > 0 && { slots: toBase64url(record.slots) }),
    ...(record.confirm && { confirm: toBase64url(record.confirm) }),
    day: record.day,
  });
  // What is proposed is no word to the writer yet.
  const isWriter = role === 'reporter';
  const { state } = head;
  return {
    state: isWriter && state.state === 'proposed' ? { ...state, state: 'handling' as const } : state,
    count: head.records,
    records: records.map(serve),
    ...(proposed && !isWriter && { proposed: serve(proposed) }),
    signers: (isWriter && proposed ? signers.slice(0, -1) : signers).map(entryToWire),
    ...dueWire(dueOf(head.state, head.office.kind), today),
  };
}

function dueWire(due: Due | undefined, today: number): { due?: contracts.DueWire } {
  return due ? { due: { ...due, left: daysLeft(due, today) } } : {};
}
