import { describe, expect, it } from '@jest/globals';
import { AreaCode, countyOf } from '#shared/area/code';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { DISCIPLINE, ELECTION, type OfficeKind } from '#shared/directory/office';
import { AVOIDED, MATTERS, SUBJECTS } from '#shared/tip/content';
import { LEFT_OUT_BY_SUBJECT, LEFT_OUT_BY_WRITER, ROUTES } from '#shared/tip/routes';
import { type Concern, concerns } from '#shared/tip/concern';
import { asksParty, type Question, routeFor, routeOf, rowOf } from '#shared/tip/routing';
import { ANCHOR, COUNTY, sentDirectory, TODAY, TOWN, TOWN_KEY, townEntry } from '#test/directory/county';

const VILLAGE = AreaCode.parse('990101101201');

/** Keys of its own for every office: a shared one makes two offices one. */
function at(area: AreaCode, kind: OfficeKind, name: string, fill: number): DirectoryEntry {
  const key = (n: number) => new Uint8Array(32).fill(n);
  return {
    ...townEntry,
    office: { area, kind },
    above: null,
    name,
    officePk: key(fill),
    recoveryPks: [1, 2, 3].map((n) => key(fill + n)),
    officers: [{ id: fill, signPk: key(fill + 4), devicePk: key(fill + 5), maySign: true, mayHoldKey: true }],
  };
}

const ENTRIES = [
  townEntry,
  at(TOWN, ELECTION, '镇换届办', 60),
  at(COUNTY, DISCIPLINE, '县纪委监委', 80),
  at(COUNTY, ELECTION, '县换届办', 100),
  at(VILLAGE, ELECTION, '村民选举委员会', 120),
];
const full = accepted(ENTRIES);

function accepted(entries: DirectoryEntry[]): Directory {
  const directory = acceptDirectory(sentDirectory({ entries }), ANCHOR, TODAY, 0);
  if (typeof directory === 'string') throw new Error(directory);
  return directory;
}

/** Lead, second and above by name. */
function names(answers: Omit<Question, 'place'>, where: Directory = full, place: AreaCode = VILLAGE) {
  const route = routeFor({ place, ...answers }, where, TODAY);
  return route && [route.office.name, route.second?.name ?? null, route.above?.name ?? null];
}

describe('the table of routes', () => {
  // Every row once, in the words of its law.
  it.each([
    ['村组法(2025) 第21条、居组法(2025) 第22条', 'bribery', 'villager', {}, ['镇换届办', null, '县换届办']],
    ['村组法(2025) 第21条、居组法(2025) 第22条', 'forgery', 'unsure', {}, ['镇换届办', null, '县换届办']],
    [
      '村组法(2025) 第21条、居组法(2025) 第22条、检举控告工作规则 第4条',
      'violence',
      'villager',
      { party: true },
      ['镇换届办', '柳塘镇纪委', '县换届办'],
    ],
    [
      '村组法(2025) 第21条、居组法(2025) 第22条、监察法 第15条',
      'forgery',
      'village-cadre',
      {},
      ['镇换届办', '柳塘镇纪委', '县换届办'],
    ],
    [
      '村组法(2025) 第21条、居组法(2025) 第22条、监察法 第15条、检举控告工作规则 第15条',
      'violence',
      'town-cadre',
      {},
      ['县换届办', '县纪委监委', null],
    ],
    [
      '监察法 第15条、检举控告工作规则 第4条',
      'procedure',
      'village-cadre',
      {},
      ['柳塘镇纪委', null, '县纪委监委'],
    ],
    ['监察法 第15条、检举控告工作规则 第15条', 'reprisal', 'town-cadre', {}, ['县纪委监委', null, null]],
    ['检举控告工作规则 第15条', 'bribery', 'county-cadre', {}, null],
  ] as const)('sends by %s a letter of %s by a %s %j to %j', (law, matter, subject, more, expected) => {
    const answers = { matter, subject, ...more };
    expect(rowOf(answers)?.law.map(({ article }) => article)).toEqual(law.split('、'));
    expect(names(answers)).toEqual(expected);
  });

  it('has exactly one row for every answer', () => {
    for (const matter of MATTERS)
      for (const subject of SUBJECTS)
        for (const party of [false, true]) {
          const fitting = ROUTES.filter(
            (row) =>
              row.matters.includes(matter) &&
              row.subjects.includes(subject) &&
              (row.party === undefined || row.party === party),
          );
          expect([matter, subject, party, fitting.length]).toEqual([matter, subject, party, 1]);
        }
  });

  it('has a law for every row and for every office that is left out', () => {
    const laws = [
      ...ROUTES,
      ...Object.values(LEFT_OUT_BY_SUBJECT).flat(),
      ...Object.values(LEFT_OUT_BY_WRITER),
    ].map(({ law }) => law);
    for (const law of laws) expect(law.length).toBeGreaterThan(0);
  });

  it('asks for party membership exactly where it sends the letter to discipline too', () => {
    const asked = MATTERS.flatMap((matter) =>
      SUBJECTS.filter((subject) => asksParty(matter, subject)).map((subject) => `${matter} ${subject}`),
    );
    const elections = ['bribery', 'violence', 'forgery'];
    expect(asked).toEqual(elections.flatMap((matter) => [`${matter} villager`, `${matter} unsure`]));
  });
});

