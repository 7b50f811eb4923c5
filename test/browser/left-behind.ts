import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { DEMO_PEOPLE } from '#local/demo/people';
import { rowOf, ZAOPING } from '#local/demo/villagers';
import { filesOf, find, type Haystack, held } from '../privacy/search';
import type { LocalServer } from './server';

/** Where something may lie on the server: each place is searched, and each is proved to be searched. */
interface Places {
  heap: Haystack[];
  databases: Haystack[];
  blobs: Haystack[];
  printed: Haystack[];
}

/** What a county holds after the journeys: in memory, in its files, and in what it printed. */
export async function leftBehind(server: LocalServer): Promise<Places> {
  const files = filesOf(server.directory);
  const isDatabase = ({ name }: Haystack) => /\.sqlite(?:-\w+)?$/.test(name);
  const isBlob = ({ name }: Haystack) => name.startsWith(join(server.directory, 'blobs'));
  return {
    heap: [{ name: 'heap', bytes: readFileSync(await server.heapSnapshot()) }],
    databases: files.filter(isDatabase),
    blobs: files.filter(isBlob),
    printed: [{ name: 'what it printed', bytes: Buffer.from(server.printed()) }],
  };
}

const NOTICE = '村民委员会候选人推荐提名公告';
const FORM = '枣坪村村民委员会成员候选人推荐表（纸质）';
const WELCOME = '棠水县 is an invented county';
const ROW_ID = 'DOC#990101100201';

/** What is public is found in every place where it is: otherwise finding no secret there would mean nothing. */
export function expectPublicFound({ heap, databases, blobs, printed }: Places): void {
  const found = {
    'the notice in memory': find(heap, NOTICE),
    'the notice in a database': find(databases, NOTICE),
    'a row’s id in a database': find(databases, ROW_ID),
    'the paper form among the blobs': find(blobs, FORM),
    'the welcome in what was printed': find(printed, WELCOME),
  };
  const missing = Object.entries(found).filter(([, places]) => places.length === 0);
  expect(missing.map(([what]) => what)).toEqual([]);
}

/** ID numbers and WeChat ids of the demo's people: memory holds them, for there the stand-in of WeChat lives. */
const WHO_THEY_ARE = [
  ...Object.values(ZAOPING).map((villager) => rowOf(villager).idNumber),
  ...DEMO_PEOPLE.map(({ person }) => `demo-${person}`),
];

/** None of the words lies anywhere; none of the bytes either, nor any text that was ever made of them. */
export function expectSecretsAbsent(
  { heap, ...elsewhere }: Places,
  words: readonly string[],
  bytes: readonly Uint8Array[],
): void {
  const files = Object.values(elsewhere).flat();
  for (const one of words) expect(one.length).toBeGreaterThanOrEqual(10);
  expect(find([...files, ...heap], ...words)).toEqual([]);
  expect(find(files, ...WHO_THEY_ARE, ...bytes)).toEqual([]);
  const texts = bytes
    .map((secret) => Buffer.from(secret))
    .flatMap((secret) => [secret.toString('base64url'), secret.toString('hex')])
    .map((text) => ({ piece: Buffer.from(text.slice(0, 24)) }));
  for (const { bytes: memory } of heap) expect(held(memory, texts).size).toBe(0);
}
