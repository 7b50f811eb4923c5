/** What a witness decides about a checkpoint that it is asked to cosign (C2SP tlog-witness, add-checkpoint). */
import { type Checkpoint, parseCheckpoint } from './checkpoint';
import { cosignatureLine, signedBy } from './cosignature';
import { EMPTY_ROOT, isSameHash, provesConsistency } from './merkle';
import { type Note, parseNote } from './note';
import { Problem, sentenceOf } from './problem';
import { parseHashes } from './proof';
import { fromBase64, fromDecimal, toBase64 } from './text';
import type { Vkey } from './vkey';
import type { Seen, WitnessState } from './witness-state';

/** What is answered, and what is said of it in one sentence: nothing of a tree that was cosigned within the hour. */
export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422 | 500 | 503;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
  readonly sentence: string | null;
}

/** Decides, remembers and answers in one step, so that no two requests can lie between each other; now in seconds. */
export function addCheckpoint(
  body: Uint8Array,
  logs: readonly Vkey[],
  state: WitnessState,
  now: number,
): Answer {
  let request: Request;
  try {
    request = parseRequest(body);
  } catch (error) {
    return refusal(400, `refused a request that is not well formed: ${sentenceOf(error)}`);
  }
  const { note, checkpoint } = request;
  const origin = JSON.stringify(checkpoint.origin);
  const keys = logs.filter(({ name }) => name === checkpoint.origin);
  if (keys.length === 0) return refusal(404, `refused the log ${origin}: this witness does not follow it`);
  const forged = whyNotSigned(note, keys);
  if (forged !== null) return refusal(403, `${checkpoint.origin}: refused, ${forged}`);
  const seen = state.seen(checkpoint.origin);
  const answer = whyNotConsistent(request, seen);
  if (answer) return answer;
  if (now < state.lastTime()) {
    return refusal(
      503,
      `${checkpoint.origin}: refused, the clock of this computer is behind its last cosignature`,
    );
  }
  return cosign(request, seen, state, now);
}

interface Request {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly bytes: Uint8Array;
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

function parseRequest(body: Uint8Array): Request {
  const split = Buffer.from(body.buffer, body.byteOffset, body.length).indexOf('\n\n');
  if (split < 0) throw new Problem('no empty line stands before the checkpoint');
  const lines = Buffer.from(body.subarray(0, split)).toString('latin1').split('\n');
  const old = fromDecimal(/^old (.*)$/.exec(lines[0] ?? '')?.[1] ?? '');
  if (old === null) throw new Problem('line 1 does not name the old size');
  const proof = parseHashes(lines, 1);
  const bytes = body.subarray(split + 2);
  const note = parseNote(bytes);
  return { old, proof, bytes, note, checkpoint: parseCheckpoint(note.text) };
}

function whyNotSigned(note: Note, keys: readonly Vkey[]): string | null {
  try {
    const signed = keys.filter((key) => signedBy(note, key) !== null);
    return signed.length > 0 ? null : 'the checkpoint is not signed by the log';
  } catch (error) {
    return sentenceOf(error);
  }
}

/** Why the checkpoint does not continue what was cosigned before, in the order of the specification. */
function whyNotConsistent({ old, proof, checkpoint }: Request, seen: Seen | undefined): Answer | null {
  const { origin, size, root } = checkpoint;
  const last = seen?.size ?? 0;
  if (old > size) return refusal(400, `${origin}: refused, it would go from ${old} leaves back to ${size}`);
  if (old !== last) {
    const sentence = `${origin}: refused, the log says that ${old} leaves were seen here before, but it was ${last}`;
    return { status: 409, type: 'text/x.tlog.size', body: `${last}\n`, sentence };
  }
  const why = whyNotContinued(old, size, root, proof, seen);
  return why === null ? null : refusal(422, `${origin}: REFUSED, ${why}`);
}

function whyNotContinued(
  old: number,
  size: number,
  root: Uint8Array,
  proof: readonly Uint8Array[],
  seen: Seen | undefined,
): string | null {
  if (size === 0 && !isSameHash(root, EMPTY_ROOT)) return 'a log without leaves has another root';
  if (old === size || old === 0) {
    const before = fromBase64(seen?.root ?? '');
    if (old > 0 && before && !isSameHash(before, root)) {
      return `another tree of ${size} leaves than the one that was cosigned: this may be a forked log`;
    }
    return proof.length === 0 ? null : 'a proof was sent where none is needed';
  }
  const before = fromBase64(seen?.root ?? '') ?? new Uint8Array();
  if (provesConsistency(old, size, before, root, proof)) return null;
  return `nothing shows that ${size} leaves continue the ${old} before: this may be a forked log`;
}

function cosign(
  { note, bytes, checkpoint }: Request,
  seen: Seen | undefined,
  state: WitnessState,
  now: number,
): Answer {
  const { origin, size, root } = checkpoint;
  const { vkey, sign } = state.key;
  const isNew = seen ? '' : wordsOfNewLog(origin, size, state);
  let line: string;
  let isWritten: boolean;
  try {
    state.confirm();
    line = cosignatureLine(vkey, sign, note.text, now);
    const cosigned = `${Buffer.from(bytes).toString()}${line}`;
    isWritten = state.remember(origin, { size, root: toBase64(root), time: now, checkpoint: cosigned });
  } catch (error) {
    return refusal(500, `${origin}: refused, ${sentenceOf(error)}`);
  }
  const grown = `from ${seen?.size ?? 0} leaves to ${size}${isNew}`;
  const said = `${origin}: cosigned, ${seen?.size === size ? `still ${size} leaves` : grown}`;
  const sentence = isWritten ? said : null;
  return { status: 200, type: 'text/plain; charset=utf-8', body: line, sentence };
}

/** Of a county's next log only an audit can say whether it holds all leaves of the one before; a number can say that not. */
function wordsOfNewLog(origin: string, size: number, state: WitnessState): string {
  const before = logBefore(origin, state.origins());
  const was = before === undefined ? 0 : (state.seen(before)?.size ?? 0);
  if (was === 0) return '';
  const leaves = `the ${was} leaves of ${before} that were cosigned here`;
  return size < was
    ? `; A NEW LOG, AND SHORTER: at least ${was - size} of ${leaves} are not in it`
    : `; A NEW LOG: whether it holds ${leaves}, the audit says`;
}

/** The log of the same county with the next lower number. */
function logBefore(origin: string, others: readonly string[]): string | undefined {
  const [county, number] = countyOf(origin);
  return others
    .filter((other) => countyOf(other)[0] === county && countyOf(other)[1] < number)
    .sort((a, b) => countyOf(b)[1] - countyOf(a)[1])[0];
}

/** What stands before the number of a log, and the number; 0 where it has none. */
function countyOf(origin: string): [string, number] {
  const [, county = origin, number = '0'] = /^(.*\/log)([1-9]\d?)$/.exec(origin) ?? [];
  return [county, Number(number)];
}

function refusal(status: 400 | 403 | 404 | 422 | 500 | 503, sentence: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${sentence}\n`, sentence };
}
