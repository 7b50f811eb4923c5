import { expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { utf8 } from '#shared/crypto/utf8';
import { Id } from '#shared/ids';
import { encodeClose } from '#shared/recommendation/close';
import { encodeEligible } from '#shared/recommendation/eligible';
import { planRound } from '#shared/recommendation/plan';
import { roundHash } from '#shared/recommendation/params';
import type { OfficeRound } from '#shared/recommendation/round';
import { NO_LEAVES } from '#shared/recommendation/logged';
import * as rules from '#shared/recommendation/rules';
import type { Keys } from '../../miniapp/src/platform/keyring';
import type { Send } from '../../miniapp/src/platform/request';
import './render';

/** Whether the closing stands in the public log. */
let isLogged = true;
jest.unstable_mockModule('../../miniapp/src/recommendation/desk/in-log', () => ({
  closingsInLog: () =>
    Promise.resolve(
      isLogged ? { ok: true, value: [{ log: 0, index: 0 }] } : { ok: false, problem: { code: 'not-logged' } },
    ),
  releasedAfter: () => Promise.resolve({ ok: true, value: true }),
}));

const { giveEndorsement, giveKeys, giveRelease } = await import(
  '../../miniapp/src/recommendation/trustee/acts'
);

const VILLAGE = AreaCode.parse('990101100201');
const TOWN = AreaCode.parse('990101100000');
const NOW = Math.floor(Date.now() / 1000);
const ELIGIBLE = [{ name: '陈桂兰', group: '1组' }];
const SEATS = [1, 2, 3, 4];

const bytes = (name: string) => sha256(utf8(name));

function keysOf(officer: number): Keys {
  const signSeed = bytes(`seed ${officer}`);
  const signPk = ed25519PublicKey(signSeed);
  return {
    officer,
    signSeed,
    signPk,
    device: deriveKeyPair(bytes(`device ${officer}`)),
    directorySeed: signSeed,
  };
}

const signers = [0, ...SEATS].map((seat) => keysOf(seat + 1));

const NOTHING = { publicKeys: [''], signature: '', signatures: [''] };
interface Asked {
  params: { seat: number };
  body?: typeof NOTHING;
}

/** A server that only keeps one round by the rules; `sent` are the release bodies that reached it. */
function server(closes: number) {
  const ref = (seat: number) => ({ officer: seat + 1, name: '签名人', area: seat < 3 ? VILLAGE : TOWN });
  const draft = {
    title: '主任推荐',
    positions: [{ position: 11 as const, maxNames: 1 }],
    opens: NOW - 5000,
    closes,
    k: 3,
    trustees: SEATS.map(ref),
    committee: ref(0),
    eligible: ELIGIBLE,
  };
  const facts = { now: NOW - 6000, area: VILLAGE, electorate: 10 };
  const plan = planRound(draft, { ...facts, signKeyOf: (_, officer) => keysOf(officer).signPk });
  if (!plan.ok) throw new Error(plan.error.code);
  const state = rules.beginRound(4);
  const id = Id.parse('AAECAwQFBgcICQoLDA0ODw');
  const held: { round: OfficeRound; sent: unknown[] } = {
    round: { id, area: VILLAGE, plan: plan.value, state, leaves: NO_LEAVES, revision: 1 },
    sent: [],
  };
  move(held, rules.takeIssuerKeys(held.round, [new Uint8Array(256).fill(255)]));
  const send = ((contract: { path: string }, { params, body = NOTHING }: Asked) => {
    const { publicKeys, signature, signatures } = body;
    if (contract.path.endsWith('eligible')) {
      return Promise.resolve({ ok: true, value: { document: toBase64url(encodeEligible(ELIGIBLE)) } });
    }
    if (contract.path.endsWith('release')) held.sent.push(body);
    if (contract.path.endsWith('keys'))
      move(held, rules.takeTrusteeKeys(held.round, params.seat, publicKeys, signature));
    if (contract.path.endsWith('endorsement'))
      move(held, rules.endorse(held.round, params.seat, signatures, NOW - 5500));
    return Promise.resolve({ ok: true, value: held.round });
    // One answer stands for every contract's: which is asked, only the path says.
  }) as unknown as Send;
  return { held, send };
}

function move(held: { round: OfficeRound }, decision: rules.Decision): void {
  if (!decision.ok || decision.value === 'unchanged') throw new Error('the round did not move');
  held.round = { ...held.round, state: decision.value, revision: held.round.revision + 1 };
}

/** A round that all have endorsed, and the server's word that it is closed. */
async function saidToBeClosed(closes: number) {
  localStorage.clear();
  const { held, send } = server(closes);
  for (const seat of SEATS) await giveKeys(send, held.round, seat, signers[seat]!);
  for (const seat of [0, ...SEATS]) await giveEndorsement(send, held.round, seat, signers[seat]!);
  const endorsed = held.round;
  if (endorsed.state.kind !== 'endorsed') throw new Error('not endorsed');
  const { params, endorsements } = endorsed.state;
  const [fixed] = rules.paramsOf(params);
  const closing = (hash = fixed!.hash) => {
    const root = bytes('root');
    const counts = { records: 0, issued: 0, paper: 0 };
    return toBase64url(encodeClose({ roundHash: hash, ...counts, boardRoot: root, issuedRoot: root }));
  };
  const state = { params, endorsements, closings: [closing()], releases: [null, null, null, null] };
  const closed = { ...endorsed, state: { kind: 'closed' as const, ...state } };
  return { held, send, endorsed, closed, closing };
}

it('gives the keys of a round that is over out', async () => {
  const { held, send, closed } = await saidToBeClosed(NOW - 1);
  expect((await giveRelease(send, closed, 1, signers[1]!)).ok).toBe(true);
  expect(held.sent).toHaveLength(1);
});

it('keeps them when the server calls a running round closed', async () => {
  const { held, send, closed, endorsed } = await saidToBeClosed(NOW + 600);
  const answer = await giveRelease(send, closed, 1, signers[1]!);
  expect(answer.ok ? '' : answer.problem.title).toMatch('还没有截止');
  expect((await giveRelease(send, endorsed, 1, signers[1]!)).ok).toBe(false);
  expect(held.sent).toEqual([]);
});

it('keeps them without a closing of this very round, or when the parameters are not the endorsed ones', async () => {
  const { held, send, closed, closing } = await saidToBeClosed(NOW - 1);
  const other = { ...closed.state, closings: [closing(bytes('another round'))] };
  const none = { ...closed.state, closings: [] };
  const text = bytesOf(closed.state.params[0]!);
  const bent = toBase64url(text.map((byte, i) => (i === text.length - 1 ? byte ^ 1 : byte)));
  const unendorsed = { ...closed.state, params: [bent], closings: [closing(roundHash(bytesOf(bent)))] };
  for (const state of [other, none, unendorsed]) {
    const answer = await giveRelease(send, { ...closed, state }, 1, signers[1]!);
    expect(answer.ok ? '' : answer.problem.code).toBe('round-untrusted');
  }
  expect(held.sent).toEqual([]);
});

it('keeps them until the closing stands in the public log', async () => {
  const { held, send, closed } = await saidToBeClosed(NOW - 1);
  isLogged = false;
  const answer = await giveRelease(send, closed, 1, signers[1]!);
  isLogged = true;
  expect(answer.ok ? '' : answer.problem.code).toBe('not-logged');
  expect(held.sent).toEqual([]);
});