describe('an office that the letter concerns', () => {
  it.each([
    ['town', 'procedure', 'village-cadre', ['县纪委监委', null, null]],
    ['town', 'forgery', 'village-cadre', ['县换届办', '县纪委监委', null]],
    ['county-discipline', 'procedure', 'village-cadre', ['柳塘镇纪委', null, null]],
    ['county-discipline', 'reprisal', 'town-cadre', null],
    ['county-discipline', 'violence', 'town-cadre', ['县换届办', null, null]],
    ['county-election', 'violence', 'town-cadre', ['县纪委监委', null, null]],
    ['county-election', 'bribery', 'villager', ['镇换届办', null, null]],
  ] as const)('is left out when it is %s, of %s by a %s', (avoid, matter, subject, expected) => {
    expect(names({ matter, subject, avoid: [avoid] })).toEqual(expected);
  });

  it('is every office of the county when its own leaders are named', () => {
    const offices = [TOWN, COUNTY].flatMap((area) =>
      ([DISCIPLINE, ELECTION] as const).map((kind) => ({ area, kind })),
    );
    for (const office of offices) expect(concerns(office, { subject: 'county-cadre' })).toBe(true);
    for (const office of offices) expect(concerns(office, { subject: 'village-cadre' })).toBe(false);
  });

  it('is every one of the town and above it: then this channel ends', () => {
    expect(names({ matter: 'bribery', subject: 'village-cadre', avoid: AVOIDED })).toBeNull();
  });

  it('is a village’s own election committee, whoever is named', () => {
    for (const subject of SUBJECTS) {
      expect(concerns({ area: VILLAGE, kind: ELECTION }, { subject })).toBe(true);
      const about = { subject };
      const office = { area: VILLAGE, kind: ELECTION } as const;
      expect(routeOf({ office, second: null, about }, full, TODAY)).toBeNull();
    }
  });

  it('is left out of what is written into the case later, as second and above too', () => {
    const about = { subject: 'villager', avoid: ['county-discipline', 'county-election'] } as const;
    const later = { office: townEntry.office, second: { area: COUNTY, kind: ELECTION }, about } as const;
    const route = routeOf(later, full, TODAY)!;
    expect([route.office.name, route.second, route.above]).toEqual(['柳塘镇纪委', null, null]);
  });

  it('is left out by its keys as well: a shared office key, a device of both, a recovery key that is one of these', () => {
    const [town, , county] = ENTRIES as [DirectoryEntry, DirectoryEntry, DirectoryEntry];
    const about = { matter: 'procedure', subject: 'town-cadre' } as const;
    const among = (changed: DirectoryEntry) => accepted([town, changed]);
    expect(names(about, among(county))).toEqual(['县纪委监委', null, null]);
    expect(names(about, among({ ...county, officePk: town.officePk }))).toBeNull();
    const [device] = town.officers;
    expect(names(about, among({ ...county, officers: [...county.officers, device!] }))).toBeNull();
    const [own, ...others] = county.recoveryPks;
    const mixed = among({ ...county, recoveryPks: [device!.devicePk, ...others] });
    const route = routeFor({ place: VILLAGE, ...about }, mixed, TODAY)!;
    expect(route.holders).toEqual([null, ...others]);
    expect(routeFor({ place: VILLAGE, ...about }, among(county), TODAY)!.holders).toEqual([own, ...others]);
  });

  it('is left out with its people: nobody recovers a letter that concerns an office whose people may hold the keys', () => {
    const later = (about: Concern) =>
      routeOf({ office: townEntry.office, second: null, about }, full, TODAY)!;
    expect(later({ subject: 'villager' }).holders).toEqual(townEntry.recoveryPks);
    for (const avoid of ['county-discipline', 'county-election'] as const) {
      expect(later({ subject: 'villager', avoid: [avoid] }).holders).toEqual([null, null, null]);
    }
  });

  it('leaves the letters of its village to the recovery holders that it named as well', () => {
    const [village] = ENTRIES.slice(-1) as [DirectoryEntry];
    const shared = accepted([...ENTRIES.slice(0, -1), { ...village, recoveryPks: townEntry.recoveryPks }]);
    for (const subject of ['villager', 'village-cadre'] as const) {
      const route = routeFor({ place: VILLAGE, matter: 'procedure', subject }, shared, TODAY)!;
      expect(route.holders).toEqual(townEntry.recoveryPks);
    }
  });

  it('cannot shut another office out by naming its key as a recovery holder', () => {
    const [town, , county] = ENTRIES as [DirectoryEntry, DirectoryEntry, DirectoryEntry];
    const [, ...others] = town.recoveryPks;
    const hostile = accepted([{ ...town, recoveryPks: [county.officePk, ...others] }, county]);
    expect(names({ matter: 'procedure', subject: 'town-cadre' }, hostile)).toEqual([
      '县纪委监委',
      null,
      null,
    ]);
  });
});

