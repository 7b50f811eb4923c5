import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { decodeUses, encodeUses } from '#shared/recovery/use';
import { readRecovery, recoveriesToHold, type RecoveryView } from '#shared/recovery/contract';
import { holdersOf, type TestHolder, type TestOfficer } from '#test/directory/ceremony';
import { caseOf, type TipCounty } from '#test/tip/case';
import { shown } from '#test/tip/moves';
import {
  type App,
  type DeskCase,
  goBy,
  keysOf,
  must,
  openDesk,
  type Outcome,
  type Sealed,
  tipPhone,
  writeLetter,
} from '#test/tip/phone';
import { agreementOf, stopHolding, townWithoutKeys } from './recovering';

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What the desk that asks does, and what a holder's browser does, as the app has them. */
interface Recovery {
  lostIn: (open: DeskCase) => number[];
  signRequest: (open: DeskCase, own: object, keys: object, loss: string) => Promise<{ ask: string }>;
  sendRequest: (open: DeskCase, own: object, body: { ask: string }) => Promise<Outcome<RecoveryView>>;
  takeBackRequest: (open: DeskCase, own: object, view: RecoveryView) => Promise<Outcome<unknown>>;
  regain: (open: DeskCase, own: object, keys: object, view: RecoveryView) => Promise<Outcome<Regained>>;
  sealBack: (regained: Regained, own: object, keys: object) => Promise<Outcome<unknown>>;
  sendBack: (open: DeskCase, own: object, keys: object, sealed: unknown) => Promise<Outcome<DeskCase>>;
  checkRequest: (view: RecoveryView) => Promise<Outcome<{ view: RecoveryView }>>;
  agree: (request: object, own: object, keys: object, pk: Uint8Array) => Promise<Outcome<RecoveryView>>;
  handOn: (
    request: object,
    own: object,
    card: Uint8Array,
  ) => Promise<Outcome<{ opened: number; all: number }>>;
}
interface Regained {
  open: DeskCase;
  given: number;
  lost: number;
  wrong: string[];
}

const FILES = ['casework/recovering', 'directory/holding'];

type Agreed = RecoveryView['agreed'][number];

let place: TipCounty;
let app: App;
let desk: Desk & Recovery;
let lost: Sealed;
let unsealed: Sealed;
let left: Sealed;
let town: TestOfficer;
let holders: readonly TestHolder[];

beforeAll(async () => {
  const opened = await tipPhone();
  app = opened.app;
  const parts: object[] = [await openDesk()];
  for (const file of FILES) parts.push(await import(`../../miniapp/src/${file}`));
  desk = Object.assign({}, ...parts) as Desk & Recovery;
  lost = await writeLetter(opened.place, app);
  left = await writeLetter(opened.place, app);
  // The county's discipline office is one whose people hold: nobody of them is given a share.
  unsealed = await writeLetter(opened.place, app, { avoid: ['county-discipline'] });
  ({ place, town } = await townWithoutKeys(opened.place));
  holders = await holdersOf(place.county);
});

beforeEach(() => {
  goBy(place.county);
});

async function opened(letter: Sealed): Promise<DeskCase> {
  app.takeSession(town.session);
  return must(await desk.openCase(town.office, caseOf(letter.keys), town.office, keysOf(town)));
}

/** The office asks for a letter. */
async function asked(letter: Sealed): Promise<{ open: DeskCase; view: RecoveryView }> {
  const open = await opened(letter);
  const body = await desk.signRequest(open, town.office, keysOf(town), 'passphrases');
  return { open, view: must(await desk.sendRequest(open, town.office, body)) };
}

/** What a holder finds of it, checked as their browser does. */
async function foundBy(holder: TestHolder, letter: Sealed) {
  app.takeSession(holder.session);
  const params = holder.office;
  const { recoveries } = await place.county.must(recoveriesToHold, { params }, holder.session);
  const view = recoveries.find((one) => one.case === caseOf(letter.keys))!;
  return must(await desk.checkRequest(view));
}

async function agreedBy(holder: TestHolder, letter: Sealed): Promise<void> {
  const request = await foundBy(holder, letter);
  must(await desk.agree(request, holder.office, keysOf(holder), holder.recovery.publicKey));
}

const handedOnBy = async (holder: TestHolder, letter: Sealed, card = holder.card) =>
  desk.handOn(await foundBy(holder, letter), holder.office, card);

async function stateOf(open: DeskCase): Promise<RecoveryView | undefined> {
  app.takeSession(town.session);
  const params = { ...town.office, case: open.view.case };
  return (await place.county.must(readRecovery, { params }, town.session)).recovery;
}

