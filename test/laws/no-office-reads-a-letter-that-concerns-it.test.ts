import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ARCHIVE_RANDOM_BYTES, ArchiveSealer, decodeArchive, openArchive } from '#shared/archive/archive';
import { archiveOf, archiveRoute } from '#shared/archive/rules';
import { AreaCode } from '#shared/area/code';
import { equalBytes, toHex } from '#shared/crypto/bytes';
import { deriveKeyPair, type KeyPair } from '#shared/crypto/hpke';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { holderOffices } from '#shared/directory/holder';
import { DISCIPLINE, ELECTION, type Office, officeText } from '#shared/directory/office';
import { AVOIDED, MATTERS, SUBJECTS } from '#shared/tip/content';
import { concerns } from '#shared/tip/concern';
import { mayMerge } from '#shared/tip/merging';
import { noteKeys } from '#shared/tip/notes';
import { type Question, type Route, routeFor, routeOf } from '#shared/tip/routing';
import { openSlot, ROLES, slotOf } from '#shared/tip/slots';
import { type Holding, targetsOf } from '#shared/tip/transfer';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { ANCHOR, COUNTY, sentDirectory, TODAY, TOWN } from '#test/directory/county';
import { runs } from '#test/runs';

const VILLAGE = AreaCode.parse('990101101201');
const OTHER_TOWN = AreaCode.parse('990101102000');
const OFFICES: Office[] = [VILLAGE, TOWN, OTHER_TOWN, COUNTY].flatMap((area) =>
  [DISCIPLINE, ELECTION].map((kind) => ({ area, kind }) as Office),
);

/** Few keys, so that offices come to share them: of offices and devices, and of recovery holders alone. */
const PAIRS = Array.from({ length: 90 }, (_, i) => deriveKeyPair(new Uint8Array(32).fill(i + 1)));
const HOLDERS_FROM = 60;
const officeKey = fc.nat(HOLDERS_FROM - 1);
const pk = (i: number) => PAIRS[i]!.publicKey;

/** The cards of an office's people: each belongs to one office, as it was registered. */
const cardsOf = (office: Office): number[] => {
  const at = OFFICES.findIndex((one) => officeText(one) === officeText(office));
  return PAIRS.flatMap((_, i) => (i >= HOLDERS_FROM && i % OFFICES.length === at ? [i] : []));
};

/** What an office may name as recovery keys: cards of who may hold for it, which the county hears by name; or an office's or device's key. */
const named = (office: Office): fc.Arbitrary<number> =>
  fc.oneof(officeKey, fc.constantFrom(...holderOffices(office).flatMap(cardsOf)));

const base = acceptDirectory(sentDirectory(), ANCHOR, TODAY, 0) as Directory;

/** What an office's entry may be, however it was forged. */
const entryAt = (office: Office): fc.Arbitrary<DirectoryEntry> =>
  fc
    .record({
      key: officeKey,
      recovery: fc.tuple(named(office), named(office), named(office)),
      devices: fc.uniqueArray(officeKey, { minLength: 1, maxLength: 2 }),
      above: fc.option(fc.constantFrom(...OFFICES)),
      level: fc.constantFrom(1, 2, 3),
      from: fc.constantFrom(-400, -10, -5, 0, 1),
      days: fc.constantFrom(5, 300, 800),
    })
    .map(({ key, recovery, devices, above, level, from, days }) => ({
      epoch: 1,
      firstDay: TODAY + from,
      lastDay: TODAY + from + days,
      office,
      level: level,
      above,
      name: officeText(office),
      officePk: pk(key),
      recoveryPks: recovery.map(pk),
      officers: devices.map((device, i) => ({
        id: i + 1,
        signPk: pk(device),
        devicePk: pk(device),
        maySign: true,
        mayHoldKey: true,
      })),
    }));

/** Any directory: offices missing, lapsed, not yet valid, with keys of each other. */
const directories: fc.Arbitrary<Directory> = fc
  .tuple(...OFFICES.map((office) => fc.option(entryAt(office), { freq: 4 })))
  .map((entries) => ({ ...base, entries: entries.filter((entry) => entry !== null) }));

const questions: fc.Arbitrary<Question> = fc.record({
  place: fc.constantFrom(VILLAGE, TOWN),
  matter: fc.constantFrom(...MATTERS),
  subject: fc.constantFrom(...SUBJECTS),
  party: fc.boolean(),
  avoid: fc.subarray([...AVOIDED]),
});

