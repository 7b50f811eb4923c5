import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import {
  keepCasePiece,
  readCase,
  readCasePiece,
  recuse,
  tipline,
  withdrawClosing,
} from '#shared/tip/contract';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import { recordHash } from '#shared/tip/record';
import { readAsk } from '#shared/recovery/ask';
import { withdrawRecovery } from '#shared/recovery/contract';
import { Id } from '#shared/ids';
import { holdersOf } from '#test/directory/ceremony';
import { resident } from '#test/recommendation/county';
import {
  agrees,
  askFor,
  finishes,
  givenBack,
  handsOn,
  openedAtDesk,
  partsFor,
  sendAsk,
} from '#test/recovery/recovering';
import type { TestCounty } from '#test/setup';
import {
  asWriter,
  caseOf,
  closes,
  endOf,
  letter,
  mailbox,
  newCase,
  next,
  officerActs,
  proposes,
  sent,
  tipCounty,
  type TipCounty,
  withColleague,
  writer,
} from '#test/tip/case';
import { officerWrites, sealFile } from '#test/tip/files';
import { caseAt } from '#test/tip/moves';
import { erases, erasesOn } from '#test/tip/erasing';
import { moveNoted, notes, recusalBy, remark } from '#test/tip/noting';
import { keep, templatesOf } from '#test/wording/books';
import { askTokens, create, runTokens, spendOn } from '#test/token/villager';
import { must, type RunSchedule } from './step';

/** A letter is answered, added to and ended; of two others an officer keeps away from one, and one is noted about and goes to the office above; the office keeps its templates. */
export async function takeLetter(county: TestCounty): Promise<TipCounty> {
  const place = await tipCounty(Promise.resolve(county));
  const keys = await newCase(place, place.town);
  const params = { ...place.town.office, case: caseOf(keys) };
  const view = await county.must(readCase, { params }, place.town.session);
  must(await officerActs(place, keys, place.town, view, 'accept'));
  const { records } = await asWriter(county, { body: { do: 'read', ...mailbox(keys) } });
  const more = sent(letter(place, keys, place.town, '还有一件事', next(records)));
  await asWriter(county, { body: { do: 'append', ...mailbox(keys), record: more } });
  await encloseFiles(place, keys);
  const moving = await caseAt(place, place.town);
  must(await notes(place, moving, place.town, remark('先找村会计核对')));
  must(await moveNoted(place, moving, place.town, place.above));
  must(await keep(place, place.town, 1));
  await templatesOf(place, place.town);
  await endLetter(place, keys);
  await keepAway(await withColleague(place));
  return place;
}

/** One of two officers keeps away from a letter. */
async function keepAway(place: TipCounty): Promise<void> {
  const keys = await caseAt(place, place.town);
  const params = { ...place.town.office, case: caseOf(keys) };
  const body = await recusalBy(place, keys, place.town);
  must(await place.county.send(recuse, { params, body }, place.town.session));
}

/** An office asks for a letter and takes that back; of another one two holders give it back. */
export async function recoverLetter(place: TipCounty): Promise<void> {
  const { county, town } = place;
  const [one, two] = await holdersOf(county);
  const left = await caseAt(place, town);
  const asked = askFor(place, left, town);
  must(await sendAsk(place, left, town, asked));
  const withdrawal = { ask: Id.parse(toBase64url(readAsk(asked)!.id)) };
  const params = { ...town.office, case: caseOf(left) };
  must(await county.send(withdrawRecovery, { params, body: withdrawal }, town.session));
  const keys = await caseAt(place, town);
  const ask = askFor(place, keys, town);
  must(await sendAsk(place, keys, town, ask));
  must(await agrees(place, keys, one!, ask));
  const second = await agrees(place, keys, two!, ask);
  must(second);
  await county.enterLog();
  const document = bytesOf(second.value!.use!.document);
  for (const holder of [one!, two!])
    must(await handsOn(place, keys, holder, await partsFor(place, keys, holder, document, town)));
  const { opener } = await openedAtDesk(place, keys, town);
  must(await finishes(place, keys, town, await givenBack(place, keys, town, opener)));
}

/** The writer adds a photograph, the officer answers with a paper; one more photograph is never sent with a letter. */
async function encloseFiles(place: TipCounty, keys: ReceiptKeys): Promise<void> {
  const { county, town } = place;
  const [photo, paper, left] = [1, 2, 3].map((fill) => sealFile(new Uint8Array(900).fill(fill)));
  for (const { sent: pieces } of [photo!, left!])
    await county.must(tipline, { body: { do: 'put', ...mailbox(keys), ...pieces[0]! } });
  const { records } = await asWriter(county, { body: { do: 'read', ...mailbox(keys) } });
  const record = sent(letter(place, keys, town, '照片为证', next(records), {}, [photo!]));
  const body = { do: 'append' as const, ...mailbox(keys), record, files: [photo!.id] };
  await asWriter(county, { body });
  await county.must(tipline, { body: { do: 'get', ...mailbox(keys), file: photo!.id, piece: 0 } });
  const params = { ...town.office, case: caseOf(keys) };
  await county.must(keepCasePiece, { params, body: paper!.sent[0]! }, town.session);
  must(await officerWrites(place, keys, town, [paper!]));
  await county.must(readCasePiece, { params: { ...params, file: photo!.id, piece: 0 } }, town.session);
}

/** An officer proposes an end, takes it back, proposes again, and the office above confirms. */
async function endLetter(place: TipCounty, keys: ReceiptKeys): Promise<void> {
  const { county, town } = place;
  const params = { ...town.office, case: caseOf(keys) };
  const read = () => county.must(readCase, { params }, town.session);
  must(await officerActs(place, keys, town, await read(), 'handle'));
  const record = endOf(place, keys, town, await read());
  must(await proposes(place, keys, town, record));
  const body = { proposed: toBase64url(recordHash(record)) };
  await county.must(withdrawClosing, { params, body }, town.session);
  must(await closes(place, keys, town, await read()));
  must(await erases(place, keys, town, await read()));
  must(await erasesOn(place, keys, town));
}

/** A villager is issued a month's tokens and writes with one. */
export async function useToken(place: TipCounty, run: RunSchedule): Promise<void> {
  const { county } = place;
  await run('tokens', () => runTokens(county));
  const { tokens } = await askTokens(county, await resident(county, 0));
  const keys = writer();
  const record = letter(place, keys, place.town, '这封信带着令牌');
  must(await create(county, keys, record, spendOn(tokens[0]!, record)));
}
