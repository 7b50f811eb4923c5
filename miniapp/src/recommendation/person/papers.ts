import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { Paper } from '#shared/recommendation/paper-kept';
import { type Position, positionName } from '#shared/recommendation/position';
import { PositionCode, type PublicRound } from '#shared/recommendation/round';
import { problemOf } from '../../platform/request';
import { personHere } from '../../platform/session';
import { keep, recall } from '../../platform/storage';
import { type Waiting, waiting } from '../../platform/waiting';

/** Answers after which sending again cannot help. */
export const REFUSALS = ['already-on-paper', 'token-taken', 'record-refused', 'record-version'] as const;
/** Why a choice was given up: a refusal; or the closing came, and it was not sent, not acknowledged, not changed. */
const GIVEN_UP = [...REFUSALS, 'unsent', 'unanswered', 'unchanged'] as const;
export type GivenUp = (typeof GIVEN_UP)[number];

/** What lies on this phone for one position: the paper as far as it has come, and a choice that waits to be sealed. */
const Kept = z.object({
  /** By person: a family may share a phone, and each has a recommendation of their own. */
  person: z.string(),
  area: AreaCode,
  round: Id,
  position: PositionCode,
  closes: z.number(),
  paper: Paper.optional(),
  wish: z.array(z.number()).optional(),
  givenUp: z.enum(GIVEN_UP).optional(),
  /** It arrived while nobody watched, and nobody was told yet. */
  untold: z.literal(true).optional(),
});
export type Kept = z.output<typeof Kept>;

/** Whose recommendation for which position. */
export type Place = Pick<Kept, 'person' | 'area' | 'round' | 'position' | 'closes'>;

/** How long a choice that missed the closing is still spoken of, in seconds. */
const SPOKEN_OF = 30 * 86_400;

/** The name of a place on this phone. */
export function nameOf({ person, round, position }: Place): string {
  return `${person}-${round}-${position}`;
}

/** The place of the person who is signed in. */
export function placeOf({ area, id, closes }: PublicRound, position: Position): Place {
  return { person: personHere() ?? '', area, round: id, position, closes };
}

/** Everything that lies here, of everybody. */
export function allKept(): readonly Kept[] {
  return recall('papers', z.array(Kept)) ?? [];
}

/** What lies here for a place. */
export function keptAt(place: Place): Kept | undefined {
  return allKept().find((one) => nameOf(one) === nameOf(place));
}

/** What the signed-in person has here for a position. */
export function mine(round: PublicRound, position: Position): Kept | undefined {
  return keptAt(placeOf(round, position));
}

function write(all: readonly Kept[]): boolean {
  const held = keep('papers', all);
  sayWhatWaits();
  return held;
}

/** Keeps what was reached, before anything of it is sent; false when the phone has no room. */
export function keepPaper(kept: Kept): boolean {
  return write([...allKept().filter((one) => nameOf(one) !== nameOf(kept)), kept]);
}

/** Keeps a choice to be sealed and sent; false when the phone has no room. */
export function keepWish(place: Place, wish: readonly number[]): boolean {
  const { paper, givenUp } = keptAt(place) ?? {};
  return keepPaper({ ...bare(place), ...(paper && { paper }), ...(givenUp && { givenUp }), wish: [...wish] });
}

/** A place alone. */
export function bare({ person, area, round, position, closes }: Place): Place {
  return { person, area, round, position, closes };
}

function whyLate({ paper }: Kept): GivenUp {
  if (paper?.kind === 'sealed' && paper.version === 1) return 'unanswered';
  return paper?.kind === 'sealed' || paper?.kind === 'cast' ? 'unchanged' : 'unsent';
}

/** What is left of a place when the round is closed: how it ended, until that is read; who was chosen is on no phone. */
function atClosing(kept: Kept): Kept | undefined {
  if (standOf(kept) === 'waiting') return { ...bare(kept), givenUp: whyLate(kept) };
  if (kept.givenUp) return { ...bare(kept), givenUp: kept.givenUp };
  return kept.untold && { ...bare(kept), untold: true };
}

