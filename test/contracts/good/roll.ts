import * as objections from '#shared/objection/contract';
import * as roll from '#shared/roll/contract';
import * as slips from '#shared/slip/contract';
import { addDays } from '#shared/time';
import type { World } from '#test/contracts/world';
import { OBJECTION as OBJECTED, rollPosted } from '#test/objection/filing';
import * as r from '#test/recommendation/county';
import * as rolls from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { freshId } from '#test/setup';
import { entriesOf, markOf, slipsFor } from '#test/slip/village';
import { clerkOf, founder, type Good, good, today, village } from './request';

export const ROLL: Good[] = [
  good(roll.matchRoll, async ({ county }) => {
    const { name, idNumber } = rollRow(7);
    return { params: village, body: { name, idLastSix: idNumber.slice(-6) }, as: await county.person('new') };
  }),
  good(roll.checkRoll, async (w) => {
    const { area, row } = await publishedVillage(w);
    const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
    return { params: { area }, body, as: await w.county.person(`looks up ${freshId()}`) };
  }),
  good(roll.myEntries, async ({ county }) => ({ as: await r.resident(county, 2) })),
  good(roll.rollHead, async (w) => ({ params: village, as: await clerkOf(w) })),
  good(roll.compareRoll, async (w) => ({
    params: village,
    body: { idNumbers: w.people(3).map(({ idNumber }) => idNumber) },
    as: await clerkOf(w),
  })),
  good(roll.rollEntries, async (w) => {
    const as = await clerkOf(w);
    const { area, version } = await w.county.must(roll.rollHead, { params: village }, as);
    return { params: { area, version }, query: {}, as };
  }),
  good(roll.putRollBatch, async (w) => ({
    params: { area: w.village(), version: 1, batch: 0 },
    body: { rows: w.people(45) },
    as: await founder(w),
  })),
  good(roll.carryRoll, async (w) => {
    const area = w.village();
    const as = await founder(w);
    await rolls.imported(w.county, area, as, w.people(3));
    return { params: { area, version: 2, batch: 1 }, body: { from: 1, without: [] }, as };
  }),
  good(roll.finishRoll, async (w) => {
    const at = { area: w.village(), version: 1 };
    const as = await founder(w);
    const batch = { params: { ...at, batch: 0 }, body: { rows: w.people(3) } };
    await w.county.must(roll.putRollBatch, batch, as);
    return { params: at, body: { from: 0, entries: 3 }, as };
  }),
  good(roll.publishedRoll, async (w) => {
    const { area, row } = await publishedVillage(w);
    return { params: { area }, as: await rolls.tied(w.county, area, row) };
  }),
  good(roll.newestRoll, async (w) => {
    const { area } = await publishedVillage(w);
    return { params: { area } };
  }),
  good(roll.publishedPage, async (w) => {
    const { area, row } = await publishedVillage(w);
    return { params: { area, version: 1, group: 0, page: 0 }, as: await rolls.tied(w.county, area, row) };
  }),
  good(roll.rollPublication, async (w) => {
    const { area } = await publishedVillage(w);
    return { params: { area }, as: await founder(w) };
  }),
  good(roll.publishRoll, async (w) => {
    const { area } = await listedVillage(w);
    return { params: { area, version: 1 }, body: { from: 0 }, as: await founder(w) };
  }),
  good(roll.moveTie, async (w) => {
    const [from, area] = [w.village(), w.village()];
    const as = await founder(w);
    const [row = rollRow(1), other = rollRow(2)] = w.people(2);
    await rolls.imported(w.county, from, as, [row]);
    const session = await rolls.tied(w.county, from, row);
    const [own] = await w.county.must(roll.myEntries, {}, session);
    await rolls.imported(w.county, from, as, [other], 1);
    await rolls.imported(w.county, area, as, [row]);
    return { params: { area, entry: own!.entry }, body: { from }, as };
  }),
  good(roll.findEntries, async (w) => ({
    params: village,
    query: { name: rollRow(3).name },
    as: await clerkOf(w),
  })),
];

/** A village with an election and a roll, and somebody of it. */
async function listedVillage(w: World) {
  const area = w.village();
  const as = await founder(w);
  const electionDay = addDays(today(w), 31);
  await rolls.planned(w.county, area, as, { electionDay });
  const [row = rollRow(1), ...others] = w.people(3);
  await rolls.imported(w.county, area, as, [row, ...others]);
  return { area, row };
}

/** The same, with the roll published. */
async function publishedVillage(w: World) {
  const village = await listedVillage(w);
  await rolls.published(w.county, village.area, await founder(w), 1);
  return village;
}

/** A village whose roll was posted today, and an objection to it. */
async function objected(w: World) {
  const area = w.village();
  const as = await founder(w);
  await rollPosted(w.county, area, today(w), as);
  const params = { area, id: freshId() };
  return { params, body: OBJECTED, as };
}

/** Somebody of a village's roll, by entry. */
async function listed(w: World) {
  const { area, row } = await listedVillage(w);
  const as = await founder(w);
  const entry = (await entriesOf(w.county, area, as)).get(row.name)!;
  return { area, row, entry, as };
}

export const SLIP: Good[] = [
  good(slips.makeSlips, async (w) => {
    const { area, entry, as } = await listed(w);
    return { params: { area }, body: { id: freshId(), entries: [entry] }, as };
  }),
  good(slips.readSlips, async (w) => {
    const { area, entry, as } = await listed(w);
    await slipsFor(w.county, area, as, [entry]);
    return { params: { area }, as };
  }),
  good(slips.endTie, async (w) => {
    const { area, row, entry, as } = await listed(w);
    await rolls.tied(w.county, area, row);
    const mark = (await markOf(w.county, area, as, entry))!;
    return { params: { area, entry }, body: { reason: 'phone-lost', mark } as const, as };
  }),
  good(slips.takeSlip, async (w) => {
    const { area, entry, as } = await listed(w);
    const [slip] = await slipsFor(w.county, area, as, [entry]);
    const body = { code: slip!.code };
    return { params: { area }, body, as: await w.county.person(`slip ${freshId()}`) };
  }),
];

export const OBJECTION: Good[] = [
  good(objections.fileObjection, async (w) => ({
    ...(await objected(w)),
    as: await w.county.person('objects'),
  })),
  good(objections.myObjections, async (w) => {
    const { params } = await objected(w);
    return { params: { area: params.area }, as: await w.county.person('reads') };
  }),
  good(objections.takeObjection, async (w) => {
    const { params, body, as } = await objected(w);
    return { params, body: { receivedOn: today(w), text: body }, as };
  }),
  good(objections.readObjections, async (w) => {
    const { params, as } = await objected(w);
    return { params: { area: params.area }, as };
  }),
  good(objections.decideObjection, async (w) => {
    const { params, body, as } = await objected(w);
    await w.county.must(objections.fileObjection, { params, body }, await w.county.person('waits'));
    return { params, body: { upheld: true, reason: '户口册上有本人，登记时漏抄。' }, as };
  }),
];
