import { draftMinutes, listMinutes, type MinutesText, signMinutes } from '#shared/meeting/contract';
import { finishRoll, publishRoll, putRollBatch, rollHead } from '#shared/roll/contract';
import { BY_CONSENT, type RollRow } from '#shared/roll/row';
import { dateOfDay, dayOf, type LegalDate } from '#shared/time';
import type { DemoVillage } from './areas';
import type { DemoElection } from './elections';
import type { Load } from './load-options';
import { FOUNDER } from './people';
import { demoId } from './seeded';

/** As many as a batch may hold. */
const BATCH = 45;
/** Batches on their way at once. */
const AT_ONCE = 3;

/** Whether a village has a roll that stands. */
export async function isRollThere({ sessions }: Load, { code: area }: DemoVillage): Promise<boolean> {
  const { version } = await sessions.must(rollHead, { params: { area } }, FOUNDER.person);
  return version > 0;
}

/** Imports a village's roll as its office does: in batches, then the head moves. */
export async function loadRoll(load: Load, election: DemoElection, rows: readonly RollRow[]): Promise<void> {
  const { village, by } = election;
  if (await isRollThere(load, village)) return;
  const { sessions } = load;
  // The meeting that agreed to the third category was held the day before.
  const agreed = dateOfDay(dayOf(load.clock.now) - 1);
  await agree(load, election, rows.filter(({ category }) => category === BY_CONSENT).length, agreed);
  const written = rows.map((row) => (row.category === BY_CONSENT ? { ...row, agreed } : row));
  const params = { area: village.code, version: 1 };
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, batch) => ({
    params: { ...params, batch },
    body: { rows: written.slice(batch * BATCH, (batch + 1) * BATCH) },
  }));
  for (let i = 0; i < batches.length; i += AT_ONCE) {
    const some = batches.slice(i, i + AT_ONCE);
    await Promise.all(some.map((batch) => sessions.must(putRollBatch, batch, by.person)));
  }
  await sessions.must(finishRoll, { params, body: { from: 0, entries: rows.length } }, by.person);
}

/** Publishes a village's roll, as the notice of that day says. */
export async function publishLoaded({ sessions }: Load, { village, by }: DemoElection): Promise<void> {
  const params = { area: village.code, version: 1 };
  await sessions.must(publishRoll, { params, body: { from: 0 } }, by.person);
}

/** Holds the meeting that agrees to the people of the third category, and signs its minutes. */
async function agree(
  { sessions }: Load,
  { village, by, body }: DemoElection,
  people: number,
  day: LegalDate,
): Promise<void> {
  if (body !== '村民委员会' || people === 0) return;
  const params = { area: village.code, id: demoId('minutes', village.code) };
  const { minutes } = await sessions.must(listMinutes, { params: { area: village.code } }, by.person);
  const stands = minutes.find(({ id }) => id === params.id);
  if (!stands)
    await sessions.must(
      draftMinutes,
      { params, body: { from: 0, text: consenting(people, day) } },
      by.person,
    );
  if (stands?.state !== 'signed') await sessions.must(signMinutes, { params, body: { from: 1 } }, by.person);
}

function consenting(people: number, day: LegalDate): MinutesText {
  return {
    kind: '村民代表会议',
    group: '',
    day,
    from: '14:30',
    to: '16:00',
    place: '村委会会议室',
    chair: '何建设',
    recorder: '周小满',
    due: 38,
    present: 27,
    women: 11,
    items: [
      {
        title: `同意户籍不在本村的 ${people} 人登记参加选举`,
        says: '本人都提了申请，居住满一年。',
        about: 'consent',
        vote: { kind: 'show', for: 26, against: 0, abstain: 1 },
      },
    ],
    sheet: '村档案室第3盒',
  };
}
