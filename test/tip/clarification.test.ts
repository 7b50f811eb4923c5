import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { betrayalIn, Clarification, clarificationText } from '#shared/tip/clarification';
import { find } from '#test/privacy/search';
import { officerActs, tipCounty, type TipCounty } from './case';
import { caseAt, shown, toWriter, viewOf } from './moves';
import { notes, readNotesBy } from './noting';

const SAID: Clarification = {
  person: '钱守正',
  unit: '棠水县柳塘镇枣坪村党支部',
  about: '在换届中有关问题',
  finding: '经核实，反映的问题不属实。',
  approver: '王卫东',
};
const LETTER =
  '十一月二十日傍晚，在村口小卖部门前，看见钱守正挨家送烟酒，请大家推荐他的弟弟。他在棠水县柳塘镇枣坪村党支部做事。';
const WRITERS = { letters: [LETTER], names: [{ name: '马秀兰', phone: '139 0000-0000' }] };
const KNOWN = { own: [SAID.person, SAID.unit], places: ['棠水县', '柳塘镇', '枣坪村'] };
const NOTHING = { own: [], places: [] };
const found = (words: string) => betrayalIn(words, WRITERS, KNOWN);
/** Of a writer who left this name and telephone. */
const leaving = (name: string, phone: string) => ({ letters: [], names: [{ name, phone }] });

describe('a letter of clarification', () => {
  it('is addressed to the person and their organisation, says what was found, and names no writer and no leave-giver', () => {
    const { to, paragraphs } = clarificationText(SAID);
    expect(to).toBe('钱守正同志并棠水县柳塘镇枣坪村党支部：');
    const text = paragraphs.join('');
    expect(text).toContain('关于您在换届中有关问题的反映，已经核实完毕。经核实，反映的问题不属实。');
    const [unended] = clarificationText({ ...SAID, finding: '没有发现您到场' }).paragraphs;
    expect(unended).toMatch(/没有发现您到场。$/);
    expect(text).toContain('第五十条');
    expect(text).not.toContain(SAID.approver);
    expect(text).not.toContain('诬告');
    expect(betrayalIn(`${to}${text}`, WRITERS, KNOWN)).toBeUndefined();
  });

  it('lacks nothing', () => {
    for (const part of ['person', 'unit', 'about', 'finding', 'approver'] as const)
      expect(Clarification.safeParse({ ...SAID, [part]: ' ' }).success).toBe(false);
  });
});

