import { beforeAll, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { entryOf } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { dayOf } from '#shared/time';
import { REFUSALS } from '#shared/tip/refusal';
import { openBook, sealBook } from '#shared/wording/book';
import { keepTemplates, readTemplates } from '#shared/wording/contract';
import { COUNTY_TEMPLATES } from '#shared/wording/county';
import { BOOK_BYTES } from '#shared/wording/sizes';
import { filled, GAP, PURPOSES, Template, templatesFor } from '#shared/wording/template';
import { find } from '#test/privacy/search';
import { bytes, tipCounty, type TipCounty } from '#test/tip/case';
import { bookBy, keep, keeping, OWN, templatesOf } from './books';

let place: TipCounty;
let entry: DirectoryEntry;
beforeAll(async () => {
  place = await tipCounty();
  entry = entryOf(place.directory, place.town.office, dayOf(place.county.clock.now))!;
});

const opened = (book: Uint8Array, pairs = [place.town.officeKey], by: DirectoryEntry | null = entry) =>
  openBook(book, pairs, by)?.templates;

describe('an office’s own templates', () => {
  it('are kept for its officers, opened by its key with who signed, and changed one version after the other', async () => {
    const { town } = place;
    expect(await templatesOf(place, town)).toEqual({ version: 0 });
    expect((await keep(place, town, 1)).value?.version).toBe(1);
    const { book } = await templatesOf(place, town);
    expect(openBook(bytesOf(book!), [town.officeKey], entry)).toEqual({
      signerId: town.id,
      templates: [OWN],
    });
    expect((await keep(place, town, 2, bookBy(place, town, 2, []))).value?.version).toBe(2);
    expect(opened(bytesOf((await templatesOf(place, town)).book!))).toEqual([]);
  });

  it('of two changes at once one stands, and the same again is the same', async () => {
    const { above } = place;
    const [one, other] = [bookBy(place, above, 1), bookBy(place, above, 1)];
    const codes = (await Promise.all([keep(place, above, 1, one), keep(place, above, 1, other)])).map(
      ({ code }) => code,
    );
    expect(codes.filter((code) => code === undefined)).toHaveLength(1);
    expect(codes).toContain('templates-changed');
    const stands = codes[0] === undefined ? one : other;
    expect((await keep(place, above, 1, stands)).code).toBeUndefined();
    expect((await keep(place, above, 3, bookBy(place, above, 3))).code).toBe('templates-changed');
    expect((await templatesOf(place, above)).book).toBe(toBase64url(stands));
  });

  it('are read and kept by no other office, the one above included', async () => {
    const { county, town, above, election } = place;
    for (const { session } of [above, election]) {
      expect((await county.send(readTemplates, { params: town.office }, session)).code).toBe('forbidden');
      expect((await county.send(keepTemplates, keeping(place, town, 9), session)).code).toBe('forbidden');
    }
  });

  it('that name another office, version or snapshot than they are sent with are refused', async () => {
    const { town, above, county } = place;
    expect((await keep(place, town, 5, bookBy(place, above, 5))).code).toBe('tip-refused');
    expect((await keep(place, town, 5, bookBy(place, town, 6))).code).toBe('tip-refused');
    const sent = keeping(place, town, 5);
    const head = { office: town.office, version: 5, directory: new Uint8Array(32) };
    const strange = sealBook(
      head,
      { templates: [] },
      entry,
      { id: town.id, seed: town.signSeed },
      bytes(32),
    )!;
    const body = { ...sent.body, book: toBase64url(strange) };
    expect((await county.send(keepTemplates, { ...sent, body }, town.session)).code).toBe('tip-signer');
  });

  it('lie on the server as so many bytes whatever they say, and no word of them can be found there', async () => {
    const { election } = place;
    await keep(place, election, 1);
    const [item] = await place.county.dynamo.query('cases', { PK: `OFFICE#990101100000-2` });
    const stored = new Uint8Array(item!['book'] as Uint8Array);
    expect(stored).toHaveLength(BOOK_BYTES);
    expect(bookBy(place, election, 2, [])).toHaveLength(BOOK_BYTES);
    const heap = {
      name: 'item',
      bytes: Buffer.from(JSON.stringify(item) + Buffer.from(stored).toString('latin1')),
    };
    expect(find([heap], OWN.text, OWN.name)).toEqual([]);
    expect(find([{ name: 'plain', bytes: Buffer.from(JSON.stringify(OWN)) }], OWN.text)).not.toEqual([]);
  });
});

describe('a book', () => {
  it('opens with an earlier key of the office among others, and with no other one', () => {
    const book = bookBy(place, place.town, 1);
    expect(opened(book, [place.above.officeKey, place.town.officeKey])).toEqual([OWN]);
    expect(opened(book, [place.above.officeKey])).toBeUndefined();
    expect(opened(book, [])).toBeUndefined();
  });

  it('counts for nothing where nobody of the office signed it', () => {
    const head = { office: place.town.office, version: 1, directory: place.directory.hash };
    const said = { templates: [OWN] };
    const forged = sealBook(head, said, entry, { id: place.town.id, seed: bytes(32) }, bytes(32))!;
    const stranger = sealBook(head, said, entry, { id: 77, seed: place.town.signSeed }, bytes(32))!;
    for (const book of [forged, stranger]) expect(opened(book)).toBeUndefined();
    expect(opened(bookBy(place, place.town, 1), [place.town.officeKey], null)).toBeUndefined();
  });

  it('that was altered anywhere opens for nobody', () => {
    const book = bookBy(place, place.town, 1);
    for (const at of [0, 30, 40, 60, 80, 200, BOOK_BYTES - 1]) {
      const bent = book.slice();
      bent[at]! ^= 1;
      expect(opened(bent)).toBeUndefined();
    }
    expect(opened(book.slice(1))).toBeUndefined();
  });

  it('has room for as many templates as an office may keep, or says that it has not', () => {
    const many = (length: number) =>
      Array.from({ length: 30 }, (_, i) => ({ ...OWN, name: `模板${i}`, text: '字'.repeat(length) }));
    expect(opened(bookBy(place, place.town, 1, many(300)))).toHaveLength(30);
    expect(bookBy(place, place.town, 1, many(1500))).toBeNull();
  });
});

describe('the county’s templates', () => {
  it('hold one for every purpose and for every legal reason, each as an office could write it', () => {
    for (const template of COUNTY_TEMPLATES) expect(Template.safeParse(template).success).toBe(true);
    for (const purpose of PURPOSES)
      expect(templatesFor(COUNTY_TEMPLATES, purpose, 'litigation')).not.toHaveLength(0);
    for (const reason of REFUSALS)
      expect(templatesFor(COUNTY_TEMPLATES, 'refuse', reason).map((one) => one.reason)).toEqual([reason]);
  });

  it('say nothing of who wrote a letter, and leave no blank that nobody knows', () => {
    const known = { 今天: '11月28日', 办公室: '柳塘镇纪委', 电话: '0000-6280110', 最后一天: '12月18日' };
    for (const { text } of COUNTY_TEMPLATES) expect(filled(text, known)).not.toMatch(/[【】]|＿＿/);
  });
});

it('blanks are filled with what is known, every time, and a gap stands for what is not', () => {
  const text = '【办公室】【今天】收到，请打【电话】，【电话】。【别的】';
  expect(filled(text, { 今天: '11月28日', 办公室: '柳塘镇纪委' })).toBe(
    `柳塘镇纪委11月28日收到，请打${GAP}，${GAP}。【别的】`,
  );
});