/** Clears the choices of rounds that are closed; what was still on its way is spoken of for a month. */
export function clearClosed(now: number): void {
  const before = allKept();
  const after = before.flatMap((kept) => {
    if (now < kept.closes) return [kept];
    return now < kept.closes + SPOKEN_OF ? (atClosing(kept) ?? []) : [];
  });
  if (JSON.stringify(after) !== JSON.stringify(before)) write(after);
}

/** Gives a choice up for good: refused, or the round is closed. A token and a paper that was taken stay while it is open. */
export function giveUp(place: Place, why: (typeof REFUSALS)[number] | 'round-closed'): void {
  const kept = keptAt(place);
  if (!kept) return;
  const { paper } = kept;
  const left =
    why === 'round-closed' ? atClosing(kept) : { ...bare(kept), ...(paper && { paper }), givenUp: why };
  if (left) keepPaper(left);
  else forget(place);
}

function forget(place: Place): void {
  write(allKept().filter((one) => nameOf(one) !== nameOf(place)));
}

/** The person has read how it ended. */
export function markRead(place: Place): void {
  const { paper, wish, givenUp, untold } = keptAt(place) ?? {};
  if (wish || !(givenUp ?? untold)) return;
  if (paper) keepPaper({ ...bare(place), paper });
  else forget(place);
}

/** The choice that is on its way or was taken. */
export function choiceOf(kept: Kept | undefined): readonly number[] | undefined {
  if (kept?.wish) return kept.wish;
  const { paper } = kept ?? {};
  return paper?.kind === 'sealed' || paper?.kind === 'cast' ? paper.choice : undefined;
}

/** How it stands: nothing yet, on its way, or taken by the ballot box. */
export function standOf(kept: Kept | undefined): 'none' | 'waiting' | 'taken' {
  const { paper, wish, givenUp } = kept ?? {};
  if (wish || (paper?.kind === 'sealed' && !givenUp)) return 'waiting';
  return paper?.kind === 'cast' ? 'taken' : 'none';
}

/** Whether the next step towards the ballot box asks who one is. */
export function needsSession({ paper }: Kept): boolean {
  return paper === undefined || paper.kind === 'asking';
}

const ENDINGS = {
  unsent: {
    title: '没有送出',
    words: '截止前没能从这部手机送出，这一份不算在内。推荐不是投票，投票那天照常去投。',
  },
  unanswered: {
    title: '没有等到收录的回执',
    words: '截止前没有收到回执，这一份可能没有算进去。推荐不是投票，投票那天照常去投。',
  },
  unchanged: {
    title: '改的没有等到回执',
    words: '截止前没有收到改过那份的回执。没送到的话，以您之前送到的那一份为准。',
  },
} as const satisfies Partial<Record<GivenUp, { title: string; words: string }>>;

function ending(givenUp: GivenUp): { title: string; words: string } {
  if (givenUp === 'unsent' || givenUp === 'unanswered' || givenUp === 'unchanged') return ENDINGS[givenUp];
  return { title: '没有收下', words: problemOf(givenUp).title };
}

function stateOf(kept: Kept): Waiting['state'] | undefined {
  const needsSignIn = needsSession(kept) && kept.person !== personHere();
  if (standOf(kept) === 'waiting') return { kind: 'waiting', needsSignIn };
  if (kept.givenUp) return { kind: 'given-up', ...ending(kept.givenUp) };
  return kept.untold && { kind: 'arrived' };
}

/** Tells the other pages what waits here. */
export function sayWhatWaits(): void {
  const lines = allKept().flatMap((kept): Waiting[] => {
    const { person, area, round, position, closes } = kept;
    const state = stateOf(kept);
    const onRead = (): void => markRead(kept);
    const what = `${positionName(position)}的推荐`;
    const page = 'recommendation/person/index';
    return state ? [{ person, what, until: closes, state, page, query: { area, round }, onRead }] : [];
  });
  waiting.set(lines);
}
