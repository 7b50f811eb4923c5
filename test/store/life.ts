import { publishDue } from '#functions/notice/jobs';
import { endErasings, endFiles, publishDays } from '#functions/tip/jobs';
import { endRetention } from '#functions/retention/jobs';
import { keyedPlatformOf, platformOf } from '#local/boundaries';
import { AreaCode } from '#shared/area/code';
import * as areas from '#shared/area/contract';
import * as committees from '#shared/committee/contract';
import * as elections from '#shared/election/contract';
import * as candidates from '#shared/candidate/contract';
import * as meetings from '#shared/meeting/contract';
import * as notices from '#shared/notice/contract';
import * as rounds from '#shared/recommendation/contract';
import * as objections from '#shared/objection/contract';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as proxies from '#shared/proxy/contract';
import * as registrations from '#shared/registration/contract';
import * as roll from '#shared/roll/contract';
import * as slips from '#shared/slip/contract';
import { dateOfDay, dayOf, LegalDate } from '#shared/time';
import { AREAS } from '#test/area/rows';
import { choiceOf, who } from '#test/committee/choice';
import { planAndReach } from '#test/election/reach';
import { signedMinutes } from '#test/meeting/minutes';
import { TEXT } from '#test/meeting/text';
import { drafted, noticeText } from '#test/notice/writing';
import { OBJECTION, rollPosted } from '#test/objection/filing';
import * as r from '#test/recommendation/county';
import { ask, enter } from '#test/proxy/people';
import { registering, rollOf, tied } from '#test/registration/village';
import { changed } from '#test/roll/carry';
import { imported, published } from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { COUNTY, freshId, OTHER_VILLAGE, type TestCounty, VILLAGE } from '#test/setup';
import { slipsFor, untied } from '#test/slip/village';
import { runTokens } from '#test/token/villager';
import { recoverLetter, takeLetter, useToken } from './life-letters';
import { shareKeys, signInAtDesk } from './life-staff';
import { must, type RunSchedule } from './step';

/** A stretch of a county's life in which every writing contract is sent at least once with what it takes. */
export async function live(county: TestCounty, run: RunSchedule): Promise<void> {
  await signInAtDesk(county);
  await shareKeys(county);
  await prepareElection(county);
  await holdMeeting(county);
  await objectToRoll(county);
  await registerPeople(county);
  await publishTheRoll(county);
  await publishNotices(county, run);
  const place = await takeLetter(county);
  await recoverLetter(place);
  await run('days', () => publishDays(keyedPlatformOf(county.wiring, 'jobs')));
  await recommendPeople(county, run);
  await useToken(place, run);
  await endPersonalData(county, run);
}

async function prepareElection(county: TestCounty): Promise<void> {
  const office = await county.staff('county', COUNTY);
  const body = { from: 0, areas: [...AREAS] };
  await county.must(areas.previewAreas, { params: { area: COUNTY }, body }, office);
  await county.must(areas.importAreas, { params: { area: COUNTY }, body }, office);
  const params = { area: VILLAGE };
  const clerk = await county.staff('committee', VILLAGE);
  const electionDay = LegalDate.parse('2026-12-27');
  const plan = { from: 0, body: '村民委员会', term: 12, electionDay } as const;
  const { version, records } = await planAndReach(county, VILLAGE, plan, 5, clerk);
  const record = records[0]!;
  const strike = { from: version, record, reason: '放错了地方' };
  await county.must(elections.strikeRecord, { params, body: strike }, clerk);
  const right = { from: version + 1, records: [{ ...record, place: '村档案室' }] };
  await county.must(elections.recordSteps, { params, body: right }, clerk);
  const person = {
    sex: '女',
    age: 46,
    group: '第1组',
    introduction: '卫生室医生，管妇女儿童工作九年。',
  } as const;
  const list = {
    kind: '初步候选人',
    order: '姓氏笔画',
    objectUntil: LegalDate.parse('2026-12-17'),
    slates: [
      { position: '主任', seats: 1, candidates: ['李守田', '陈桂兰'].map((name) => ({ ...person, name })) },
      {
        position: '委员',
        seats: 3,
        candidates: ['马春生', '王秀芝', '何建设', '孙玉梅'].map((name) => ({ ...person, name })),
      },
    ],
  } as const;
  await county.must(
    candidates.publishCandidates,
    { params, body: { from: 0, list: { ...list, slates: [...list.slates] } } },
    clerk,
  );
}

