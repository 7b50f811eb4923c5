import { jest } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import type { EntryWire } from '#shared/directory/contract';
import type { Directory } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { dayOf } from '#shared/time';
import type { Content, FirstContent } from '#shared/tip/content';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import type { CaseView } from '#shared/tip/contract';
import type { EntryAt } from '#shared/tip/confirm';
import type { Tied } from '#shared/tip/merging';
import type { NoteSaid } from '#shared/tip/note';
import type { Note, Work } from '#shared/tip/notes';
import type { Receipt } from '#shared/tip/receipt';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import type { ServedRecord } from '#shared/tip/record';
import { type Route, routeFor } from '#shared/tip/routing';
import type { Asked } from '#shared/tip/standing';
import type { Entry } from '#shared/tip/thread';
import type { Target } from '#shared/tip/transfer';
import type { TestOfficer } from '#test/directory/ceremony';
import { isBusy } from '#test/even';
import { appOf, COUNTY, type TestCounty } from '#test/setup';
import { type TipCounty, tipCounty } from './case';
import { ABOUT } from './moves';

const API = 'https://county.test';
const TIPLINE = 'https://tipline.test';

/** A phone's network and storage, with the app's own code on top: what it asked, and what it keeps. */
export interface TestPhone {
  /** Method and address of every request since the list was last emptied. */
  asked: string[];
  /** The next answer from a path that begins so, to a request of the method where one is named, is lost on its way; the request has arrived. */
  lose: (path: string, method?: string) => void;
  /** Changes the next answer of a path before the app sees it. */
  twist: (path: string, change: (answer: Record<string, unknown>) => object) => void;
  storage: Map<string, string>;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: { code: string } };

/** A letter as the app sealed it, and a case as the app opened it. */
export interface Sealed {
  receipt: Receipt;
  keys: ReceiptKeys;
}
export interface OpenCase {
  directory: Directory;
  records: readonly ServedRecord[];
  entries: readonly Entry[];
  answer: { ack: string; records: readonly { day: number }[] };
  officeName: string;
  asked: Asked | undefined;
  held: { office: Office; second: Office | null; astray: boolean } | undefined;
}

/** The parts of the app that these tests drive; its files belong to another TypeScript project, so they are named here. */
export interface App {
  renewDirectory: () => Promise<Outcome<unknown>>;
  heldDirectory: () => Promise<Outcome<Directory>>;
  entriesAt: (signers: readonly EntryWire[]) => Promise<EntryAt>;
  renewList: () => Promise<void>;
  listHere: () => { day: number; body: string; log: string } | undefined;
  listProofOf: (
    open: OpenCase,
    held: { day: number; body: string; log: string } | undefined,
    today: number,
  ) => { kind: string; since?: number; day?: number };
  openChannel: (why: 'write' | 'follow') => void;
  errandNow: () => string;
  sealFirst: (directory: Directory, route: Route, said: FirstContent) => Promise<Outcome<Sealed>>;
  deliver: (directory: Directory, sealed: Sealed) => Promise<Outcome<unknown>>;
  openCase: (receipt: Receipt) => Promise<Outcome<OpenCase>>;
  sealMore: (open: OpenCase, said: object) => Promise<Outcome<unknown>>;
  deliverMore: (open: OpenCase, sealed: unknown) => Promise<Outcome<OpenCase>>;
  takeSession: (session: Session) => void;
  chosenPhoto: (bytes: Uint8Array, src: string, name: string) => Chosen;
  sendLetter: (letter: object, way: OnItsWay, watch: object) => Promise<Tried>;
  sendMore: (
    from: OpenCase,
    said: object,
    files: readonly Chosen[],
    way: OnItsWay,
    watch: object,
  ) => Promise<TriedMore>;
  /** Whether the phone has a network. */
  online: { set: (is: boolean) => void };
  sendUploads: (
    uploads: unknown,
    put: unknown,
    watch: object,
  ) => Promise<Outcome<ProvenEnclosure[] | undefined>>;
  uploadsOf: (chosen: readonly Chosen[], known: readonly unknown[]) => Promise<unknown[]>;
  putPiece: (keys: ReceiptKeys, piece: unknown) => Promise<Outcome<unknown>>;
  getPiece: (keys: ReceiptKeys, file: Id, piece: number) => Promise<Outcome<{ piece: string }>>;
  filesOf: (record: ServedRecord | undefined, content: Content) => readonly ProvenEnclosure[] | null;
  openEnclosure: (
    file: ProvenEnclosure,
    get: (file: Id, piece: number) => Promise<Outcome<{ piece: string }>>,
    onPiece: (done: number) => boolean,
  ) => Promise<Outcome<Uint8Array[] | undefined>>;
}

