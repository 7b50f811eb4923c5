import { areaTree, importAreas, previewAreas } from '#shared/area/contract';
import * as committee from '#shared/committee/contract';
import { publishCandidates, readCandidates } from '#shared/candidate/contract';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import * as directory from '#shared/directory/contract';
import { encodeEntry } from '#shared/directory/entry';
import {
  enterStage,
  planElection,
  readBoard,
  readTimetable,
  recordSteps,
  strikeRecord,
} from '#shared/election/contract';
import * as meeting from '#shared/meeting/contract';
import { AREAS, row } from '#test/area/rows';
import { choiceOf, who } from '#test/committee/choice';
import { CANDIDATES, candidatesAt, electionAt, PLAN, type World } from '#test/contracts/world';
import {
  holderBody,
  joinOffice,
  madeBy,
  provedKeys,
  sealedTo,
  signedDirectory,
} from '#test/directory/ceremony';
import { offerBody, secondOf, vouchedBody } from '#test/directory/second-device';
import { planned, signedMinutes } from '#test/meeting/minutes';
import { TEXT } from '#test/meeting/text';
import { published } from '#test/notice/writing';
import { LegalDate } from '#shared/time';
import { freshId, TOWN } from '#test/setup';
import { founder, type Good, good, inCounty, village } from './request';

const MORE_AREAS = [...AREAS, row('990101100202', '白杨店村', 'village')];

export const AREA: Good[] = [
  good(areaTree, async (w) => {
    await w.areas();
    return { params: village };
  }),
  good(previewAreas, async (w) => {
    await w.areas();
    return { params: inCounty, body: { from: 1, areas: MORE_AREAS }, as: await founder(w) };
  }),
  good(importAreas, async (w) => {
    await w.areas();
    return { params: inCounty, body: { from: 1, areas: MORE_AREAS }, as: await founder(w) };
  }),
];

export const ELECTION: Good[] = [
  good(planElection, async (w) => ({ params: { area: w.village() }, body: PLAN, as: await founder(w) })),
  good(enterStage, async (w) => {
    const area = w.village();
    await electionAt(w, area, 2);
    return { params: { area }, body: { from: 3, stage: 3 }, as: await founder(w) };
  }),
  good(recordSteps, async (w) => {
    const area = w.village();
    await electionAt(w, area, 1);
    const notice = await published(w.county, await founder(w), area);
    const record = { step: 'B4', title: '村民选举委员会名单公告', day: '2026-11-20', notice };
    return { params: { area }, body: { from: 1, records: [record] }, as: await founder(w) };
  }),
  good(strikeRecord, async (w) => {
    const area = w.village();
    await electionAt(w, area, 1);
    const record = {
      step: 'B4',
      title: '村民选举委员会名单',
      day: LegalDate.parse('2026-11-20'),
      place: '镇档案室',
    };
    const as = await founder(w);
    await w.county.must(recordSteps, { params: { area }, body: { from: 1, records: [record] } }, as);
    return { params: { area }, body: { from: 2, record, reason: '贴错了公告' }, as };
  }),
  good(readTimetable, async (w) => {
    const area = w.village();
    await electionAt(w, area, 1);
    return { params: { area } };
  }),
  good(readBoard, async (w) => {
    await electionAt(w, w.village(), 1);
    return { params: inCounty, as: await founder(w) };
  }),
  good(publishCandidates, async (w) => {
    const area = w.village();
    await electionAt(w, area, 5);
    return { params: { area }, body: { from: 0, list: CANDIDATES }, as: await founder(w) };
  }),
  good(readCandidates, async (w) => {
    const area = w.village();
    await candidatesAt(w, area);
    return { params: { area } };
  }),
];

/** Signed minutes in a village nobody has used. */
async function held(w: World) {
  const area = w.village();
  const as = await founder(w);
  await planned(w.county, area, as);
  const { id } = await signedMinutes(w.county, area, as);
  return { params: { area, id }, as };
}

const ASSEMBLY = {
  since: LegalDate.parse('2026-11-01'),
  members: Array.from({ length: TEXT.due }, (_, n) => ({
    ...{ name: `代表${n + 1}`, group: '第1组', woman: n % 3 === 0 },
    as: n % 6 === 5 ? ('委员' as const) : ('代表' as const),
  })),
};

export const MEETING: Good[] = [
  good(meeting.keepAssembly, async (w) => {
    const { params, as } = await held(w);
    return { params: { area: params.area }, body: { from: 0, ...ASSEMBLY }, as };
  }),
  good(meeting.readAssembly, async (w) => {
    const { params, as } = await held(w);
    const area = { area: params.area };
    await w.county.must(meeting.keepAssembly, { params: area, body: { from: 0, ...ASSEMBLY } }, as);
    return { params: area, as };
  }),
  good(meeting.listMinutes, async (w) => {
    const { params, as } = await held(w);
    return { params: { area: params.area }, as };
  }),
  good(meeting.readMinutes, held),
  good(meeting.draftMinutes, async (w) => {
    const { params, as } = await held(w);
    return { params: { ...params, id: freshId() }, body: { from: 0, text: TEXT }, as };
  }),
  good(meeting.signMinutes, async (w) => {
    const { params, as } = await held(w);
    const fresh = { ...params, id: freshId() };
    await w.county.must(meeting.draftMinutes, { params: fresh, body: { from: 0, text: TEXT } }, as);
    return { params: fresh, body: { from: 1 }, as };
  }),
  good(meeting.correctMinutes, async (w) => {
    const text = { ...TEXT, present: 23 };
    return { ...(await held(w)), body: { from: 2, text, reason: '核对过签到表' } };
  }),
];