async function holdMeeting(county: TestCounty): Promise<void> {
  const clerk = await county.staff('committee', VILLAGE);
  const members = Array.from({ length: TEXT.due }, (_, n) => ({
    ...{ name: `代表${n + 1}`, group: '', as: '代表' as const, woman: n % 2 === 0 },
  }));
  const list = { from: 0, since: TEXT.day, members };
  await county.must(meetings.keepAssembly, { params: { area: VILLAGE }, body: list }, clerk);
  const { id } = await signedMinutes(county, VILLAGE, clerk);
  const body = { from: 2, text: { ...TEXT, present: 23 }, reason: '核对过签到表' };
  await county.must(meetings.correctMinutes, { params: { area: VILLAGE, id }, body }, clerk);
  const params = { area: VILLAGE };
  const choice = choiceOf(id);
  await county.must(committees.formCommittee, { params, body: { from: 0, choice } }, clerk);
  const objection = { receivedOn: choice.postedOn, says: '会上没有念到第3组的票。' };
  const one = { params: { ...params, id: freshId() }, body: { from: 1, objection } };
  await county.must(committees.objectToCommittee, one, clerk);
  const leaving = { ...who('马春生'), why: '辞职' as const, day: choice.postedOn };
  await county.must(committees.leaveCommittee, { params, body: { from: 2, leaving } }, clerk);
}

async function objectToRoll(county: TestCounty): Promise<void> {
  const clerk = await county.staff('committee', OTHER_VILLAGE);
  const today = dateOfDay(dayOf(county.clock.now));
  await rollPosted(county, OTHER_VILLAGE, today, clerk);
  const params = { area: OTHER_VILLAGE, id: freshId() };
  await county.must(objections.fileObjection, { params, body: OBJECTION }, await county.person('objects'));
  const taken = {
    params: { area: OTHER_VILLAGE, id: freshId() },
    body: { receivedOn: today, text: OBJECTION },
  };
  await county.must(objections.takeObjection, taken, clerk);
  const body = { upheld: true, reason: '户口册上有本人，登记时漏抄。' };
  await county.must(objections.decideObjection, { params, body }, clerk);
}

async function registerPeople(county: TestCounty): Promise<void> {
  const area = AreaCode.parse('990101101202');
  const params = { area };
  const clerk = await county.staff('committee', area);
  await registering(county, area, '居民委员会', clerk);
  await rollOf(county, area, [rollRow(41), rollRow(43), rollRow(44)], clerk);
  const { session, own } = await tied(county, area, rollRow(41));
  const { entry } = own;
  await county.must(registrations.answerRegistration, { params, body: { takesPart: true } }, session);
  const today = dateOfDay(dayOf(county.clock.now));
  const told = { how: 'counter', takesPart: false, on: today } as const;
  await county.must(registrations.tellRegistration, { params: { area, entry }, body: told }, clerk);
  const contact = { day: today, way: '上门', reached: true, came: '见到本人。' } as const;
  const at = { area, entry, id: freshId() };
  await county.must(registrations.putContact, { params: at, body: contact }, clerk);
  const { name, idNumber } = rollRow(42);
  const body = { name, idNumber, to: '白杨县清河镇石桥村' };
  await county.must(registrations.issueCertificate, { params, body }, clerk);
  await giveProxies(county, area, clerk, session);
}

async function giveProxies(
  county: TestCounty,
  area: AreaCode,
  clerk: Session,
  principal: Session,
): Promise<void> {
  const params = { area, id: freshId() };
  const { name, idNumber } = rollRow(43);
  const named = { agent: { name, idLastSix: idNumber.slice(-6) } };
  await county.must(proxies.checkAgent, { params: { area }, body: named }, principal);
  must(await ask(county, area, params.id, principal, rollRow(43)));
  const agent = await tied(county, area, rollRow(43));
  await county.must(proxies.answerProxy, { params, body: { consents: true } }, agent.session);
  await county.must(proxies.moveProxy, { params, body: { to: 'checked' } }, clerk);
  await county.must(proxies.withdrawProxy, { params, body: {} }, principal);
  const askedOn = dateOfDay(dayOf(county.clock.now));
  must(await enter(county, area, freshId(), clerk, { principal: rollRow(44), agent: rollRow(43), askedOn }));
}

async function publishTheRoll(county: TestCounty): Promise<void> {
  const office = await county.staff('county', COUNTY);
  // One person: the order of two follows from the secret, which each county makes anew.
  const rows = [rollRow(901)];
  const from = await imported(county, OTHER_VILLAGE, office, rows);
  const { version } = await changed(county, OTHER_VILLAGE, office, { version: from + 1, from });
  await published(county, OTHER_VILLAGE, office, version);
  const body = { name: rows[0]!.name, idLastSix: rows[0]!.idNumber.slice(-6) };
  const params = { area: OTHER_VILLAGE };
  await county.must(roll.checkRoll, { params, body }, await county.person('looks up'));
  await moveHere(county);
}