/** A file as somebody chose it, and a letter on its way, as the app has them. */
export interface Chosen {
  name: string;
  type: string;
  length: number;
  read: (from: number, to: number) => Promise<Uint8Array>;
}
export interface OnItsWay {
  uploads: readonly { hashes: readonly Uint8Array[] }[];
  sealed?: Sealed;
}
export interface Tried {
  way: OnItsWay;
  outcome: Outcome<unknown> | undefined;
}

/** The same of a later message. */
export interface TriedMore {
  way: OnItsWay;
  outcome: Outcome<OpenCase> | undefined;
}

/** The officers' side of the app. */
export interface Desk {
  openCase: (holder: Office, id: Id, own: Office, keys: DeskKeys) => Promise<Outcome<DeskCase>>;
  sealAct: (open: DeskCase, own: Office, keys: DeskKeys, saying: object) => Promise<Outcome<unknown>>;
  sendAct: (open: DeskCase, own: Office, keys: DeskKeys, sealed: unknown) => Promise<Outcome<DeskCase>>;
  choicesOf: (open: DeskCase) => DeskChoice[];
  sealMove: (open: DeskCase, own: Office, keys: DeskKeys, move: object) => Promise<Outcome<unknown>>;
  sendMove: (open: DeskCase, own: Office, sealed: unknown) => Promise<Outcome<Office>>;
  pieceGetter: (open: DeskCase) => (file: Id, piece: number) => Promise<Outcome<{ piece: string }>>;
  putPiece: (open: DeskCase, own: Office, piece: unknown) => Promise<Outcome<unknown>>;
  openNotesOf: (open: DeskCase, own: Office) => Promise<Outcome<DeskNotes>>;
  sealNote: (
    open: DeskCase,
    known: DeskNotes,
    own: Office,
    keys: DeskKeys,
    said: NoteSaid,
  ) => Promise<Outcome<unknown>>;
  sendNote: (open: DeskCase, known: DeskNotes, own: Office, sealed: unknown) => Promise<Outcome<DeskNotes>>;
  merge: (one: Id, other: Id, own: Office, keys: DeskKeys) => Promise<Outcome<DeskMember>>;
  part: (one: Id, other: Id, own: Office, keys: DeskKeys) => Promise<Outcome<DeskMember>>;
  openMember: (id: Id, own: Office, keys: DeskKeys) => Promise<Outcome<DeskMember>>;
  openGroup: (id: Id, own: Office, keys: DeskKeys) => Promise<Outcome<DeskGroup>>;
  openEverTied: (id: Id, own: Office, keys: DeskKeys) => Promise<Outcome<DeskEverTied>>;
  tiedOf: (member: DeskMember) => Tied;
}
/** All that a case was ever handled together with, as far as the desk can open it. */
interface DeskEverTied {
  members: readonly DeskMember[];
  unopened: readonly Id[];
}
/** What a case is handled together with, as far as the desk can open it. */
interface DeskGroup {
  merged: readonly DeskMember[];
  half: readonly Id[];
  beside: readonly DeskMember[];
  unopened: readonly Id[];
}
/** A case's internal notes as the desk opened them. */
export interface DeskNotes {
  notes: readonly Note[];
  work: Work;
}
/** A case and its notes as the desk opened them. */
export interface DeskMember {
  open: DeskCase;
  notes: DeskNotes;
}
export type DeskChoice = Target & { ready: boolean };
export type DeskCase = Pick<OpenCase, 'records' | 'entries'> & { view: CaseView };
type DeskKeys = Pick<TestOfficer, 'signSeed' | 'device'> & { officer: number };

const FILES = [
  'tip/sending',
  'tip/send-letter',
  'tip/send-more',
  'platform/network',
  'platform/enclosing',
  'platform/enclosed',
  'platform/chosen',
  'platform/directory',
  'platform/county-directory',
  'platform/channel',
  'platform/day-list',
  'tip/list-proof',
  'platform/session',
];

/** Imports the app's code onto an opened phone. */
export async function openApp(): Promise<App> {
  const parts: object[] = [];
  for (const file of FILES) parts.push(await import(`../../miniapp/src/${file}`));
  return Object.assign({}, ...parts) as App;
}