/** The keys whose private halves people of concerned offices hold: a key that they merely name as a holder's stays its owner's. */
function heldBy({ entries }: Directory, question: Question) {
  const theirs = entries.filter(({ office }) => concerns(office, question));
  const own = theirs.flatMap(({ officePk, officers }) => [
    officePk,
    ...officers.map(({ devicePk }) => devicePk),
  ]);
  const cards = OFFICES.filter((office) => concerns(office, question)).flatMap(cardsOf);
  return { own, cards: cards.map(pk) };
}

const NO_ENTRY = {
  root: Uint8Array.of(1),
  snapshot: Uint8Array.of(2),
  entry: Uint8Array.of(3),
  proof: Uint8Array.of(4),
};

const has = (keys: readonly Uint8Array[], key: Uint8Array | null) =>
  key !== null && keys.some((one) => equalBytes(one, key));

/** A record of a case as it is sealed, and the directory that it is sealed under. */
interface Sealing {
  readonly route: Route;
  readonly under: Directory;
}

/** Every record of a case: the first, those that follow under another directory, whatever second office is named, and moves. */
function sealingsOf(question: Question, under: Directory, later: Directory): Sealing[] {
  const first = routeFor(question, under, TODAY);
  if (!first) return [];
  const { office } = first.office;
  const next = [null, ...OFFICES].flatMap(
    (second) => routeOf({ office, second, about: question }, later, TODAY) ?? [],
  );
  const all = [first, ...next];
  const moved = all.flatMap((route) => movesOf(holdingOf(route), question, later));
  const again = moved.flatMap((route) => movesOf(holdingOf(route), question, under));
  return [
    { route: first, under },
    ...[...next, ...moved].map((route) => ({ route, under: later })),
    ...again.map((route) => ({ route, under })),
  ];
}

const holdingOf = ({ office, second }: Route) => ({ office: office.office, second: second?.office ?? null });

/** Everywhere a case may go from where it is. */
const movesOf = (holding: Holding, question: Question, under: Directory): Route[] =>
  targetsOf(holding, question, under, TODAY).map(({ route }) => route);

