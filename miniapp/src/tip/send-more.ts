import { hasRoom } from '#shared/tip/record';
import { isUnsettled } from '../platform/acknowledged';
import type { Chosen } from '../platform/chosen';
import { enclosuresOf, goesOn, sendUploads, type Upload, uploadsOf, type Watch } from '../platform/enclosing';
import { type Outcome, problemOf } from '../platform/request';
import { deliverMore, type More, type OpenCase, putPiece, sealMore, type SealedMore } from './sending';

/** One more message on its way: what of it cannot be made anew. */
export interface MoreOnItsWay {
  readonly uploads: readonly Upload[];
  /** It is sealed, and not known to have arrived or to be refused. */
  readonly sealed?: SealedMore;
}

export const NO_MORE: MoreOnItsWay = { uploads: [] };

/** Where a message is after it was tried to be sent. */
export interface TriedMore {
  readonly way: MoreOnItsWay;
  /** Nothing where it was stopped on the way. */
  readonly outcome: Outcome<OpenCase> | undefined;
}

/**
 * Sends a message's files, seals it and sends it: as the first letter, sent again as it is until it is known to be
 * refused, and without sending what lies there once more.
 */
export async function sendMore(
  from: OpenCase,
  said: More,
  chosen: readonly Chosen[],
  way: MoreOnItsWay,
  watch: Watch,
): Promise<TriedMore> {
  if (way.sealed) return deliver(from, way, way.sealed);
  const uploads = await uploadsOf(chosen, way.uploads);
  const content = { kind: 'message' as const, said, files: enclosuresOf(uploads) };
  if (!hasRoom(content))
    return { way: { uploads }, outcome: { ok: false, problem: problemOf('tip-too-long') } };
  const files = await sendUploads(uploads, (piece) => putPiece(from.keys, piece), watch);
  if (!files.ok) return { way: { uploads: goesOn(uploads, files.problem) }, outcome: files };
  if (!files.value) return { way: { uploads }, outcome: undefined };
  const sealed = await sealMore(from, { ...said, files: files.value });
  return sealed.ok ? deliver(from, { uploads }, sealed.value) : { way: { uploads }, outcome: sealed };
}

async function deliver(from: OpenCase, { uploads }: MoreOnItsWay, sealed: SealedMore): Promise<TriedMore> {
  const outcome = await deliverMore(from, sealed);
  if (outcome.ok) return { way: NO_MORE, outcome };
  const { problem } = outcome;
  return { way: { uploads: goesOn(uploads, problem), ...(isUnsettled(problem) && { sealed }) }, outcome };
}
