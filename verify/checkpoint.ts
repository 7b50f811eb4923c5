/** Checkpoints of a log (C2SP tlog-checkpoint): how many leaves, and the root over them, signed as a note. */
import { signedBy } from './cosignature';
import { EMPTY_ROOT, isSameHash } from './merkle';
import { parseNote } from './note';
import { Problem } from './problem';
import { dateOf, fromBase64, fromDecimal } from './text';
import type { Policy } from './trust';
import type { Vkey } from './vkey';

/** What a checkpoint says. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Who vouches for a checkpoint, and since when; times in seconds. */
export interface Vouched {
  readonly checkpoint: Checkpoint;
  readonly log: Vkey;
  readonly clock: number;
  readonly witnesses: readonly { readonly name: string; readonly time: number }[];
  /** The time that people are shown: the later of the clock's and of that by which enough witnesses had cosigned; null where none need to. */
  readonly since: number | null;
  /** Names on signature lines of keys that are not known here; they count for nothing. */
  readonly unknown: readonly string[];
}

/** Reads the text of a checkpoint; extension lines are allowed and mean nothing. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n').slice(0, -1);
  const [origin = '', sizeLine = '', rootLine = ''] = lines;
  const empty = lines.indexOf('');
  if (lines.length < 3 || empty >= 0)
    throw new Problem('its text is not three lines or more, none of them empty');
  const size = fromDecimal(sizeLine);
  if (size === null) throw new Problem('line 2 is not a number of leaves');
  const root = fromBase64(rootLine);
  if (root?.length !== 32) throw new Problem('line 3 is not a hash of 32 bytes in canonical base64');
  return { origin, size, root };
}

/** Refuses the checkpoint of an empty log with any root but that of the empty tree. */
export function refuseFalseEmptiness({ size, root }: Checkpoint): void {
  if (size === 0 && !isSameHash(root, EMPTY_ROOT))
    throw new Problem('it has no leaves, but another root than none');
}

/** By how much two clocks may differ, in seconds. */
const CLOCKS_APART = 10 * 60;

/** A witness may cosign long after the county, never before it, nor later than now: else its dates are not dates. */
function refuseOtherTime({ name, time }: { name: string; time: number }, clock: number, now: number): void {
  if (time < clock - CLOCKS_APART)
    throw new Problem(
      `the clock of the witness ${name} or that of the county is wrong: it cosigned at ${dateOf(time)} what the county signed at ${dateOf(clock)}`,
    );
  if (time > now + CLOCKS_APART)
    throw new Problem(
      `the clock of the witness ${name} is wrong, unless that of this computer is: it cosigned at ${dateOf(time)}`,
    );
}

/** Reads a checkpoint and believes it: signed by the log, timed by its clock, cosigned by enough witnesses; now in seconds. */
export function openCheckpoint(
  bytes: Uint8Array,
  policy: Policy,
  now = Math.floor(Date.now() / 1000),
): Vouched {
  const note = parseNote(bytes);
  const checkpoint = parseCheckpoint(note.text);
  const log = policy.logs.find(({ name }) => name === checkpoint.origin);
  if (!log) throw new Problem(`it is of the log “${checkpoint.origin}”, which is not among the trusted ones`);
  if (signedBy(note, log) === null) throw new Problem(`no line is a signature of the log ${log.name}`);
  refuseFalseEmptiness(checkpoint);
  const clock = signedBy(note, policy.clock);
  if (clock === null) throw new Problem(`no line is a cosignature of the clock ${policy.clock.name}`);
  const witnesses = policy.witnesses.flatMap((key) => {
    const time = signedBy(note, key);
    return time === null ? [] : [{ name: key.name, time }];
  });
  for (const witness of witnesses) refuseOtherTime(witness, clock, now);
  if (witnesses.length < policy.quorum) {
    throw new Problem(`${witnesses.length} witnesses have cosigned it, where ${policy.quorum} are needed`);
  }
  const known = [log, policy.clock, ...policy.witnesses];
  const unknown = note.lines.filter(
    (line) => !known.some(({ name, id }) => line.name === name && line.id === id),
  );
  const since = sinceWhen(clock, witnesses, policy.quorum);
  return { checkpoint, log, clock, witnesses, since, unknown: unknown.map(({ name }) => name) };
}

/** The county cannot claim a day before an outsider saw it; a slow witness cannot give it one before it was signed. */
function sinceWhen(clock: number, witnesses: Vouched['witnesses'], quorum: number): number | null {
  const enough = witnesses.map(({ time }) => time).sort((a, b) => a - b)[quorum - 1];
  return enough === undefined ? null : Math.max(clock, enough);
}
