import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Dynamo } from './dynamo';
import { ABSENT, equals, type Key, put, update, type Write } from './item';
import { type Kept, keepLatest } from './keep-latest';

/** A document as it is sent: its bytes as text, and their strong ETag. */
export interface PreparedDocument {
  body: string;
  etag: string;
}

export interface DocumentName {
  area: AreaCode;
  /** `<kind>#<id or page>`. */
  name: string;
}

/** Reads prepared documents; several of them cost one question for their areas' versions. */
export type Prepared = (names: readonly DocumentName[]) => Promise<(PreparedDocument | undefined)[]>;

const VERSION = 'VERSION';
const FRESH_MS = 1000;
/** A county has some 1,200 villages. */
const AREAS_KEPT = 4000;
const EMPTY_AREAS_KEPT = 4000;
const ABSENT_KEPT = 10_000;
const JOINED_KEPT = 500;
const BYTES_KEPT = 64 << 20;
const BYTES_A_CHARACTER = 2;

const StoredDocument = z.object({ body: z.string(), etag: z.string() });
const StoredVersion = z.object({ v: z.number() });

/** The writes that publish documents of one area: each document, and the area's version once. */
export function publishDocuments(area: AreaCode, documents: Readonly<Record<string, unknown>>): Write[] {
  return [
    ...putDocuments(area, documents),
    update('public', { PK: `DOC#${area}`, SK: VERSION }, 'ADD v :one', { ':one': 1 }),
  ];
}

/** More documents of one area in a transaction that publishes others of it: its version is counted once. */
export function putDocuments(area: AreaCode, documents: Readonly<Record<string, unknown>>): Write[] {
  return Object.entries(documents).map(([name, value]) =>
    put('public', { ...documentKey({ area, name }), ...prepare(value) }),
  );
}

/** Writes a document over the one it was made from, or where there was none: whoever was faster is not lost. */
export function replaceDocument(
  { area, name }: DocumentName,
  value: unknown,
  before: Record<string, unknown> | undefined,
): Write {
  const when = before ? equals('etag', StoredDocument.parse(before).etag) : ABSENT;
  return put('public', { ...documentKey({ area, name }), ...prepare(value) }, when);
}

/** A value as it is stored and sent. */
export function prepare(value: unknown): PreparedDocument {
  const body = JSON.stringify(value);
  return { body, etag: etagOf(body) };
}

/** The name of a notice's document in its newest version, which other features hold things against too. */
export const noticeDocument = (id: Id): string => `notice#${id}`;

/** The value of a stored document, for a store that changes one. */
export function storedValue(item: Record<string, unknown> | undefined): unknown {
  return JSON.parse(StoredDocument.parse(item).body);
}

/** The strong ETag of a body. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Several documents as one JSON array, with an ETag of its own; `absent` stands in for those that are not there. */
export type Join = (
  area: AreaCode,
  documents: readonly (PreparedDocument | undefined)[],
  absent: (place: number) => PreparedDocument,
) => PreparedDocument;

/** Joins documents, for each area once as long as they are the same ones: a whole village asks for them at once. */
export function documentJoiner(): Join {
  const kept = keepLatest<{ parts: readonly unknown[]; joined: PreparedDocument }>(JOINED_KEPT);
  return (area, documents, absent) => {
    const known = kept.get(area);
    if (known && documents.every((document, i) => document === known.parts[i])) return known.joined;
    const joined = joinDocuments(documents.map((document, i) => document ?? absent(i)));
    kept.set(area, { parts: documents, joined });
    return joined;
  };
}

function joinDocuments(documents: readonly PreparedDocument[]): PreparedDocument {
  return {
    body: `[${documents.map((document) => document.body).join(',')}]`,
    etag: etagOf(documents.map((document) => document.etag).join()),
  };
}

const sent = new WeakMap<PreparedDocument, Uint8Array<ArrayBuffer>>();

/** The bytes of a document, made of its text once however often it is sent. */
export function bytesToSend(document: PreparedDocument): Uint8Array<ArrayBuffer> {
  const known = sent.get(document);
  if (known) return known;
  const bytes = new TextEncoder().encode(document.body);
  sent.set(document, bytes);
  return bytes;
}

/** Where a prepared document lies, for a store that reads one together with its own items. */
export function documentKey({ area, name }: DocumentName): Key {
  return { PK: `DOC#${area}`, SK: name };
}

interface AreaState {
  version: number;
  checkedAt: number;
  checking: Promise<void> | undefined;
}

