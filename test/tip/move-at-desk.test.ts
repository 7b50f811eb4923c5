import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sameOffice } from '#shared/directory/office';
import { partnerOf } from '#shared/tip/transfer';
import type { FirstContent } from '#shared/tip/content';
import type { TestOfficer } from '#test/directory/ceremony';
import { caseOf, type TipCounty } from './case';
import { shown } from './moves';
import {
  type App,
  type Desk,
  type DeskCase,
  goBy,
  keysOf,
  must,
  openDesk,
  type Sealed,
  type TestPhone,
  tipPhone,
  writeLetter,
} from './phone';

let place: TipCounty;
let phone: TestPhone;
let app: App;
let desk: Desk;

beforeAll(async () => {
  ({ place, phone, app } = await tipPhone());
  desk = await openDesk();
  app.takeSession(place.town.session);
});

beforeEach(() => {
  goBy(place.county);
});

const written = (said: Pick<FirstContent, 'avoid'> = {}) => writeLetter(place, app, said);

const opened = async (letter: Sealed, by: TestOfficer): Promise<DeskCase> => {
  app.takeSession(by.session);
  return must(await desk.openCase(by.office, caseOf(letter.keys), by.office, keysOf(by)));
};
const mine = (letter: Sealed) => app.openCase(letter.receipt).then(must);
const choiceTo = (open: DeskCase, to: TestOfficer) =>
  desk.choicesOf(open).find(({ route }) => sameOffice(route.office.office, to.office))!;
const seal = (open: DeskCase, to: TestOfficer, reason: string) => {
  const move = { target: choiceTo(open, to), reason, text: '按规定转过去办理。', along: true };
  return desk.sealMove(open, place.town.office, keysOf(place.town), move).then(must);
};

describe('the desk', () => {
  it('offers the offices a letter may go to, and none that it concerns', async () => {
    const ways = (open: DeskCase) =>
      desk.choicesOf(open).map((one) => [one.way, partnerOf(one).name, one.ready]);
    expect(ways(await opened(await written(), place.town))).toEqual(
      expect.arrayContaining([
        ['up', '棠水县纪委监委', true],
        ['aside', '柳塘镇换届办', false],
        ['join', '柳塘镇换届办', false],
      ]),
    );
    expect(ways(await opened(await written({ avoid: ['town'] }), place.above))).toEqual([]);
    expect(ways(await opened(await written({ avoid: ['county-discipline'] }), place.town))).toEqual([
      ['aside', '柳塘镇换届办', false],
      ['join', '柳塘镇换届办', false],
    ]);
  });

  it('moves a letter up, once, though the answer was lost; the writer reads on under the same receipt', async () => {
    const letter = await written();
    const open = await opened(letter, place.town);
    const move = await seal(open, place.above, 'own-people');
    phone.lose('/casework');
    const unanswered = { ok: false, problem: { code: 'tip-unanswered' } };
    expect(await desk.sendMove(open, place.town.office, move)).toMatchObject(unanswered);
    expect(must(await desk.sendMove(open, place.town.office, move))).toEqual(place.above.office);

    const followed = await mine(letter);
    expect(shown(followed.entries)).toEqual(['first', 'transfer']);
    expect([followed.officeName, followed.held]).toMatchObject([
      '棠水县纪委监委',
      { office: place.above.office, astray: false },
    ]);
    must(await app.deliverMore(followed, must(await app.sealMore(followed, { text: '还有一件' }))));
    const above = await opened(letter, place.above);
    expect(shown(above.entries)).toEqual(['first', 'transfer', 'message']);
    const gone = [place.town.office, caseOf(letter.keys), place.town.office, keysOf(place.town)] as const;
    app.takeSession(place.town.session);
    expect(await desk.openCase(...gone)).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  });

  it('asks the writer before another organ gets it, and may move it once they have agreed', async () => {
    const letter = await written();
    const open = await opened(letter, place.town);
    const saying = { act: { act: 'reply' }, text: '能不能转？', ask: { to: place.election.office } };
    const act = must(await desk.sealAct(open, place.town.office, keysOf(place.town), saying));
    must(await desk.sendAct(open, place.town.office, keysOf(place.town), act));

    const asked = await mine(letter);
    expect(asked.asked).toEqual({ to: place.election.office });
    const consent = { to: place.election.office, agreed: true };
    const answered = must(
      await app.deliverMore(asked, must(await app.sealMore(asked, { text: '同意。', consent }))),
    );
    expect(answered.asked).toBeUndefined();

    const again = await opened(letter, place.town);
    expect(choiceTo(again, place.election).ready).toBe(true);
    must(await desk.sendMove(again, place.town.office, await seal(again, place.election, 'other-organ')));
    expect(shown((await mine(letter)).entries)).toEqual(['first', 'message', 'message', 'transfer']);
    expect(shown((await opened(letter, place.election)).entries)).toEqual([
      'first',
      'message',
      'message',
      'transfer',
    ]);
  });
});