describe('words that give a writer away', () => {
  it('are their name, their telephone, and their own words, whatever stands between the letters', () => {
    expect(found('反映人马 秀兰说的不属实')).toBe('name');
    expect(found('电话一三九，就是13900000000')).toBe('phone');
    expect(found('没有在村口小卖部门前送过东西')).toBe('quote');
    expect(found('没有“在村口 小卖部，门前”送过东西')).toBe('quote');
  });

  it('are not the addressee’s own name and organisation, nor what stands in every second letter', () => {
    expect(found(`${SAID.person}同志是${SAID.unit}的人，没有发现问题。`)).toBeUndefined();
    expect(
      betrayalIn(
        '村民委员会换届选举中没有问题',
        { letters: ['村民委员会换届选举有人送米'], names: [] },
        NOTHING,
      ),
    ).toBeUndefined();
  });

  it('are seen in any width, with nothing visible between them, and in Chinese numerals', () => {
    expect(found('打过１３９－００００－００００')).toBe('phone');
    expect(found('打过一三九〇〇〇〇零零零零')).toBe('phone');
    expect(found('马\u200b秀\u2060兰说的不属实')).toBe('name');
    const latin = leaving('ｌｉ ｄａｙｏｕ', '家里０５７１—８８８８８８８８，手机一三八 1111 2222');
    expect(betrayalIn('Li Dayou 说的不属实', latin, NOTHING)).toBe('name');
    for (const words of ['打过 0571-88888888', '打过 138 1111 2222'])
      expect(betrayalIn(words, latin, NOTHING)).toBe('phone');
    const letters = ['二楼２０１室门口放了两箱酒'];
    expect(betrayalIn('没有在201室门口放了两箱', { letters, names: [] }, NOTHING)).toBe('quote');
  });

  it('are not one sign, nor a telephone without figures: what is left out says nothing', () => {
    for (const [name, phone] of [
      ['王', '微信联系我'],
      ['。。', '——————'],
      ['王', '1-1-1-1'],
      ['（）', '打村里喇叭'],
    ] as const)
      expect(
        betrayalIn('经核实，王同志没有问题。2026年11月。', leaving(name, phone), NOTHING),
      ).toBeUndefined();
  });

  it('are found whatever was left, exactly where it stands in the words', () => {
    const words = fc.string({
      unit: fc.constantFrom(...Array.from('王李大有核实没问题的，。 1１一9-')),
      maxLength: 40,
    });
    const name = fc.string({
      unit: fc.constantFrom(...Array.from('王李大有。 ')),
      minLength: 1,
      maxLength: 4,
    });
    const phone = fc.string({
      unit: fc.constantFrom(...Array.from('1１一9９- 转无')),
      minLength: 5,
      maxLength: 25,
    });
    const letters = (text: string) => text.replace(/[，。 -]/g, '');
    const figures = (text: string) => text.replace(/[１一]/g, '1').replace(/９/g, '9');
    fc.assert(
      fc.property(words, name, phone, (said, left, number) => {
        const isNamed = letters(left).length >= 2 && letters(said).includes(letters(left));
        const runs = figures(number).replace(/[- ]/g, '').split(/\D/);
        const isRung = runs.some((run) => run.length >= 5 && figures(said).replace(/\D/g, '').includes(run));
        const expected = isNamed ? 'name' : isRung ? 'phone' : undefined;
        expect(betrayalIn(said, leaving(left, number), NOTHING)).toBe(expected);
      }),
    );
  });

  it('are a letter’s own words too where a name and an organisation should stand, names of places not counted', () => {
    const typed = (...own: string[]) => betrayalIn(own.join(''), WRITERS, { ...KNOWN, own });
    expect(typed(SAID.person, SAID.unit)).toBeUndefined();
    expect(typed('钱守正挨家送烟酒请大家', SAID.unit)).toBe('own');
    expect(typed(SAID.person, '棠水县柳塘镇村口小卖部门前看见')).toBe('own');
    expect(typed(SAID.person, '棠水县柳塘镇村口小卖部')).toBeUndefined();
    // Without the names of places more is refused, and nothing less.
    expect(betrayalIn(SAID.unit, WRITERS, { own: [SAID.unit], places: [] })).toBe('own');
  });

  it('are found around what stands in every second letter, too', () => {
    const letters = ['书记在村口叫党支部的人晚上挨家走一遍'];
    const words = (text: string) => betrayalIn(text, { letters, names: [] }, NOTHING);
    expect(words('没有在村口叫党支部的人晚上走')).toBe('quote');
    expect(words('没有叫党支部的人去')).toBeUndefined();
  });

  it('are found wherever eight characters of a letter stand, and never where fewer do', () => {
    const plain = LETTER.slice(0, LETTER.indexOf('。'));
    const letters = Array.from(plain.replace(/\p{P}/gu, ''));
    const start = fc.nat(letters.length - 8);
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 12 }), (at, length) => {
        const part = letters.slice(at, at + length).join('');
        const words = `经查${part}一事`;
        const expected = Array.from(part).length >= 8 ? 'quote' : undefined;
        expect(betrayalIn(words, { letters: [plain], names: [] }, NOTHING)).toBe(expected);
      }),
    );
  });
});

describe('that it was made', () => {
  let place: TipCounty;
  beforeAll(async () => {
    place = await tipCounty();
  });

  it('is read by the colleagues in an ended case, and by nobody else in any form', async () => {
    const { town } = place;
    const keys = await caseAt(place, town);
    await officerActs(place, keys, town, await viewOf(place, keys, town), 'refuse');
    expect((await notes(place, keys, town, { note: 'clarification', ...SAID })).code).toBeUndefined();
    expect(await readNotesBy(place, keys, town)).toMatchObject([
      { ok: true, signerId: town.id, said: { note: 'clarification', ...SAID } },
    ]);
    expect(shown(await toWriter(place, keys))).not.toContain('note');
    const items = await place.county.dynamo.query('cases', {
      PK: `CASE#${Buffer.from(keys.caseId).toString('base64url')}`,
    });
    const bytes = Buffer.from(
      JSON.stringify(items, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      ),
    );
    expect(find([{ name: 'case', bytes }], SAID.person, SAID.unit, SAID.finding)).toEqual([]);
    expect(find([{ name: 'said', bytes: Buffer.from(JSON.stringify(SAID)) }], SAID.unit)).not.toEqual([]);
  });
});