describe('no office reads a letter that concerns it', () => {
  it('by the table, whatever the directory lists and whatever was answered', () => {
    let routed = 0;
    let concernedHolders = 0;
    fc.assert(
      fc.property(questions, directories, directories, (question, directory, later) => {
        for (const { route, under } of sealingsOf(question, directory, later)) {
          routed += 1;
          const { own, cards } = heldBy(under, question);
          for (const entry of [route.office, route.second, route.above]) {
            if (!entry) continue;
            expect(concerns(entry.office, question)).toBe(false);
            expect(has(own, entry.officePk)).toBe(false);
            for (const { devicePk } of entry.officers) expect(has(own, devicePk)).toBe(false);
          }
          // A note goes to the office alone.
          for (const key of Object.values(noteKeys(route.office))) expect(has(own, key)).toBe(false);
          for (const holder of route.holders) expect(has([...own, ...cards], holder)).toBe(false);
          // Nor do its people recover it: whose the holders' keys are, the directory does not say.
          const held = holderOffices(route.office.office).some((office) => concerns(office, question));
          if (held) expect(route.holders).toEqual([null, null, null]);
          concernedHolders += held ? 1 : 0;
        }
      }),
      { numRuns: runs(400) },
    );
    // A table that sends nothing anywhere would hold the law too.
    expect(routed).toBeGreaterThan(runs(100));
    expect(concernedHolders).toBeGreaterThan(0);
  });

  it('by the eight slots themselves, with every key that a concerned office holds', () => {
    const tried = { slots: 0, opened: 0 };
    const random = fc.uint8Array({ minLength: RECORD_RANDOM_BYTES, maxLength: RECORD_RANDOM_BYTES });
    const reporter = deriveKeyPair(new Uint8Array(32).fill(99));
    fc.assert(
      fc.property(questions, directories, random, (question, directory, bytes): void => {
        const route = routeFor(question, directory, TODAY);
        fc.pre(route !== null);
        const record = writeRecord({
          caseId: new Uint8Array(16).fill(1),
          reporterPk: reporter.publicKey,
          direction: 0,
          seq: 0,
          prev: new Uint8Array(32),
          directory,
          route: route,
          content: {
            kind: 'first',
            hpkePk: reporter.publicKey,
            signPk: reporter.publicKey,
            said: { text: '信' },
          },
          signer: { id: 0, seed: new Uint8Array(32).fill(98) },
          random: bytes,
        })!;
        const opens = (pair: KeyPair) =>
          ROLES.filter(
            (role) =>
              openSlot(slotOf(record.slots, role), role, pair, { head: record.head.bytes, wrap: 0 }) !== null,
          );
        const { own, cards } = heldBy(directory, question);
        const theirs = new Set([...own, ...cards].map(toHex));
        for (const pair of PAIRS.filter(({ publicKey }) => theirs.has(toHex(publicKey)))) {
          tried.slots += ROLES.length;
          expect(opens(pair)).toEqual([]);
        }
        const office = PAIRS.find(({ publicKey }) => equalBytes(publicKey, route.office.officePk));
        tried.opened += opens(office!).includes('office') ? 1 : 0;
      }),
      { numRuns: runs(12), endOnFailure: true },
    );
    expect(tried.opened).toBeGreaterThan(0);
    expect(tried.slots).toBeGreaterThan(0);
  });

  it('by a letter that another one is handled together with: wherever that goes, neither concerns who gets it', () => {
    const tried = { merged: 0, apart: 0 };
    fc.assert(
      fc.property(questions, questions, directories, directories, (one, other, directory, later) => {
        tried[mayMerge(one, other) ? 'merged' : 'apart'] += 1;
        expect(mayMerge(other, one)).toBe(mayMerge(one, other));
        if (!mayMerge(one, other)) return;
        // What its notes and its thread say of the other goes with each of its seals.
        for (const { route } of sealingsOf(one, directory, later))
          for (const entry of [route.office, route.second, route.above])
            if (entry) expect(concerns(entry.office, other)).toBe(false);
      }),
      { numRuns: runs(400) },
    );
    expect(tried.merged).toBeGreaterThan(runs(20));
    expect(tried.apart).toBeGreaterThan(runs(100));
  });

  it('by no archive: what is sealed to the county opens for nobody there whom one of its letters concerns', () => {
    const tried = { sealed: 0, kept: 0, concerned: 0, opened: 0 };
    const random = fc.uint8Array({ minLength: ARCHIVE_RANDOM_BYTES, maxLength: ARCHIVE_RANDOM_BYTES });
    const officer = { id: 1, seed: new Uint8Array(32).fill(97) };
    fc.assert(
      fc.property(
        questions,
        directories,
        fc.constantFrom(...OFFICES),
        random,
        (about, under, from, bytes) => {
          const route = archiveRoute(from, about, under, TODAY);
          const to = archiveOf(from);
          if ([from, to].some((office) => concerns(office, about))) expect(route).toBeNull();
          if (!route) {
            tried.kept += 1;
            return;
          }
          tried.sealed += 1;
          expect([route.own.office, route.to.office]).toEqual([from, to]);
          // Nobody reads it whom its writer was not told of.
          const told = routeOf({ office: from, second: null, about }, under, TODAY)!;
          if (from.area === TOWN || from.area === OTHER_TOWN) expect(told.above?.office).toEqual(to);
          const { own } = heldBy(under, about);
          for (const { officePk, officers } of [route.own, route.to])
            for (const key of [officePk, ...officers.map(({ devicePk }) => devicePk)])
              expect(has(own, key)).toBe(false);
          if (tried.sealed > runs(60)) return;
          const sealer = ArchiveSealer.begin({
            ...{ from, to, directory: under.hash, day: TODAY, random: bytes },
            recipients: [route.to.officePk, route.own.officePk],
          })!;
          const file = Buffer.concat([
            sealer.beginning,
            sealer.seal({ part: 'text', at: 0, last: true, bytes: Uint8Array.of(1) }),
            sealer.end({ cases: 1, officerId: officer.id, entry: NO_ENTRY }, officer),
          ]);
          const theirs = PAIRS.filter(({ publicKey }) => has(own, publicKey));
          tried.concerned += theirs.length;
          expect(openArchive(file, theirs)).toBe('closed');
          const mine = PAIRS.filter(({ publicKey }) =>
            has([route.to.officePk, route.own.officePk], publicKey),
          );
          for (const pair of mine) tried.opened += typeof openArchive(file, [pair]) === 'object' ? 1 : 0;
          expect(decodeArchive(file)?.slots).toHaveLength(2);
        },
      ),
      { numRuns: runs(400) },
    );
    for (const count of Object.values(tried)) expect(count).toBeGreaterThan(0);
  });
});