/** What a process remembers; made-up areas and names push out nothing but each other. */
interface Memory {
  /** Areas with documents, and apart from them those that have none. */
  areas: Kept<AreaState>;
  emptyAreas: Kept<AreaState>;
  documents: Kept<PreparedDocument>;
  absent: Kept<true>;
  /** Being read: whoever comes meanwhile waits for the same answer. */
  reading: Map<string, Promise<PreparedDocument | undefined>>;
}

/**
 * Keeps documents in memory. Within a second of the last check nothing is asked; after it one reader asks for
 * the versions while the others wait; only a changed version reads documents again.
 */
export function preparedReader(dynamo: Dynamo, nowMs: () => number): Prepared {
  const memory: Memory = {
    areas: keepLatest(AREAS_KEPT),
    emptyAreas: keepLatest(EMPTY_AREAS_KEPT),
    documents: keepLatest(BYTES_KEPT, ({ body }) => BYTES_A_CHARACTER * body.length),
    absent: keepLatest(ABSENT_KEPT),
    reading: new Map(),
  };

  return async (names) => {
    const wanted = [...new Set(names.map((name) => name.area))];
    const versions = await checkVersions(dynamo, memory, wanted, nowMs);
    return readDocuments(dynamo, memory, versions, names);
  };
}

async function checkVersions(
  dynamo: Dynamo,
  memory: Memory,
  wanted: readonly AreaCode[],
  nowMs: () => number,
): Promise<Map<AreaCode, number>> {
  const states = wanted.map((area) => ({ area, state: stateOf(memory, area) }));
  const stale = states.filter(({ state }) => !state.checking && nowMs() - state.checkedAt >= FRESH_MS);
  if (stale.length > 0) {
    const checking = askVersions(dynamo, memory, stale, nowMs);
    for (const { state } of stale) state.checking = checking;
  }
  for (const { state } of states) if (state.checking) await state.checking;
  return new Map(states.map(({ area, state }) => [area, state.version]));
}

async function askVersions(
  dynamo: Dynamo,
  memory: Memory,
  stale: readonly { area: AreaCode; state: AreaState }[],
  nowMs: () => number,
): Promise<void> {
  const askedAt = nowMs();
  try {
    const keys = stale.map(({ area }) => ({
      table: 'public' as const,
      key: { PK: `DOC#${area}`, SK: VERSION },
    }));
    const items = await dynamo.batchGet(keys);
    stale.forEach(({ area, state }, i) => {
      state.version = items[i] ? StoredVersion.parse(items[i]).v : 0;
      state.checkedAt = askedAt;
      if (state.version > 0) memory.areas.set(area, state);
    });
  } finally {
    for (const { state } of stale) state.checking = undefined;
  }
}

/** The documents kept, and one call for those that are not. What is kept is kept under the area's version. */
function readDocuments(
  dynamo: Dynamo,
  memory: Memory,
  versions: ReadonlyMap<AreaCode, number>,
  names: readonly DocumentName[],
): Promise<(PreparedDocument | undefined)[]> {
  const places = names.map((name) => {
    const version = versions.get(name.area) ?? 0;
    return { ...name, version, place: `${name.area} ${version} ${name.name}` };
  });
  const { documents, absent, reading } = memory;
  // An area that was never published has no version and no document.
  const unknown = places.filter(
    ({ version, place }) => version > 0 && !documents.get(place) && !absent.get(place) && !reading.has(place),
  );
  if (unknown.length === 0 && reading.size === 0) {
    return Promise.resolve(places.map(({ place }) => documents.get(place)));
  }
  const answer = dynamo.batchGet(
    unknown.map((name) => ({ table: 'public' as const, key: documentKey(name) })),
  );
  for (const [i, { place }] of unknown.entries()) {
    const read = answer.then((items) => keep(memory, place, items[i]));
    reading.set(place, read);
    // A call that failed is made again by the next reader; those who wait for it are told.
    const done = () => reading.delete(place);
    read.then(done, done);
  }
  return Promise.all(places.map(async ({ place }) => (await reading.get(place)) ?? documents.get(place)));
}

function keep(
  { documents, absent }: Memory,
  place: string,
  item: Record<string, unknown> | undefined,
): PreparedDocument | undefined {
  const document = item && StoredDocument.parse(item);
  if (document) documents.set(place, document);
  else absent.set(place, true);
  return document;
}

function stateOf({ areas, emptyAreas }: Memory, area: AreaCode): AreaState {
  const known = areas.get(area) ?? emptyAreas.get(area);
  if (known) return known;
  const state: AreaState = { version: -1, checkedAt: -FRESH_MS, checking: undefined };
  emptyAreas.set(area, state);
  return state;
}
