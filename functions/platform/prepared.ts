import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Dynamo } from './dynamo';
import { ABSENT, equals, type Key, put, update, type Write } from './item';

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
const AREAS_KEPT = 2000;
const DOCUMENTS_KEPT = 200;

const StoredDocument = z.object({ body: z.string(), etag: z.string() });
const StoredVersion = z.object({ v: z.number() });

/** The writes that publish documents of one area: each document, and the area's version once. */
export function publishDocuments(area: AreaCode, documents: Readonly<Record<string, unknown>>): Write[] {
  return [
    ...Object.entries(documents).map(([name, value]) =>
      put('public', { ...documentKey({ area, name }), ...prepare(value) }),
    ),
    update('public', { PK: `DOC#${area}`, SK: VERSION }, 'ADD v :one', { ':one': 1 }),
  ];
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

/** The value of a stored document, for a store that changes one. */
export function storedValue(item: Record<string, unknown> | undefined): unknown {
  return JSON.parse(StoredDocument.parse(item).body);
}

/** The strong ETag of a body. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Several documents as one JSON array, with an ETag of its own. */
export function joinDocuments(documents: readonly PreparedDocument[]): PreparedDocument {
  return {
    body: `[${documents.map((document) => document.body).join(',')}]`,
    etag: etagOf(documents.map((document) => document.etag).join()),
  };
}

/** Where a prepared document lies, for a store that reads one together with its own items. */
export function documentKey({ area, name }: DocumentName): Key {
  return { PK: `DOC#${area}`, SK: name };
}

interface AreaState {
  version: number;
  checkedAt: number;
  checking: Promise<void> | undefined;
  /** Being read or read: whoever comes meanwhile waits for the same answer. A new version drops them all. */
  documents: Map<string, Promise<PreparedDocument | undefined>>;
}

/**
 * Keeps documents in memory. Within a second of the last check nothing is asked; after it one reader asks for
 * the versions while the others wait; only a changed version reads documents again.
 */
export function preparedReader(dynamo: Dynamo, nowMs: () => number): Prepared {
  const areas = new Map<AreaCode, AreaState>();

  return async (names) => {
    const wanted = [...new Set(names.map((name) => name.area))];
    await checkVersions(dynamo, areas, wanted, nowMs);
    return readDocuments(dynamo, areas, names);
  };
}

async function checkVersions(
  dynamo: Dynamo,
  areas: Map<AreaCode, AreaState>,
  wanted: readonly AreaCode[],
  nowMs: () => number,
): Promise<void> {
  const states = wanted.map((area) => ({ area, state: stateOf(areas, area) }));
  const stale = states.filter(({ state }) => !state.checking && nowMs() - state.checkedAt >= FRESH_MS);
  if (stale.length > 0) {
    const checking = askVersions(dynamo, stale, nowMs);
    for (const { state } of stale) state.checking = checking;
  }
  for (const { state } of states) await state.checking;
}

async function askVersions(
  dynamo: Dynamo,
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
    stale.forEach(({ state }, i) => {
      const version = items[i] ? StoredVersion.parse(items[i]).v : 0;
      if (version !== state.version) state.documents.clear();
      state.version = version;
      state.checkedAt = askedAt;
    });
  } finally {
    for (const { state } of stale) state.checking = undefined;
  }
}

/** The documents kept, and one call for those that are not. */
function readDocuments(
  dynamo: Dynamo,
  areas: Map<AreaCode, AreaState>,
  names: readonly DocumentName[],
): Promise<(PreparedDocument | undefined)[]> {
  const kept = names.map(({ area, name }) => stateOf(areas, area).documents.get(name));
  const missing = names.filter((_, i) => !kept[i]);
  const answer = dynamo.batchGet(
    missing.map((name) => ({ table: 'public' as const, key: documentKey(name) })),
  );
  const read = missing.map(({ area, name }, i) => {
    const { documents } = stateOf(areas, area);
    const reading = answer.then((items) => items[i] && StoredDocument.parse(items[i]));
    dropOldest(documents, DOCUMENTS_KEPT);
    documents.set(name, reading);
    // A call that failed is made again by the next reader; those who wait for it are told.
    reading.catch(() => documents.get(name) === reading && documents.delete(name));
    return reading;
  });
  return Promise.all(names.map(async (name, i) => kept[i] ?? read[missing.indexOf(name)]));
}

function stateOf(areas: Map<AreaCode, AreaState>, area: AreaCode): AreaState {
  const known = areas.get(area);
  if (known) return known;
  dropOldest(areas, AREAS_KEPT);
  const state: AreaState = { version: -1, checkedAt: -FRESH_MS, checking: undefined, documents: new Map() };
  areas.set(area, state);
  return state;
}

function dropOldest(map: Map<string, unknown>, keep: number): void {
  if (map.size < keep) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
