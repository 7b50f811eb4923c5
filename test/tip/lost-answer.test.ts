import { beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '#shared/tip/content';
import { caseOf, officerActs, type TipCounty } from './case';
import {
  type App,
  type Desk,
  type DeskCase,
  must,
  openDesk,
  type TestPhone,
  tipPhone,
  writeLetter,
  sealLetter,
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

const keysOf = ({ id, signSeed, device } = place.town) => ({ officer: id, signSeed, device });
const textsOf = ({ entries }: Pick<DeskCase, 'entries'>) =>
  entries.map((entry) => (entry.ok ? wordsOf(entry.content) : entry.flaw));

const sealed = () => sealLetter(place, app);

async function opened() {
  const letter = await writeLetter(place, app);
  const atDesk = () =>
    desk.openCase(place.town.office, caseOf(letter.keys), place.town.office, keysOf()).then(must);
  return { letter, mine: () => app.openCase(letter.receipt).then(must), atDesk };
}

const unanswered = { ok: false, problem: { code: 'tip-unanswered' } };
const mismatch = { ok: false, problem: { code: 'tip-mismatch' } };
const unsigned = { ok: false, problem: { code: 'tip-unsigned' } };

describe('a lost answer', () => {
  it('to a first letter leaves it open, and the same letter sent again is received, an act of the office later too', async () => {
    const { letter, send } = await sealed();
    phone.lose('/tipline');
    expect(await send()).toMatchObject(unanswered);
    const params = [place.town.office, caseOf(letter.keys), place.town.office, keysOf()] as const;
    const { view } = must(await desk.openCase(...params));
    expect((await officerActs(place, letter.keys, place.town, view, 'accept')).code).toBeUndefined();
    expect(await send()).toMatchObject({ ok: true });
    expect(must(await app.openCase(letter.receipt)).records).toHaveLength(2);
  });

  it('to a later message leaves it open, and the same message sent again stands once', async () => {
    const { mine } = await opened();
    const open = await mine();
    const more = must(await app.sealMore(open, { text: '那天是星期六' }));
    phone.lose('/tipline');
    expect(await app.deliverMore(open, more)).toMatchObject(unanswered);
    expect(textsOf(must(await app.deliverMore(open, more)))).toEqual(['有人送米', '那天是星期六']);
    expect(textsOf(await mine())).toEqual(['有人送米', '那天是星期六']);
  });

  it('to an act of the office leaves it open, and the same act sent again is done once', async () => {
    const { atDesk } = await opened();
    const open = await atDesk();
    const saying = { act: { act: 'accept' }, text: '来信收到，已经受理。' };
    const act = must(await desk.sealAct(open, place.town.office, keysOf(), saying));
    phone.lose('/casework');
    expect(await desk.sendAct(open, place.town.office, keysOf(), act)).toMatchObject(unanswered);
    const after = must(await desk.sendAct(open, place.town.office, keysOf(), act));
    expect(after.view.state.state).toBe('accepted');
    expect(textsOf(after)).toEqual(['有人送米', '来信收到，已经受理。']);
    expect(textsOf(await atDesk())).toEqual(textsOf(after));
  });
});

describe('an acknowledgement', () => {
  it('of another record does not count, on the phone and at the desk', async () => {
    const { ack } = (await (await opened()).mine()).answer;
    const { mine, atDesk } = await opened();
    const open = await mine();
    phone.twist('/tipline', (answer) => ({ ...answer, ack }));
    const more = must(await app.sealMore(open, { text: '还有一件' }));
    expect(await app.deliverMore(open, more)).toMatchObject(unsigned);
    must(await app.deliverMore(open, more));

    const seen = await atDesk();
    const saying = { act: { act: 'accept' }, text: '受理。' };
    const act = must(await desk.sealAct(seen, place.town.office, keysOf(), saying));
    const [first] = (await atDesk()).view.records;
    phone.twist('/casework', (answer) => ({ ...answer, records: [first] }));
    expect(await desk.sendAct(seen, place.town.office, keysOf(), act)).toMatchObject(mismatch);
    expect(must(await desk.sendAct(seen, place.town.office, keysOf(), act)).view.state.state).toBe(
      'accepted',
    );
  });

  it('for the newest record, which is not the one that was sent, does not count either', async () => {
    const { mine } = await opened();
    const open = await mine();
    const more = must(await app.sealMore(open, { text: '第一句' }));
    must(await app.deliverMore(open, more));
    const longer = await mine();
    must(await app.deliverMore(longer, must(await app.sealMore(longer, { text: '第二句' }))));
    const { ack } = (await mine()).answer;
    phone.twist('/tipline', (answer) => ({ ...answer, ack }));
    expect(await app.deliverMore(open, more)).toMatchObject(unsigned);
    expect(await app.deliverMore(open, more)).toMatchObject({ ok: true });
  });
});
