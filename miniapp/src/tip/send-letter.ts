import type { Directory } from '#shared/directory/directory';
import type { FirstContent } from '#shared/tip/content';
import type { Enclosure } from '#shared/tip/enclosure';
import { hasRoom } from '#shared/tip/record';
import type { Route } from '#shared/tip/routing';
import { isUnsettled } from '../platform/acknowledged';
import type { Chosen } from '../platform/chosen';
import { enclosuresOf, goesOn, sendUploads, type Upload, uploadsOf, type Watch } from '../platform/enclosing';
import { type Outcome, problemOf } from '../platform/request';
import {
  type Begun,
  beginLetter,
  deliver,
  type Delivered,
  putPiece,
  type Sealed,
  sealFirst,
} from './sending';

/** A first letter on its way: what of it cannot be made anew. */
export interface OnItsWay {
  /** Its receipt, and its files as far as they were sent. */
  readonly begun?: Begun;
  readonly uploads: readonly Upload[];
  /** It is sealed and may have arrived. */
  readonly sealed?: Sealed;
}

export const NOT_BEGUN: OnItsWay = { uploads: [] };

/** Where a letter is after it was tried to be sent. */
export interface Tried {
  readonly way: OnItsWay;
  /** Nothing where it was stopped on the way. */
  readonly outcome: Outcome<Delivered> | undefined;
}

/** What is sent, and to whom. */
export interface FirstLetter {
  readonly directory: Directory;
  readonly route: Route;
  readonly said: FirstContent;
  readonly files: readonly Chosen[];
}

/**
 * Sends a letter's files, seals it and sends it. One that may have arrived is sent again as it is, until it is known to
 * be refused; files that lie there already are not sent once more.
 */
export async function sendLetter(letter: FirstLetter, way: OnItsWay, watch: Watch): Promise<Tried> {
  if (way.sealed) return deliverLetter(letter, way, way.sealed);
  const begun = way.begun ? { ok: true as const, value: way.begun } : await beginLetter();
  if (!begun.ok) return { way, outcome: begun };
  const uploads = await uploadsOf(letter.files, way.uploads);
  const onWay = { begun: begun.value, uploads };
  if (!hasRoomFor(begun.value, letter.said, enclosuresOf(uploads)))
    return { way: onWay, outcome: { ok: false, problem: problemOf('tip-too-long') } };
  const sent = await sendUploads(uploads, (piece) => putPiece(begun.value.keys, piece), watch);
  if (!sent.ok) return { way: { ...onWay, uploads: goesOn(uploads, sent.problem) }, outcome: sent };
  if (!sent.value) return { way: onWay, outcome: undefined };
  const { directory, route, said } = letter;
  const sealed = await sealFirst(directory, route, said, { ...begun.value, files: sent.value });
  return sealed.ok ? deliverLetter(letter, onWay, sealed.value) : { way: onWay, outcome: sealed };
}

function hasRoomFor({ keys }: Begun, said: FirstContent, files: readonly Enclosure[]): boolean {
  const own = { hpkePk: keys.hpke.publicKey, signPk: keys.signPk };
  return hasRoom({ kind: 'first', ...own, said, files });
}

async function deliverLetter({ directory }: FirstLetter, way: OnItsWay, sealed: Sealed): Promise<Tried> {
  const outcome = await deliver(directory, sealed);
  const { begun } = way;
  const isKept = outcome.ok || isUnsettled(outcome.problem);
  const uploads = goesOn(way.uploads, outcome.ok ? undefined : outcome.problem);
  return { way: { ...(begun && { begun }), uploads, ...(isKept && { sealed }) }, outcome };
}
