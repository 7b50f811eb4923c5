/**
 * Counting (formats.md section 8): any k shares → seed → seal again → compare every byte. A record that was not
 * made by the rule is invalid, and invalid for every choice of k trustees. Runs in browsers and in the verifier.
 */
import { aeadOpen } from '../crypto/aead';
import { equalBytes } from '../crypto/bytes';
import { hpkeOpen, type KeyPair } from '../crypto/hpke';
import { combine, type Share } from '../crypto/shamir';
import { portable } from '../crypto/verifier';
import { decodeChoice } from './choice';
import type { RoundParams } from './params';
import { type CastRecord, decodeRecord, recordHolds } from './record';
import { CHOICE_BYTES, choiceAad, recordContext, SLOT_BYTES, sealChoice, sealKeys, slotInfo } from './seal';
import type { TallyBody } from './tally';

/** A round that can be counted: its parameters, its hash, and at least k released keys by slot number (from 1). */
export interface OpenedRound {
  readonly params: RoundParams;
  readonly roundHash: Uint8Array;
  readonly keys: ReadonlyMap<number, KeyPair>;
}

/** Why a record does not count. */
type Void = 'format' | 'signature' | 'slot' | 'seal' | 'choice';

type Verdict =
  | { readonly kind: 'counts'; readonly names: readonly number[] }
  | { readonly kind: 'void'; readonly why: Void };

/** What one record says. An empty list of names is a blank. Fewer than k keys is a bug of the caller and throws. */
export function judge(round: OpenedRound, bytes: Uint8Array): Verdict {
  const record = decodeRecord(bytes);
  const belongs = record?.trustees === round.params.trustees.length;
  if (!record || !belongs || !equalBytes(record.roundHash, round.roundHash)) return voided('format');
  if (!recordHolds(record, round.params.rsaN, portable)) return voided('signature');
  return open(round, record);
}

/** Opens the sealed part alone, by any k of the released keys. */
export function open({ params, keys }: OpenedRound, record: CastRecord): Verdict {
  if (keys.size < params.k) throw new RangeError(`${keys.size} keys, it takes ${params.k}`);
  const context = recordContext(record.roundHash, record.pk, record.version);
  const shares = openSlots([...keys].slice(0, params.k), context, record.sealed);
  const seed = shares && combine(shares);
  if (!seed) return voided('slot');
  const choice = aeadOpen(
    sealKeys(context, seed).choice,
    record.sealed.slice(0, CHOICE_BYTES),
    choiceAad(context),
  );
  if (choice === null) return voided('seal');
  const again = sealChoice(context, seed, choice, {
    k: params.k,
    publicKeys: params.trustees.map(({ publicKey }) => publicKey),
  });
  if (again === null || !equalBytes(again, record.sealed)) return voided('seal');
  const names = decodeChoice(choice, params);
  return names === null ? voided('choice') : { kind: 'counts', names };
}

/** One share a key; null as soon as a slot does not open or does not name its own place. */
function openSlots(
  keys: readonly (readonly [number, KeyPair])[],
  context: Uint8Array,
  sealed: Uint8Array,
): Share[] | null {
  const shares: Share[] = [];
  for (const [i, key] of keys) {
    const start = CHOICE_BYTES + (i - 1) * SLOT_BYTES;
    const payload = hpkeOpen(key, slotInfo(context, i), sealed.slice(start, start + SLOT_BYTES));
    if (payload === null || payload[0] !== i) return null;
    shares.push({ x: i, bytes: payload.slice(1) });
  }
  return shares;
}

function voided(why: Void): Verdict {
  return { kind: 'void', why };
}

/** No records yet. */
export function emptyTally(eligible: number): TallyBody {
  return { records: 0, valid: 0, blank: 0, invalid: 0, names: Array.from({ length: eligible }, () => 0) };
}

/** The tally with one more verdict. */
export function addUp(tally: TallyBody, verdict: Verdict): TallyBody {
  const records = tally.records + 1;
  if (verdict.kind === 'void') return { ...tally, records, invalid: tally.invalid + 1 };
  const named = new Set(verdict.names);
  return {
    records,
    valid: tally.valid + 1,
    blank: tally.blank + (named.size === 0 ? 1 : 0),
    invalid: tally.invalid,
    names: tally.names.map((count, i) => (named.has(i) ? count + 1 : count)),
  };
}
