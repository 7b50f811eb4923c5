import { toBase64url } from '#shared/crypto/bytes';
import * as tip from '#shared/tip/contract';
import { recordHash } from '#shared/tip/record';
import type { World } from '#test/contracts/world';
import * as tips from '#test/tip/case';
import * as erasing from '#test/tip/erasing';
import { sealFile } from '#test/tip/files';
import * as moves from '#test/tip/moves';
import * as noting from '#test/tip/noting';
import { type Good, good } from './request';

/** A case that its office has received. */
async function standingCase({ tips: place }: World) {
  const keys = await tips.newCase(place, place.town);
  const params = { ...place.town.office, case: tips.caseOf(keys) };
  return { keys, params, as: place.town.session };
}

const aPhoto = () => sealFile(new Uint8Array(900).fill(1));

/** A case of which its office has noted something. */
async function notedCase(w: World) {
  const { town } = w.tips;
  const keys = await moves.caseAt(w.tips, town);
  await noting.notes(w.tips, keys, town, noting.remark('先找村会计核对'));
  return { keys, params: { ...town.office, case: tips.caseOf(keys) }, as: town.session };
}

/** A case that is being handled, and the record that would end it. */
async function endingCase(w: World) {
  const { town } = w.tips;
  const { keys, params, as } = await standingCase(w);
  const view = () => w.county.must(tip.readCase, { params }, as);
  for (const act of ['accept', 'handle'] as const)
    await tips.officerActs(w.tips, keys, town, await view(), act);
  return { keys, params, as, record: tips.endOf(w.tips, keys, town, await view()) };
}

/** A case that has ended and whose content two officers have erased. */
async function erasedCase(w: World) {
  const { town, above } = w.tips;
  const { keys, params, as, record } = await proposedCase(w);
  await tips.confirms(w.tips, keys, above, record);
  await erasing.erases(w.tips, keys, town, await w.county.must(tip.readCase, { params }, as));
  return { keys, params, as };
}

/** A case whose end is proposed. */
async function proposedCase(w: World) {
  const ending = await endingCase(w);
  await tips.proposes(w.tips, ending.keys, w.tips.town, ending.record);
  return ending;
}

export const TIP: Good[] = [
  good(
    tip.tipline,
    ({ tips: place }) => {
      const keys = tips.writer();
      const record = tips.sent(tips.letter(place, keys, place.town, '有人送米拉票'));
      return { body: { do: 'create' as const, ...tips.mailbox(keys), tag: toBase64url(keys.tag), record } };
    },
    'create',
  ),
  good(
    tip.tipline,
    async (w) => {
      const { keys } = await standingCase(w);
      const box = tips.mailbox(keys);
      const { records } = await tips.asWriter(w.county, { body: { do: 'read', ...box } });
      const more = tips.letter(w.tips, keys, w.tips.town, '还有一件事', tips.next(records));
      const disagree = { to: w.tips.election.office, joint: true as const };
      return { body: { do: 'append' as const, ...box, record: tips.sent(more), disagree } };
    },
    'append',
  ),
  good(
    tip.tipline,
    async (w) => ({
      body: { do: 'read' as const, ...tips.mailbox((await standingCase(w)).keys) },
    }),
    'read',
  ),
  good(
    tip.tipline,
    () => ({ body: { do: 'put' as const, ...tips.mailbox(tips.writer()), ...aPhoto().sent[0]! } }),
    'put',
  ),
  good(
    tip.tipline,
    async (w) => {
      const { keys } = await standingCase(w);
      const box = tips.mailbox(keys);
      const [piece] = aPhoto().sent;
      await w.county.must(tip.tipline, { body: { do: 'put', ...box, ...piece! } });
      return { body: { do: 'get' as const, ...box, file: piece!.file, piece: 0 } };
    },
    'get',
  ),
  good(tip.keepCasePiece, async (w) => {
    const { params, as } = await standingCase(w);
    return { params, body: aPhoto().sent[0]!, as };
  }),
  good(tip.readCasePiece, async (w) => {
    const { params, as } = await standingCase(w);
    const [body] = aPhoto().sent;
    await w.county.must(tip.keepCasePiece, { params, body: body! }, as);
    return { params: { ...params, file: body!.file, piece: 0 }, as };
  }),
  good(tip.inbox, ({ tips: { town } }) => ({ params: town.office, query: {}, as: town.session })),
  good(tip.readCase, async (w) => {
    const { params, as } = await standingCase(w);
    return { params, as };
  }),
  good(tip.readNotes, async (w) => {
    const { params, as } = await notedCase(w);
    return { params, query: {}, as };
  }),
  good(tip.writeNote, async (w) => {
    const { keys, params, as } = await notedCase(w);
    const { town } = w.tips;
    const standing = await noting.notesOf(w.tips, keys, town);
    const way = { note: 'handling', way: 'interview' } as const;
    const record = tips.sent(noting.noteBy(w.tips, keys, town, standing, way));
    return { params, body: { record, signer: tips.signer(w.tips, town, record) }, as };
  }),
  good(tip.recuse, async ({ colleagues: place }) => {
    const { office, session: as } = place.town;
    const keys = await moves.caseAt(place, place.town);
    const params = { ...office, case: tips.caseOf(keys) };
    return { params, body: await noting.recusalBy(place, keys, place.town), as };
  }),
  good(tip.transferCase, async (w) => {
    const { town, above } = w.tips;
    const { keys } = await notedCase(w);
    const view = await moves.viewOf(w.tips, keys, town);
    const { records } = await noting.notesOf(w.tips, keys, town);
    const noted = { notes: records, along: true };
    const sealed = moves.sealMove(w.tips, keys, town, above, view, moves.ABOUT, noted);
    const body = moves.moveBody(w.tips, town, sealed);
    return { params: { ...town.office, case: tips.caseOf(keys) }, body, as: town.session };
  }),
  good(tip.proposeClosing, async (w) => {
    const { params, as, record } = await endingCase(w);
    const signer = tips.signer(w.tips, w.tips.town, record);
    return { params, body: { record: tips.sent(record), signer }, as };
  }),
  good(tip.confirmClosing, async (w) => {
    const { above } = w.tips;
    const { params, record } = await proposedCase(w);
    const body = tips.confirmationBy(w.tips, above, record);
    return { params: { ...above.office, case: params.case }, body, as: above.session };
  }),
  good(tip.eraseCase, async (w) => {
    const { keys, params, as } = await erasedCase(w);
    await erasing.cutOff(w.tips, keys);
    return { params, body: {}, as };
  }),
  good(tip.withdrawClosing, async (w) => {
    const { params, as, record } = await proposedCase(w);
    return { params, body: { proposed: toBase64url(recordHash(record)) }, as };
  }),
  good(tip.actOnCase, async (w) => {
    const { keys, params, as } = await standingCase(w);
    const { records } = await w.county.must(tip.readCase, { params }, as);
    const said = { status: 'accepted', text: '来信收到，已经受理。' } as const;
    const record = tips.reply(w.tips, keys, w.tips.town, records, { kind: 'status', said });
    const signer = tips.signer(w.tips, w.tips.town, record);
    return { params, body: { record: tips.sent(record), act: { act: 'accept' as const }, signer }, as };
  }),
];