describe('a letter of an office that lost its keys', () => {
  it('is given back by two holders, each from their own browser, and read on by its writer', async () => {
    const { open } = await asked(lost);
    expect([shown(open.entries), desk.lostIn(open)]).toEqual([['slot'], [0]]);
    const [one, two] = holders as [TestHolder, TestHolder];
    await agreedBy(one, lost);
    expect(await handedOnBy(one, lost)).toMatchObject({ problem: { code: 'recovery-untrusted' } });
    await agreedBy(two, lost);
    expect(await handedOnBy(one, lost)).toMatchObject({ problem: { code: 'recovery-waiting' } });
    await place.county.enterLog();
    place.county.clock.now += 2;
    expect(must(await handedOnBy(one, lost))).toMatchObject({ opened: 1, all: 1 });
    expect(must(await handedOnBy(two, lost))).toMatchObject({ opened: 1, all: 1 });

    const regained = must(await desk.regain(open, town.office, keysOf(town), (await stateOf(open))!));
    expect([regained.given, shown(regained.open.entries)]).toEqual([1, ['first']]);
    const sealed = must(await desk.sealBack(regained, town.office, keysOf(town)));
    const after = must(await desk.sendBack(open, town.office, keysOf(town), sealed));
    expect([shown(after.entries), desk.lostIn(after)]).toEqual([['first', 'status'], []]);
    const followed = must(await app.openCase(lost.receipt));
    expect(shown(followed.entries)).toEqual(['first', 'status']);
    must(await app.deliverMore(followed, must(await app.sealMore(followed, { text: '还有一件' }))));
    expect(shown((await opened(lost)).entries)).toEqual(['first', 'status', 'message']);
  });

  it('is lost when it concerns an office whose people hold, which only their cards find out', async () => {
    const { open, view } = await asked(unsealed);
    const [one, two] = holders as [TestHolder, TestHolder];
    for (const holder of [one, two]) await agreedBy(holder, unsealed);
    await place.county.enterLog();
    place.county.clock.now += 2;
    for (const holder of [one, two])
      expect(must(await handedOnBy(holder, unsealed))).toMatchObject({ opened: 0, all: 1 });
    const regained = must(await desk.regain(open, town.office, keysOf(town), (await stateOf(open))!));
    expect(regained).toMatchObject({ given: 0, lost: 1, wrong: [] });
    must(await desk.takeBackRequest(open, town.office, view));
    expect(await stateOf(open)).toBeUndefined();
  });

  it('is not opened by a use of another day, nor by what those who are named did not sign', async () => {
    const { open, view: other } = await asked(unsealed);
    must(await desk.takeBackRequest(open, town.office, other));
    await asked(unsealed);
    const [one, two, three] = holders as [TestHolder, TestHolder, TestHolder];
    for (const holder of [two, three]) await agreedBy(holder, unsealed);
    const { view } = await foundBy(two, unsealed);
    const uses = decodeUses(bytesOf(view.use!.document))!;
    const onDay = (day: number): RecoveryView => {
      const document = toBase64url(encodeUses(uses.map((use) => ({ ...use, day }))));
      return { ...view, use: { ...view.use!, document } };
    };
    const [first, second] = view.agreed as [Agreed, Agreed];
    const signedFor = (ask: string, by: TestHolder): string => toBase64url(agreementOf(by, bytesOf(ask)));
    const named = (holder: TestHolder) => view.holders.find(({ officer }) => officer === holder.id)!;
    const { day } = uses[0]!;
    const flawed: RecoveryView[] = [
      onDay(day - 1),
      onDay(day + 1),
      { ...view, agreed: [first] },
      { ...view, agreed: [first, first] },
      { ...view, agreed: [first, { ...second, agreement: signedFor(other.ask, three) }] },
      { ...view, agreed: [first, { ...second, agreement: signedFor(view.ask, one) }] },
      { ...view, agreed: [first, { ...second, recoveryPk: named(one).recoveryPk, holder: named(one) }] },
      {
        ...view,
        agreed: [
          first,
          {
            agreement: signedFor(view.ask, one),
            recoveryPk: named(one).recoveryPk,
            holder: { ...named(one), signature: named(two).signature },
          },
        ],
      },
      { ...view, agreed: [first, { ...second, holder: undefined }] },
    ];
    for (const [i, bad] of flawed.entries())
      expect([i, await desk.checkRequest(bad)]).toMatchObject([
        i,
        { problem: { code: 'recovery-untrusted' } },
      ]);
    for (const sound of [view, onDay(day)]) must(await desk.checkRequest(sound));
  });

  it('opens by what two handed on, though one of them has another card since', async () => {
    const { open } = await asked(left);
    const [one, two] = holders as [TestHolder, TestHolder];
    for (const holder of [one, two]) await agreedBy(holder, left);
    await place.county.enterLog();
    place.county.clock.now += 2;
    for (const holder of [one, two]) must(await handedOnBy(holder, left));
    await stopHolding(place, one);
    const view = (await stateOf(open))!;
    expect(view.agreed.map(({ holder }) => holder?.officer)).toEqual([undefined, two.id]);
    const regained = must(await desk.regain(open, town.office, keysOf(town), view));
    expect(regained).toMatchObject({ given: 1, wrong: [] });
  });
});