/** Somebody who is tied in one village moves to another. */
async function moveHere(county: TestCounty): Promise<void> {
  const office = await county.staff('county', COUNTY);
  const [from, area] = ['990101100661', '990101100662'].map((code) => AreaCode.parse(code));
  const row = rollRow(902);
  await imported(county, from!, office, [row]);
  const { session, own } = await tied(county, from!, row);
  await imported(county, from!, office, [rollRow(903)], 1);
  await imported(county, area!, office, [row]);
  await county.must(
    roll.moveTie,
    { params: { area: area!, entry: own.entry }, body: { from: from! } },
    office,
  );
  await county.must(roll.myEntries, {}, session);
  await giveSlip(county, area!, office, own.entry);
}

/** Their phone is lost: the tie ends, and a slip ties the next one. */
async function giveSlip(county: TestCounty, area: AreaCode, office: Session, entry: Id): Promise<void> {
  const params = { area };
  await untied(county, area, office, entry);
  const [slip] = await slipsFor(county, area, office, [entry]);
  await county.must(slips.readSlips, { params }, office);
  await county.must(slips.takeSlip, { params, body: { code: slip!.code } }, await county.person('new phone'));
}

async function publishNotices(county: TestCounty, run: RunSchedule): Promise<void> {
  const clerk = await county.staff('committee', VILLAGE);
  const at = async () => ({ area: VILLAGE, id: await drafted(county, clerk, VILLAGE) });
  const file = { sha256: '0'.repeat(64), name: '名单.pdf', type: 'application/pdf', size: 9 } as const;
  const first = await at();
  await county.must(notices.attachmentUpload, { params: first, body: file }, clerk);
  const text = noticeText({ html: '<p>改过的。</p>' });
  await county.must(notices.editNotice, { params: first, body: { revision: 1, text } }, clerk);
  await county.must(notices.publishNotice, { params: first, body: { revision: 2 } }, clerk);
  const corrected = { revision: 3, text: noticeText({ title: '更正后的公告' }), reason: '标题写错' };
  await county.must(notices.correctNotice, { params: first, body: corrected }, clerk);
  await county.must(
    notices.withdrawNotice,
    { params: first, body: { revision: 4, reason: '发错了村' } },
    clerk,
  );
  const above = await county.staff('county', COUNTY);
  await county.must(
    notices.eraseNotice,
    { params: first, body: { revision: 5, reason: '含有公民个人信息' } },
    above,
  );
  const second = await at();
  const publishAt = county.clock.now + 120;
  await county.must(notices.publishNotice, { params: second, body: { revision: 1, publishAt } }, clerk);
  await county.must(notices.unscheduleNotice, { params: second, body: { revision: 2 } }, clerk);
  await county.must(notices.publishNotice, { params: second, body: { revision: 3, publishAt } }, clerk);
  await county.must(notices.discardNotice, { params: await at(), body: { revision: 1 } }, clerk);
  county.clock.now = publishAt;
  const jobs = platformOf(county.wiring, 'jobs');
  await run('notices', () => publishDue(jobs));
}

async function recommendPeople(making: TestCounty, run: RunSchedule): Promise<void> {
  const county = await r.roundCounty(Promise.resolve(making));
  const { runJobs } = county;
  county.runJobs = async () => {
    await run('rounds', runJobs);
    return 0;
  };
  const off = await r.planned(county);
  const cancel = { params: r.at(off), body: { revision: 2, reason: '方案要改' } };
  await county.must(rounds.cancelRound, cancel, county.clerk);
  const now = county.clock.now;
  const round = await r.opened(county, { ...r.roundDraft(), opens: now + 3600, closes: now + 90_000 });
  const { reply } = await r.recommend(county, round, 0, [1]);
  must(reply);
  await r.recommend(county, round, 1, [1, 2]);
  const idNumbers = [rollRow(5).idNumber];
  await county.must(roll.compareRoll, { params: { area: VILLAGE }, body: { idNumbers } }, county.clerk);
  const query = { name: rollRow(5).name };
  const [found] = await county.must(roll.findEntries, { params: { area: VILLAGE }, query }, county.clerk);
  const params = { ...r.at(round), position: 13 as const, entry: found!.entry };
  await county.must(rounds.recordPaper, { params }, county.clerk);
  await r.closed(county, round);
  for (const seat of [1, 2, 4]) must(await r.giveRelease(county, round, seat));
  const totals = [await r.countPosition(county, round, 13), await r.countPosition(county, round, 11)];
  must(await r.report(county, round, totals));
  must(await r.confirm(county, round, 1, totals));
}

/** Months later nothing of this election's people is kept but the roll. */
async function endPersonalData(county: TestCounty, run: RunSchedule): Promise<void> {
  county.clock.now += 300 * 86_400;
  const jobs = platformOf(county.wiring, 'jobs');
  await run('retention', () => endRetention(jobs));
  await run('tokens', () => runTokens(county));
  await run('files', () => endFiles(jobs));
  await run('erasings', () => endErasings(jobs));
}
