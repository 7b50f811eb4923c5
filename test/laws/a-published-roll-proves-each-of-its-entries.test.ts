import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash, merkleRoot } from '#shared/crypto/merkle';
import * as tree from '#functions/roll/roll-tree';
import { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import { Id } from '#shared/ids';
import { publishedRoll, publishRoll, rollPublication } from '#shared/roll/contract';
import { encodeRollList } from '#shared/roll/list';
import { leadsToRoot } from '#shared/roll/own-proof';
import { LegalDate } from '#shared/time';
import { interleave } from '#test/interleave';
import { imported, planned, published, tied } from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { runs } from '#test/runs';
import { setup, type TestCounty, VILLAGE } from '#test/setup';

const PAGE = 4;
const entry = fc.uint8Array({ minLength: 16, maxLength: 16 });
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).map((text) => text.normalize('NFC'));
const person = fc.record({ entry, name: word, group: word });
const people = fc.uniqueArray(person, {
  minLength: 1,
  maxLength: 40,
  selector: ({ entry: id }) => id.join(),
});
const salt = fc.uint8Array({ minLength: 32, maxLength: 32 });

it('proves each entry of any roll, and of none another name, group or place', () => {
  fc.assert(
    fc.property(people, salt, word, fc.nat(), (some, hidden, other, moved) => {
      const sorted = tree.inEntryOrder(some);
      const pages = Array.from({ length: Math.ceil(sorted.length / PAGE) }, (_, n) =>
        sorted.slice(n * PAGE, (n + 1) * PAGE),
      );
      const roots = pages.map((page) => tree.pageRoot(hidden, page));
      const firsts = pages.map(([first]) => first!.entry);
      const root = merkleRoot(roots);
      // Pages are subtrees of the one tree that RFC 9162 makes of all.
      expect(root).toEqual(merkleRoot(tree.leavesOf(hidden, sorted)));
      const at = { area: AreaCode.parse(VILLAGE), term: 12, version: 1, entries: sorted.length };
      const publication = {
        ...at,
        number: 1,
        groups: [],
        publishedAt: 0,
        firstDay: LegalDate.parse('2026-11-26'),
        leaf: '',
        document: toBase64url(encodeRollList({ ...at, root })),
      };
      for (const [index, one] of sorted.entries()) {
        const page = tree.pageAt(firsts, one.entry);
        const place = index % PAGE;
        expect(page).toBe(Math.floor(index / PAGE));
        const leaves = tree.leavesOf(hidden, pages[page]!);
        const own = {
          entry: Id.parse(toBase64url(one.entry)),
          nonce: toBase64url(tree.nonceOf(hidden, one.entry)),
          name: one.name,
          group: one.group,
          index,
          path: tree.pathOf(leaves, place, roots, page).map(toBase64url),
        };
        expect(leadsToRoot(own, publication)).toBe(true);
        if (other !== one.name) expect(leadsToRoot({ ...own, name: other }, publication)).toBe(false);
        if (other !== one.group) expect(leadsToRoot({ ...own, group: other }, publication)).toBe(false);
        const elsewhere = moved % sorted.length;
        if (elsewhere !== index) expect(leadsToRoot({ ...own, index: elsewhere }, publication)).toBe(false);
        // The boundary between name and group is part of the leaf.
        const shifted = { ...own, name: one.name + one.group, group: '' };
        expect(leadsToRoot(shifted, publication)).toBe(false);
      }
    }),
    { numRuns: runs(40) },
  );
});

it('says nothing of a person without the salt: another salt makes another leaf of the same words', () => {
  fc.assert(
    fc.property(person, salt, salt, (one, a, b) => {
      fc.pre(a.join() !== b.join());
      expect(tree.leavesOf(a, [one])).not.toEqual(tree.leavesOf(b, [one]));
      expect(tree.leavesOf(a, [one])[0]).not.toEqual(leafHash(one.entry));
    }),
  );
});

let county: TestCounty;
let clerks: Session[];
const ROWS = Array.from({ length: 6 }, (_, i) => rollRow(i));
const params = { area: VILLAGE };

beforeAll(async () => {
  county = await setup();
  clerks = await Promise.all([0, 1].map(() => county.staff('committee', VILLAGE)));
  await planned(county, VILLAGE, clerks[0]!);
  await imported(county, VILLAGE, clerks[0]!, ROWS);
  await published(county, VILLAGE, clerks[0]!, 1);
});

it('is published once however many publish it at once, beside imports, and what is published stays as it was', async () => {
  const villager = await tied(county, VILLAGE, ROWS[2]!);
  let version = 1;
  let number = 1;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isImporting) => {
      const next = isImporting ? ROWS.slice(0, 3 + (version % 3)) : ROWS;
      const from = version;
      version = await imported(county, VILLAGE, clerks[0]!, next, from);
      const publish = (as: Session) => async () => {
        const at = { params: { area: VILLAGE, version }, body: { from: number } };
        const { status, code, text } = await county.send(publishRoll, at, as);
        return { status, code, text };
      };
      const read = async () => {
        const { status, code, text } = await county.send(publishedRoll, { params }, villager);
        return { status, code, text };
      };
      const replies = await interleave(county, scheduler, [
        publish(clerks[0]!),
        publish(clerks[1]!),
        publish(clerks[0]!),
        read,
      ]);
      const [first, ...others] = replies.slice(0, 3);
      expect(first!.status).toBe(200);
      // Both clerks are told of the one publication.
      for (const other of others) expect(other).toEqual(first);
      const seen = JSON.parse(replies[3]!.text);
      expect([number, number + 1]).toContain(seen.publication.number);
      if (seen.own) expect(leadsToRoot(seen.own, seen.publication)).toBe(true);
      number += 1;
      const { publication } = await county.must(rollPublication, { params }, clerks[0]);
      expect(publication).toEqual(JSON.parse(first!.text));
      expect(publication?.number).toBe(number);
    }),
    { numRuns: runs(6), endOnFailure: true },
  );
});

it('has happened wholly or not at all, at whatever call it is cut', async () => {
  const { publication: before } = await county.must(rollPublication, { params }, clerks[0]);
  const from = before!.number;
  // A group for each: more pages than one transaction takes.
  const rows = Array.from({ length: 62 }, (_, i) => ({ ...rollRow(i), group: `第${i}组` }));
  const version = await imported(county, VILLAGE, clerks[0]!, rows, before!.version);
  const ask = { params: { area: VILLAGE, version }, body: { from } };
  for (const cutAt of [0, 1, 2, 3]) {
    const told: string[] = [];
    county.hooks.fault = ({ id }) => {
      if (!told.includes(id)) told.push(id);
      return told.indexOf(id) === cutAt ? 'refused' : undefined;
    };
    const cut = await county.send(publishRoll, ask, clerks[0]);
    delete county.hooks.fault;
    const { publication } = await county.must(rollPublication, { params }, clerks[0]);
    expect([cutAt, cut.status >= 500, publication]).toEqual([cutAt, true, before]);
  }
  await county.must(publishRoll, ask, clerks[0]);
  const { publication } = await county.must(rollPublication, { params }, clerks[0]);
  expect(publication).toMatchObject({ number: from + 1, version, entries: rows.length });
});