/** A committee that was formed in a village nobody has used. */
async function formed(w: World) {
  const { params, as } = await held(w);
  const { area, id } = params;
  const body = { from: 0, choice: choiceOf(id) };
  await w.county.must(committee.formCommittee, { params: { area }, body }, as);
  return { params: { area }, as };
}

export const COMMITTEE: Good[] = [
  good(committee.readCommittee, formed),
  good(committee.formCommittee, async (w) => {
    const { params, as } = await held(w);
    return { params: { area: params.area }, body: { from: 0, choice: choiceOf(params.id) }, as };
  }),
  good(committee.leaveCommittee, async (w) => {
    const leaving = { ...who('马春生'), why: '辞职' as const, day: TEXT.day };
    return { ...(await formed(w)), body: { from: 1, leaving } };
  }),
  good(committee.objectToCommittee, async (w) => {
    const { params, as } = await formed(w);
    const objection = { receivedOn: choiceOf().postedOn, says: '会上没有念到第3组的票。' };
    return { params: { ...params, id: freshId() }, body: { from: 1, objection }, as };
  }),
];

const seed = (n: number) => toBase64url(new Uint8Array(32).fill(n));

export const DIRECTORY: Good[] = [
  good(directory.currentDirectory, () => ({ params: inCounty })),
  good(directory.enrol, async (w) => ({
    params: w.tips.town.office,
    body: {
      ...provedKeys(w.tips.town.office, {
        id: 900,
        signSeed: bytesOf(seed(90)),
        devicePk: bytesOf(seed(91)),
      }),
      name: '韩雪',
    },
    as: await w.as('officer', TOWN),
  })),
  good(directory.enrolledOfficers, ({ tips: { town } }) => ({
    params: town.office,
    as: town.session,
  })),
  good(directory.ownDevices, ({ tips: { town } }) => ({ params: town.office, as: town.session })),
  good(directory.offerDevice, async (w) => {
    const joined = await joinOffice(w.county, 'officer', w.tips.town.office);
    return { params: joined.office, body: offerBody(secondOf(joined)), as: joined.session };
  }),
  good(directory.addDevice, async (w) => {
    const joined = await joinOffice(w.county, 'officer', w.tips.town.office);
    const second = secondOf(joined);
    const { office: params, session: as } = joined;
    await w.county.must(directory.offerDevice, { params, body: offerBody(second) }, as);
    return { params, body: vouchedBody(joined, second), as };
  }),
  good(directory.removeDevice, async (w) => {
    const joined = await joinOffice(w.county, 'officer', w.tips.town.office);
    const second = secondOf(joined);
    const { office: params, session: as } = joined;
    await w.county.must(directory.offerDevice, { params, body: offerBody(second) }, as);
    return { params, body: { devicePk: toBase64url(second.device.publicKey) }, as };
  }),
  good(directory.registerHolder, async (w) => {
    const { office } = w.tips.town;
    const joined = await joinOffice(w.county, 'officer', office);
    const body = holderBody(joined, new Uint8Array(32).fill(92));
    return { params: office, body, as: joined.session };
  }),
  good(directory.recoveryHolders, ({ tips: { town } }) => ({ params: town.office, as: town.session })),
  good(directory.putEntry, ({ tips: { above } }) => ({
    params: above.office,
    body: {
      ...madeBy(above, encodeEntry({ ...above.entry, epoch: 2 })),
      keys: [{ ...sealedTo(above.entry.officers[0]!), sealed: toBase64url(new Uint8Array(80)) }],
    },
    as: above.session,
  })),
  good(directory.handOnKeys, async (w) => {
    const { town } = w.tips;
    const { id, device } = await joinOffice(w.county, 'officer', town.office);
    const to = sealedTo({ id, devicePk: device.publicKey });
    const keys = [{ ...to, epoch: 1, sealed: toBase64url(new Uint8Array(80)) }];
    return { params: town.office, body: { keys }, as: town.session };
  }),
  good(directory.myOfficeKeys, ({ tips: { town } }) => ({ params: town.office, as: town.session })),
  good(directory.directoryDraft, async (w) => ({ params: inCounty, as: await founder(w) })),
  good(directory.publishDirectory, async (w) => {
    const as = await founder(w);
    const draft = await w.county.must(directory.directoryDraft, { params: inCounty }, as);
    return { params: inCounty, body: signedDirectory(w.county, draft), as };
  }),
];