describe('the route', () => {
  it('goes up to the county where the town has no such office, or its key has run out', () => {
    const isCounty = ({ office }: DirectoryEntry) => office.area === countyOf(TOWN);
    const above = { ...full, entries: full.entries.filter(isCounty) };
    const procedure = { matter: 'procedure', subject: 'village-cadre' } as const;
    expect(names(procedure, above)).toEqual(['县纪委监委', null, null]);
    expect(names({ ...procedure, matter: 'forgery' }, above)).toEqual(['县换届办', '县纪委监委', null]);
    const over = (entry: DirectoryEntry) => (isCounty(entry) ? entry : { ...entry, lastDay: TODAY - 1 });
    const lapsed = { ...full, entries: full.entries.map(over) };
    expect(names({ matter: 'bribery', subject: 'villager' }, lapsed)).toEqual(['县换届办', null, null]);
    const all = { ...full, entries: full.entries.map((entry) => ({ ...entry, lastDay: TODAY - 1 })) };
    expect(names(procedure, all)).toBeNull();
  });

  it('falls back on discipline, once, where no election office is listed', () => {
    const only = accepted([townEntry]);
    expect(names({ matter: 'bribery', subject: 'village-cadre' }, only)).toEqual(['柳塘镇纪委', null, null]);
  });

  it('takes the office above by its place, whatever the entry says', () => {
    const forged = { ...townEntry, above: { area: VILLAGE, kind: ELECTION } } as const;
    const where = accepted([forged, ...ENTRIES.slice(1)]);
    expect(names({ matter: 'procedure', subject: 'village-cadre' }, where)?.[2]).toBe('县纪委监委');
  });

  it('is sealed under the keys that the directory lists', () => {
    const about = {};
    expect(routeOf({ office: townEntry.office, second: null, about }, full, TODAY)?.office.officePk).toEqual(
      TOWN_KEY.publicKey,
    );
    const elsewhere = { area: AreaCode.parse('990101102000'), kind: ELECTION } as const;
    expect(routeOf({ office: elsewhere, second: null, about }, full, TODAY)).toBeNull();
  });
});
