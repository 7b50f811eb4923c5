import { createRound, officeRound, type RoundDraft } from '#shared/recommendation/contract';
import type { OfficeRound } from '#shared/recommendation/round';
import { type DemoRound, demoRound } from '../../platform/demo';
import { freshId } from '../../platform/fresh-id';
import { type Outcome, type Problem, problemOf, type Send } from '../../platform/request';
import { giveEndorsement, giveKeys, seatOf } from '../../recommendation/trustee/acts';
import { as, type Ring } from './ring';

/** Brings the demo's round so far that schedules open it: planned, with every seat's keys and signatures. */
export async function prepareRound(rings: readonly Ring[]): Promise<Problem | undefined> {
  const meant = await demoRound();
  const planner = rings.find(({ person }) => person.person === meant?.planner);
  if (!meant || !planner) return problemOf('not-found');
  const send = as(planner.session);
  const planned = await plannedRound(send, meant, rings);
  if (!planned.ok) return planned.problem;
  const seated = rings.filter(({ keys }) => seatOf(planned.value, keys) !== undefined);
  for (const act of [giveKeys, giveEndorsement]) {
    const waits = act === giveKeys ? 'draft' : 'endorsing';
    const round = await inState(send, planned.value, waits);
    if (!round.ok) return round.problem;
    for (const { session, keys } of seated) {
      const seat = seatOf(round.value, keys) ?? 0;
      if (act === giveKeys && seat === 0) continue;
      const done = await act(as(session), round.value, seat, keys);
      if (!done.ok) return done.problem;
    }
  }
  return undefined;
}

/** Plans the village's round with the keys that were just made. */
async function plannedRound(
  send: Send,
  meant: DemoRound,
  rings: readonly Ring[],
): Promise<Outcome<OfficeRound>> {
  const params = { area: meant.village };
  const signer = rings.find(({ person }) => person.person === meant.signer);
  const trustees = rings.filter(({ session }) => session.grants.some(({ role }) => role === 'trustee'));
  if (!signer) return { ok: false, problem: problemOf('not-found') };
  const body = { ...meant.draft, trustees: trustees.map(refOf), committee: refOf(signer) };
  const round = await freshId();
  return send(createRound, { params: { ...params, round }, body });
}

function refOf({ keys, person, office }: Ring): RoundDraft['committee'] {
  return { officer: keys.officer, name: person.name, area: office.area };
}

const TRIES = 60;

/** Waits for the schedules that move a round on; those that have moved past the state are taken as they are. */
async function inState(
  send: Send,
  { area, id }: OfficeRound,
  kind: OfficeRound['state']['kind'],
): Promise<Outcome<OfficeRound>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const read = await send(officeRound, { params: { area, round: id } });
    if (!read.ok || read.value.state.kind === kind) return read;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return { ok: false, problem: problemOf('busy') };
}
