import { localEnvelope } from '#functions/platform/envelope';
import { CURRENT } from '#functions/platform/directory';
import { publish } from '#functions/directory/items';
import { documentKey, storedValue } from '#functions/platform/prepared';
import { type RoundJobsPlatform, runRoundJobs } from '#functions/recommendation/jobs';
import { keyedPlatformOf } from '#local/boundaries';
import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair, type KeyPair } from '#shared/crypto/hpke';
import { utf8 } from '#shared/crypto/utf8';
import { DirectoryWire } from '#shared/directory/contract';
import { decodeEntry, type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { sameOffice } from '#shared/directory/office';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { checkPosition, type RoundProofs, type TrustedPosition } from '#shared/recommendation/check';
import * as contracts from '#shared/recommendation/contract';
import { addUp, emptyTally, judge } from '#shared/recommendation/count';
import { endorse } from '#shared/recommendation/endorsement';
import * as paper from '#shared/recommendation/paper';
import type { Position } from '#shared/recommendation/position';
import { makeRelease, readRelease } from '#shared/recommendation/release';
import type { OfficeRound, PublicRound, RoundPosition } from '#shared/recommendation/round';
import { paramsOf } from '#shared/recommendation/rules';
import type { TallyBody } from '#shared/recommendation/tally';
import { signTotals } from '#shared/recommendation/totals';
import { signTrusteeKeys } from '#shared/recommendation/trustee-keys';
import { finishRoll, matchRoll, myEntries, putRollBatch } from '#shared/roll/contract';
import { dayOf } from '#shared/time';
import { leafProof } from '#shared/transparency/contract';
import { structureLeaf } from '#shared/transparency/leaf';
import { rollRow } from '#test/roll/rows';
import { COUNTY, freshId, START, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';

/** 32 bytes that a test can make again. */
export function fixed(name: string): Uint8Array {
  return sha256(utf8(name));
}

/** One who signs for a round, with the secret halves that a browser would keep. */
export interface Signer {
  officer: number;
  name: string;
  area: AreaCode;
  seed: Uint8Array;
}

const signer = (officer: number, name: string, area: AreaCode): Signer => ({
  officer,
  name,
  area,
  seed: fixed(`signer ${officer}`),
});

export const COMMITTEE = signer(1, '村选委会', VILLAGE);
/** Two of the village, two of the town. */
export const TRUSTEES = [
  signer(2, '村民代表甲', VILLAGE),
  signer(3, '村民代表乙', VILLAGE),
  signer(4, '镇换届办甲', TOWN),
  signer(5, '镇换届办乙', TOWN),
];

/** A round's keys of one trustee: one for each position. */
export const roundIkm = (seat: number, position: Position): Uint8Array =>
  fixed(`round key ${seat} ${position}`);

const PEOPLE = ['陈桂兰', '何建设', '马春生', '孙玉梅', '王秀芝'].map((name, i) => ({
  name,
  group: `${i + 1}组`,
}));
export const POSITIONS = [
  { position: 13 as const, maxNames: 3 },
  { position: 11 as const, maxNames: 1 },
];

/** A county with a directory, a roll of ten in the village, and everybody who is needed for a round. */
export interface RoundCounty extends TestCounty {
  clerk: Session;
  trustee: Session;
  jobs: RoundJobsPlatform;
  /** How often the local ballots file would have been rewritten. */
  forgotten: { times: number };
  runJobs: () => Promise<number>;
}

export async function roundCounty(making = setup()): Promise<RoundCounty> {
  const county = await making;
  const clerk = await county.staff('township', TOWN);
  const trustee = await county.staff('trustee', VILLAGE);
  const forgotten = { times: 0 };
  const jobs: RoundJobsPlatform = {
    ...keyedPlatformOf(county.wiring, 'jobs'),
    sealEnvelope: localEnvelope(county.wiring.secrets.envelope).seal,
    forgetCastingOrder: () => {
      forgotten.times += 1;
      return Promise.resolve();
    },
  };
  await listSigners(county);
  const rows = Array.from({ length: 10 }, (_, i) => rollRow(i));
  await county.must(putRollBatch, { params: { area: VILLAGE, version: 1, batch: 0 }, body: { rows } }, clerk);
  const finish = { params: { area: VILLAGE, version: 1 }, body: { from: 0, entries: 10 } };
  await county.must(finishRoll, finish, clerk);
  return { ...county, clerk, trustee, jobs, forgotten, runJobs: () => runRoundJobs(jobs) };
}

/** The entries of the village's committee and the town's election office; the phone's own check is of signatures. */
export function directoryEntries() {
  return [VILLAGE, TOWN].map((area) => ({
    epoch: 1,
    firstDay: dayOf(START) - 10,
    lastDay: dayOf(START) + 300,
    office: { area, kind: 2 as const },
    level: area === VILLAGE ? (1 as const) : (2 as const),
    above: null,
    name: area === VILLAGE ? '村民选举委员会' : '镇换届办',
    officePk: fixed('office'),
    recoveryPks: [fixed('r1'), fixed('r2'), fixed('r3')],
    officers: [COMMITTEE, ...TRUSTEES]
      .filter((one) => one.area === area)
      .map((one) => ({
        id: one.officer,
        signPk: ed25519PublicKey(one.seed),
        devicePk: fixed('device'),
        maySign: true,
        mayHoldKey: false,
      })),
  }));
}

let listings = 0;

/** Lists the signers in the published directory beside whoever stands there, each time under a leaf of its own; what the server reads of it are the entries. */
export async function listSigners({ dynamo, enterLog }: TestCounty): Promise<void> {
  const found = await dynamo.get('public', documentKey({ area: COUNTY, name: CURRENT }));
  const known = found ? entriesIn(storedValue(found)) : [];
  const entries = [...besides(known), ...directoryEntries().map((entry) => withThoseOf(known, entry))].map(
    (entry) => toBase64url(encodeEntry(entry)),
  );
  listings += 1;
  const leaf = structureLeaf('directory', COUNTY, fixed(`signers ${listings}`), START);
  const written = await dynamo.transact(publish(COUNTY, { root: '', snapshot: '', entries }, leaf));
  if (!written.ok) throw new Error('the signers were not listed');
  await enterLog();
}

const Entries = DirectoryWire.pick({ entries: true });
const entriesIn = (value: unknown): DirectoryEntry[] =>
  Entries.parse(value).entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);

/** What is published of offices that have no signer. */
const besides = (known: readonly DirectoryEntry[]) =>
  known.filter(({ office }) => !directoryEntries().some((one) => sameOffice(one.office, office)));

/** An entry of signers with whoever was published of their office. */
function withThoseOf(known: readonly DirectoryEntry[], entry: DirectoryEntry): DirectoryEntry {
  const before = known.find(({ office }) => sameOffice(office, entry.office));
  const others = before?.officers.filter(({ id }) => !entry.officers.some((one) => one.id === id)) ?? [];
  return { ...entry, officers: [...entry.officers, ...others] };
}

/** What the phone holds of the directory once it accepted it. */
export function directory() {
  const snapshot = {
    area: COUNTY,
    epoch: 1,
    day: dayOf(START),
    validDays: 30,
    servicePk: new Uint8Array(32),
    entryHashes: [],
  };
  const root = { area: COUNTY, directoryPk: new Uint8Array(32), firstDay: 0, lastDay: 99_999 };
  return { hash: new Uint8Array(32), root, snapshot, entries: directoryEntries() };
}

export const ref = ({ officer, name, area }: Signer) => ({ officer, name, area });

export function roundDraft(): contracts.RoundDraft {
  return {
    title: '村委会委员推荐',
    positions: POSITIONS,
    opens: START + 3600,
    closes: START + 90_000,
    k: 3,
    trustees: TRUSTEES.map(ref),
    committee: ref(COMMITTEE),
    eligible: PEOPLE,
  };
}

export const at = (round: Id) => ({ area: VILLAGE, round });

export async function readRound(county: RoundCounty, round: Id): Promise<OfficeRound> {
  return county.must(contracts.officeRound, { params: at(round) }, county.clerk);
}

/** Plans a round and lets jobs make its issuing keys. */
export async function planned(county: RoundCounty, draft = roundDraft()): Promise<Id> {
  const round = freshId();
  await county.must(contracts.createRound, { params: at(round), body: draft }, county.clerk);
  await county.runJobs();
  return round;
}

/** The body of a trustee's fresh keys for seat 1..n. */
export function keysBody(round: Id, seat: number, positions: readonly RoundPosition[] = POSITIONS) {
  const keys = positions.map(({ position }) => deriveKeyPair(roundIkm(seat, position)).publicKey);
  const signature = signTrusteeKeys(TRUSTEES[seat - 1]!.seed, bytesOf(round), seat, keys);
  return { publicKeys: keys.map(toBase64url), signature: toBase64url(signature) };
}

export function giveKeys(county: RoundCounty, round: Id, seat: number, positions?: readonly RoundPosition[]) {
  return county.send(
    contracts.putTrusteeKeys,
    { params: { ...at(round), seat }, body: keysBody(round, seat, positions) },
    county.trustee,
  );
}

/** The signatures of a seat under a round that is being endorsed. */
export async function giveEndorsement(county: RoundCounty, round: Id, seat: number) {
  const { state } = await readRound(county, round);
  const params = 'params' in state ? state.params : [];
  const { seed } = seat === 0 ? COMMITTEE : TRUSTEES[seat - 1]!;
  const signatures = paramsOf(params).map(({ hash }) => toBase64url(endorse(seed, hash)));
  // Before there are parameters there is nothing to sign; the request must still be one.
  const body = { signatures: signatures.length > 0 ? signatures : [toBase64url(new Uint8Array(64))] };
  return county.send(contracts.endorseRound, { params: { ...at(round), seat }, body }, county.trustee);
}

/** Moves the clock; sessions are short, so the office and the trustee sign in again. */
export async function moveTo(county: RoundCounty, now: number): Promise<void> {
  county.clock.now = now;
  county.clerk = await county.staff('township', TOWN);
  county.trustee = await county.staff('trustee', VILLAGE);
}

/** A round that is endorsed by all and open. */
export async function opened(county: RoundCounty, draft = roundDraft()): Promise<Id> {
  const round = await planned(county, draft);
  for (const seat of [1, 2, 3, 4]) await giveKeys(county, round, seat, draft.positions);
  for (const seat of [0, 1, 2, 3, 4]) await giveEndorsement(county, round, seat);
  await moveTo(county, Math.max(county.clock.now, draft.opens));
  await county.runJobs();
  return round;
}

/** Lets the closing time pass. */
export async function closed(county: RoundCounty, round: Id): Promise<void> {
  const { plan } = await readRound(county, round);
  await moveTo(county, plan.closes);
  await county.runJobs();
}

export async function giveRelease(county: RoundCounty, round: Id, seat: number) {
  const { state } = await readRound(county, round);
  const releases = paramsOf('params' in state ? state.params : []).map(({ params, hash }) =>
    toBase64url(makeRelease(TRUSTEES[seat - 1]!.seed, hash, seat, roundIkm(seat, params.position))),
  );
  const body = { releases: releases.length > 0 ? releases : ['AAAA'] };
  return county.send(contracts.releaseKeys, { params: { ...at(round), seat }, body }, county.trustee);
}

/** The i-th person of the roll, signed in and tied. */
export async function resident(county: Pick<TestCounty, 'person' | 'must'>, i: number): Promise<Session> {
  const session = await county.person(`resident-${i}`);
  if ((await county.must(myEntries, {}, session)).length > 0) return session;
  const row = rollRow(i);
  const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
  await county.must(matchRoll, { params: { area: VILLAGE }, body }, session);
  return session;
}

/** The proofs of a position's parameters and endorsements, as the phone asks for them. */
export async function proofsOf(
  { must, enterLog }: Pick<TestCounty, 'must' | 'enterLog'>,
  { positions }: Pick<PublicRound, 'positions'>,
  position: Position,
): Promise<RoundProofs> {
  await enterLog();
  const served = positions.find((one) => one.position === position);
  const proof = async (leaf = '') =>
    new TextEncoder().encode(String(await must(leafProof, { params: { leaf } })));
  return {
    params: await proof(served?.leaves.params),
    endorsements: await proof(served?.leaves.endorsements),
  };
}

/** The position as the phone trusts it. */
export async function trusted(
  county: RoundCounty,
  round: Id,
  position: Position = 13,
): Promise<TrustedPosition> {
  const served = await county.must(contracts.readRound, { params: at(round) });
  const trust = { directory: directory(), log: county.log };
  const checked = checkPosition(
    served,
    position,
    await proofsOf(county, served, position),
    trust,
    county.clock.now,
  );
  if (!checked.ok) throw new Error('the round is not trusted');
  return checked.value;
}

/** A phone that holds a token, made from `name`. */
export async function withToken(
  county: RoundCounty,
  round: Id,
  person: Session,
  name: string,
  position: Position = 13,
) {
  const place = await trusted(county, round, position);
  const asked = value(paper.begin(place, random(name, paper.BEGIN_RANDOM_BYTES)));
  const params = { ...at(round), position };
  const { signature } = await county.must(
    contracts.issueToken,
    { params, body: { blinded: asked.blinded } },
    person,
  );
  return { place, ready: value(paper.takeToken(asked, place, signature)) };
}

/** Sends a sealed paper to the ballot box. */
export function send(county: RoundCounty, round: Id, sealed: { record: string }, position: Position = 13) {
  return county.send(contracts.castRecord, { body: { round, position, record: sealed.record } });
}

/** Person i recommends: token, seal, cast. */
export async function recommend(
  county: RoundCounty,
  round: Id,
  i: number,
  choice: readonly number[],
  position: Position = 13,
) {
  const person = await resident(county, i);
  const { place, ready } = await withToken(county, round, person, `phone ${i} ${position}`, position);
  const sealed = value(paper.seal(ready, place, choice, fixed(`seal ${i} ${position}`)));
  const reply = await send(county, round, sealed, position);
  return { person, place, sealed, reply };
}

/** What a counting browser does with the board and the released keys. */
export async function countPosition(county: RoundCounty, round: Id, position: Position = 13) {
  const { state, plan } = await readRound(county, round);
  if (!('releases' in state)) throw new Error('not closed');
  const at13 = plan.positions.findIndex((one) => one.position === position);
  const { params, hash } = paramsOf(state.params)[at13]!;
  const keys = new Map<number, KeyPair>();
  for (const seat of state.releases) {
    const release = seat && readRelease(bytesOf(seat[at13]!), hash, params);
    if (release) keys.set(release.i, release.key);
  }
  const board = await county.must(
    contracts.officeBoard,
    { params: { ...at(round), position, page: 0 } },
    county.clerk,
  );
  return board.records
    .map((record) => judge({ params, roundHash: hash, keys }, bytesOf(record)))
    .reduce(addUp, emptyTally(params.eligible));
}

/** The office hands its sums in. */
export function report(county: RoundCounty, round: Id, totals: TallyBody[], as = county.clerk) {
  return county.send(contracts.putTotals, { params: at(round), body: { totals } }, as);
}

/** A trustee hands in the sums they found, signed in `seat`'s name. */
export async function confirm(
  county: RoundCounty,
  round: Id,
  seat: number,
  totals: TallyBody[],
  as = county.trustee,
) {
  const body = await confirmation(county, round, seat, totals);
  return county.send(contracts.confirmTotals, { params: { ...at(round), seat }, body }, as);
}

/** The body of a seat's signed sums. */
export async function confirmation(county: RoundCounty, round: Id, seat: number, totals: TallyBody[]) {
  const { state } = await readRound(county, round);
  const positions = paramsOf('params' in state ? state.params : []);
  const signed = positions.map(({ hash }, i) => signTotals(TRUSTEES[seat - 1]!.seed, hash, totals[i]!));
  // Before there are parameters there is nothing to sign; the request must still be one.
  const signatures = (signed.length > 0 ? signed : [new Uint8Array(64)]).map(toBase64url);
  return { totals, signatures };
}

/** The value of a result that must be there. */
export function value<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** As many bytes as asked, made from a name. */
export function random(name: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => [...fixed(`${name} ${i}`)]);
  return Uint8Array.from(blocks.flat().slice(0, length));
}
