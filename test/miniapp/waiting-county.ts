import { jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';

// A county of one open round, played by `fetch`; sealing is stood in for by counters, since what is looked at is who
// sends what and when. The arithmetic has its own tests (test/recommendation), and the built bundle sends for real.

export const AREA = '990101100201';
export const ROUND = `${'R'.repeat(21)}A`;
export const OPENS = 1_700_000_000;
export const CLOSES = OPENS + 3600;
export const PEOPLE = ['P', 'Q'].map((letter) => `${letter.repeat(21)}A`);

let made = 0;

jest.unstable_mockModule('#shared/recommendation/check', () => ({
  checkPosition: () => ({ ok: true, value: {} }),
  checkEligible: () => ({ ok: true, value: [{ name: '陈桂兰', group: '一组' }] }),
}));
jest.unstable_mockModule('#shared/recommendation/paper', () => ({
  BEGIN_RANDOM_BYTES: 1,
  SEAL_RANDOM_BYTES: 1,
  begin: () => {
    made += 1;
    return {
      ok: true,
      value: {
        kind: 'asking',
        signSeed: `key ${made}`,
        prefix: '',
        blinded: `blinded ${made}`,
        unblinder: '',
      },
    };
  },
  takeToken: ({ signSeed }: { signSeed: string }) => ({
    ok: true,
    value: { kind: 'ready', signSeed, token: `of ${signSeed}` },
  }),
  seal: (
    before: { kind: string; signSeed: string; token: string; version?: number },
    _: unknown,
    choice: number[],
  ) => {
    made += 1;
    const { signSeed, token } = before;
    const version = (before.version ?? 0) + (before.kind === 'sealed' ? 0 : 1);
    const record = JSON.stringify({ signSeed, version, choice, made });
    return { ok: true, value: { kind: 'sealed', signSeed, token, version, choice, record } };
  },
  takeAck: (sealed: object, _: unknown, __: unknown, ack: string) => ({
    ok: true,
    value: { ...sealed, kind: 'cast', ack },
  }),
}));
jest.unstable_mockModule('../../miniapp/src/platform/public-log', () => ({
  proofOf: () => Promise.resolve({ ok: true, value: new Uint8Array(0) }),
}));
jest.unstable_mockModule('../../miniapp/src/platform/directory', () => ({
  fetchDirectory: () => Promise.resolve({ ok: true, value: { snapshot: { servicePk: '' } } }),
}));

/** A request that the county answered, when it came, and whether others of the same kind and place were under way. */
export interface Asked {
  what: 'token' | 'cast';
  position: number;
  /** Who asked, as the session said; nobody for a cast. */
  person: string | undefined;
  /** The blinded value or the record. */
  bytes: string;
  /** Seconds. */
  at: number;
}

export interface WaitingCounty {
  asked: Asked[];
  /** The newest record that lies in the box, by its key. */
  box: Map<string, { version: number; record: string }>;
  isReachable: boolean;
  /** The next answers get lost on the way back. */
  losing: number;
  /** What casts are refused with, if they are. */
  refusing: { status: number; code: string } | undefined;
  state: 'open' | 'closed';
}

const round = (state: string) => ({
  id: ROUND,
  title: '试推荐',
  state,
  opens: OPENS,
  closes: CLOSES,
  area: AREA,
  k: 3,
  trustees: [],
  eligible: 1,
  confirmed: null,
  positions: [11, 13].map((position) => ({
    position,
    maxNames: 1,
    params: '',
    endorsements: '',
    close: null,
    leaves: { params: '', endorsements: '', close: null },
    totals: null,
  })),
});

export function publicRound() {
  return round('open') as never;
}

function answer(
  county: WaitingCounty,
  url: string,
  init: { body?: string; headers: Record<string, string> },
) {
  const at = Date.now() / 1000;
  const body = init.body === undefined ? {} : (JSON.parse(init.body) as Record<string, string>);
  const person = init.headers['authorization']?.replace('Bearer ', '');
  if (url.endsWith('/token')) {
    const position = Number(/positions\/(\d+)/.exec(url)?.[1]);
    county.asked.push({ what: 'token', position, person, bytes: body['blinded']!, at });
    return { status: 200, body: { signature: toBase64url(new Uint8Array(256)) } };
  }
  if (url.endsWith('/ballotbox/records')) {
    const record = body['record']!;
    county.asked.push({ what: 'cast', position: Number(body['position']), person, bytes: record, at });
    if (county.refusing) return { status: county.refusing.status, body: { code: county.refusing.code } };
    if (at >= CLOSES) return { status: 409, body: { code: 'round-closed' } };
    const { signSeed, version } = JSON.parse(record) as { signSeed: string; version: number };
    county.box.set(signSeed, { version, record });
    return { status: 200, body: { ack: 'AAAA' } };
  }
  if (url.includes(`/rounds/${ROUND}`)) return { status: 200, body: round(county.state) };
  return { status: 404, body: { code: 'not-found' } };
}

const TRUST = {
  county: '990101000000',
  rootPk: 'A'.repeat(43),
  log: LOG_TRUST,
  hosts: { api: 'https://api', ballotbox: 'https://box', tipline: 'https://tip' },
};

/** Puts the county behind `fetch`; an answer takes a tenth of a second. */
export function playCounty(): WaitingCounty {
  const county: WaitingCounty = {
    asked: [],
    box: new Map(),
    isReachable: true,
    losing: 0,
    refusing: undefined,
    state: 'open',
  };
  const reply = ({ status, body }: { status: number; body: unknown }) => ({
    status,
    text: () => Promise.resolve(JSON.stringify(body)),
    headers: { get: () => null },
  });
  Object.assign(globalThis, {
    crypto: { getRandomValues: (bytes: Uint8Array) => bytes },
    fetch: async (url: string, init: { body?: string; headers: Record<string, string> }) => {
      if (url === '/trust.json') return reply({ status: 200, body: TRUST });
      if (!county.isReachable) throw new TypeError('offline');
      const answered = answer(county, url, init);
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (county.losing > 0) {
        county.losing -= 1;
        throw new TypeError('lost');
      }
      return reply(answered);
    },
  });
  return county;
}

export function sessionOf(person: string) {
  return { person, access: person, until: 4_000_000_000, refresh: 'r'.repeat(43), grants: [] } as never;
}
