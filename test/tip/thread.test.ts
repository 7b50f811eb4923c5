import { describe, expect, it } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import {
  ANCHOR,
  COUNTY,
  OFFICER,
  sentDirectory,
  TODAY,
  TOWN,
  TOWN_KEY,
  townEntry,
} from '#test/directory/county';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import { signingKey } from '#shared/directory/entry';
import { DISCIPLINE, ELECTION, type OfficeKind } from '#shared/directory/office';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { chainHash, type ChainRecord, recordHash, type SealedRecord, servedTo } from '#shared/tip/record';
import { countyOf } from '#shared/area/code';
import type { DirectoryEntry } from '#shared/directory/entry';
import { routeFor, routeOf } from '#shared/tip/routing';
import { openThread } from '#shared/tip/thread';
import { chainFromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { ZERO_HASH } from '#shared/tip/head';
import type { Content } from '#shared/tip/content';
import { bytes } from './case';

const directory = accepted();
const keys = receiptKeys(drawReceipt(bytes(RECEIPT_RANDOM_BYTES))!);

function accepted(extra = sentDirectory()): Directory {
  const directory = acceptDirectory(extra, ANCHOR, TODAY, 0);
  if (typeof directory === 'string') throw new Error(directory);
  return directory;
}

function record(
  seq: number,
  prev: Uint8Array,
  direction: 0 | 1,
  seed = direction === 0 ? keys.signSeed : OFFICER.signSeed,
): SealedRecord {
  const first: Content = {
    kind: 'first',
    hpkePk: keys.hpke.publicKey,
    signPk: keys.signPk,
    said: { text: '信' },
  };
  return writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction,
    seq,
    prev,
    directory,
    route: routeOf({ office: townEntry.office, second: null }, directory, TODAY)!,
    content: seq === 0 ? first : { kind: 'message', said: { text: `第 ${seq} 条` } },
    signer: { id: direction === 0 ? 0 : OFFICER.id, seed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
}

const zero = record(0, ZERO_HASH, 0);
const one = record(1, recordHash(zero), 1);
const two = record(2, recordHash(one), 0);
const read = (...records: SealedRecord[]) => flaws(records.map((each) => servedTo('reporter', each)));
const flaws = (records: readonly ChainRecord[]) =>
  openThread(
    records,
    { role: 'reporter', pairs: [keys.hpke] },
    {
      caseId: keys.caseId,
      reporter: keys.signPk,
      officer: (head, id) => (head.office.area === TOWN ? signingKey(townEntry, id) : null),
    },
  ).map((entry) => (entry.ok ? 'shown' : entry.flaw));

describe('a thread', () => {
  it('is shown when every record follows the one before and is signed by its own', () => {
    expect(read(zero, one, two)).toEqual(['shown', 'shown', 'shown']);
  });

  it('withholds a reply that no officer of the directory signed', () => {
    const forged = record(1, recordHash(zero), 1, keys.signSeed);
    expect(read(zero, forged)).toEqual(['shown', 'signature']);
  });

  it('withholds what was left out, moved, or put in from elsewhere', () => {
    expect(read(zero, two)).toEqual(['shown', 'order']);
    expect(read(zero, two, one)).toEqual(['shown', 'order', 'order']);
    expect(read(zero, record(1, ZERO_HASH, 0))).toEqual(['shown', 'order']);
  });
});

describe('a record of a suite that this build does not know', () => {
  const wires = [zero, one, two].map((each) => {
    const { head, slot, slotsHash, body } = servedTo('reporter', each);
    const [h, s, x, b] = [head.bytes, slot, slotsHash, body].map(toBase64url);
    return { head: h!, slot: s!, slotsHash: x!, body: b!, day: TODAY };
  });
  const of = (version: number) => {
    const head = new Uint8Array(one.head.bytes);
    // The suite stands behind the tag: one byte of length, then the text.
    head[head[0]! + 2] = version;
    return { ...wires[1]!, head: toBase64url(head) };
  };

  it('keeps its place, and those after it are shown when they name it', () => {
    const foreign = of(2);
    const [, place] = chainFromWire([wires[0]!, foreign]);
    const after = record(2, chainHash(place!), 0);
    const served = [...chainFromWire([wires[0]!, foreign]), servedTo('reporter', after)];
    expect(flaws(served)).toEqual(['shown', 'suite', 'shown']);
    expect(flaws(chainFromWire([wires[0]!, foreign, wires[2]!]))).toEqual(['shown', 'suite', 'order']);
    expect(flaws(chainFromWire([wires[0]!, of(1), wires[2]!]))).toEqual(['shown', 'shown', 'shown']);
  });
});

describe('the route', () => {
  const at = (area: typeof TOWN, kind: OfficeKind, name: string) => ({
    ...townEntry,
    office: { area, kind },
    above: null,
    name,
  });
  const full = accepted(
    sentDirectory({
      entries: [
        { ...townEntry, above: { area: COUNTY, kind: DISCIPLINE } },
        at(TOWN, ELECTION, '镇换届办'),
        at(COUNTY, DISCIPLINE, '县纪委监委'),
        at(COUNTY, ELECTION, '县换届办'),
      ],
    }),
  );
  const names = (
    matter: Parameters<typeof routeFor>[0]['matter'],
    subject: Parameters<typeof routeFor>[0]['subject'],
    notTheTown = false,
    where = full,
  ) => {
    const route = routeFor({ place: TOWN, matter, subject, notTheTown }, where, TODAY);
    return route && [route.office.name, route.second?.name ?? null, route.above?.name ?? null];
  };

  it.each([
    ['bribery', 'villager', ['镇换届办', null, null]],
    ['forgery', 'village-cadre', ['镇换届办', '柳塘镇纪委', null]],
    ['procedure', 'village-cadre', ['柳塘镇纪委', null, '县纪委监委']],
    ['violence', 'town-cadre', ['县换届办', '县纪委监委', null]],
    ['reprisal', 'town-cadre', ['县纪委监委', null, null]],
    ['other', 'county-cadre', null],
  ] as const)('of %s by a %s is %j', (matter, subject, expected) => {
    expect(names(matter, subject)).toEqual(expected);
  });

  it('leaves the town out everywhere when the matter concerns it', () => {
    expect(names('procedure', 'village-cadre', true)).toEqual(['县纪委监委', null, null]);
  });

  it('goes up to the county where the town has no such office, or its key has run out', () => {
    const isCounty = ({ office }: DirectoryEntry) => office.area === countyOf(TOWN);
    const above = { ...full, entries: full.entries.filter(isCounty) };
    expect(names('procedure', 'village-cadre', false, above)).toEqual(['县纪委监委', null, null]);
    expect(names('forgery', 'village-cadre', false, above)).toEqual(['县换届办', '县纪委监委', null]);
    const over = (entry: DirectoryEntry) => (isCounty(entry) ? entry : { ...entry, lastDay: TODAY - 1 });
    const lapsed = { ...full, entries: full.entries.map(over) };
    expect(names('bribery', 'villager', false, lapsed)).toEqual(['县换届办', null, null]);
  });

  it('falls back on discipline where no election office is listed', () => {
    expect(names('bribery', 'villager', false, directory)).toEqual(['柳塘镇纪委', null, '棠水县纪委监委']);
  });

  it('is sealed under the keys that the directory lists', () => {
    expect(full.entries[0]?.officePk ?? null).not.toBeNull();
    expect(routeOf({ office: townEntry.office, second: null }, directory, TODAY)?.office.officePk).toEqual(
      TOWN_KEY.publicKey,
    );
    expect(routeOf({ office: { area: TOWN, kind: ELECTION }, second: null }, directory, TODAY)).toBeNull();
    expect(ed25519PublicKey(OFFICER.signSeed)).toEqual(townEntry.officers[0]!.signPk);
  });
});