/** Imports the desk's code onto an opened phone. */
export async function openDesk(): Promise<Desk> {
  const parts: object[] = [];
  for (const file of ['casework/opening', 'casework/moving', 'casework/notes', 'casework/merging'])
    parts.push(await import(`../../miniapp/src/${file}`));
  return Object.assign({}, ...parts) as Desk;
}

/** What must have succeeded. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

/** The keys of an officer as their desk has them open. */
export const keysOf = ({ id, signSeed, device }: Omit<DeskKeys, 'officer'> & { id: number }): DeskKeys => ({
  officer: id,
  signSeed,
  device,
});

/** The app goes by the county's clock: once more before each test, so that sessions hold for the whole of it. */
export function goBy({ clock }: TestCounty): void {
  jest.spyOn(Date, 'now').mockImplementation(() => clock.now * 1000);
}

/** A county with its offices, and a phone on which the app runs. */
export async function tipPhone(): Promise<{ place: TipCounty; phone: TestPhone; app: App }> {
  const place = await tipCounty();
  const phone = openPhone(place.county);
  return { place, phone, app: await openApp() };
}

/** A letter about a village as the app seals it, for the office that its answers lead to, and what sends it. */
export async function sealLetter(
  { county }: TipCounty,
  app: App,
  said: Partial<FirstContent> = {},
): Promise<{ letter: Sealed; send: () => Promise<Outcome<unknown>> }> {
  const directory = must(await app.heldDirectory());
  const { avoid = [] } = said;
  const route = routeFor({ ...ABOUT, avoid }, directory, dayOf(county.clock.now))!;
  const letter = must(await app.sealFirst(directory, route, { text: '有人送米', ...ABOUT, ...said }));
  return { letter, send: () => app.deliver(directory, letter) };
}

/** The same, sent. */
export async function writeLetter(
  place: TipCounty,
  app: App,
  said: Partial<FirstContent> = {},
): Promise<Sealed> {
  const { letter, send } = await sealLetter(place, app, said);
  must(await send());
  return letter;
}

async function wasBusy(url: string, answer: Response): Promise<boolean> {
  return url === `${TIPLINE}/tipline` && isBusy(answer);
}

/** Stands in for what a browser gives the app; call before the app's code is imported. */
export function openPhone(county: TestCounty): TestPhone {
  const asked: string[] = [];
  const storage = new Map<string, string>();
  let losing: { path: string; method: string | undefined } | undefined;
  let twisting: { path: string; change: (answer: Record<string, unknown>) => object } | undefined;
  const rootPk = toBase64url(ed25519PublicKey(county.wiring.secrets.root));
  const hosts = { api: API, ballotbox: API, tipline: TIPLINE };
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url === '/trust.json') return Response.json({ county: COUNTY, rootPk, log: county.logTrust, hosts });
    const line = `${init.method ?? 'GET'} ${url}`;
    asked.push(line);
    const { pathname } = new URL(url);
    const { method, headers, body } = init;
    const answer = await appOf(county.apps, pathname).request(
      new Request(url, { ...(method && { method }), ...(headers && { headers }), ...(body && { body }) }),
    );
    if (await wasBusy(url, answer)) asked.splice(asked.lastIndexOf(line), 1);
    if (twisting && pathname.startsWith(twisting.path)) {
      const { change } = twisting;
      twisting = undefined;
      return Response.json(change((await answer.json()) as Record<string, unknown>));
    }
    const isLost = losing?.path !== undefined && pathname.startsWith(losing.path);
    if (!isLost || (losing?.method ?? method) !== method) return answer;
    losing = undefined;
    throw new TypeError('connection lost');
  };
  goBy(county);
  const globals = {
    fetch,
    localStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, text: string) => storage.set(key, text),
      removeItem: (key: string) => storage.delete(key),
    },
    navigator: { onLine: true },
    addEventListener: () => undefined,
    ...Object.fromEntries(
      ['COUNTY', 'ROOT_PK', 'API', 'BALLOTBOX', 'TIPLINE', 'LOG', 'DEMO'].map((name) => [
        `TARO_APP_${name}`,
        '',
      ]),
    ),
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  jest.unstable_mockModule('@tarojs/taro', () => import('#test/miniapp/taro'));
  return {
    asked,
    storage,
    lose(path, method) {
      losing = { path, method };
    },
    twist(path, change) {
      twisting = { path, change };
    },
  };
}
