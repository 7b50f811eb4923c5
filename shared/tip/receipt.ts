/**
 * The receipt: 36 digits in 12 groups, of which two are checks over GF(1009) (formats.md section 1).
 * It is the only key to a case, so reading it mends what can be mended and never guesses between candidates.
 */

export const GROUPS = 12;
const SECRET_GROUPS = 10;
const FIELD = 1009;
const GENERATOR = 11;
/** Random bytes for `drawReceipt`: 40 draws, of which the first good one is taken. */
export const RECEIPT_RANDOM_BYTES = 40 * SECRET_GROUPS * 2;

/** a^i mod 1009 for i = 0..11. */
const POWERS = Array.from({ length: GROUPS }, (_, i) => power(GENERATOR, i));

/** Twelve numbers 0..999 whose two checks hold. */
export type Receipt = readonly number[];

/** What was typed: a number for each group, or null where the paper cannot be read. */
export type Typed = readonly (number | null)[];

/** What the typed groups turn out to be. Indices count from 0. */
export type Reading =
  | { kind: 'good'; receipt: Receipt }
  | { kind: 'mended'; receipt: Receipt; group: number }
  | { kind: 'swapped'; receipt: Receipt; first: number }
  | { kind: 'filled'; receipt: Receipt; groups: readonly number[] }
  | { kind: 'unreadable' };

/** A fresh receipt from `RECEIPT_RANDOM_BYTES` random bytes; null (never seen) when every draw was refused. */
export function drawReceipt(random: Uint8Array): Receipt | null {
  const numbers: number[] = [];
  for (let i = 0; i + 1 < random.length; i += 2) {
    const number = (random[i] ?? 0) * 256 + (random[i + 1] ?? 0);
    // 65,000 and above would make the small groups likelier.
    if (number < 65_000) numbers.push(number % 1000);
  }
  for (let at = 0; at + SECRET_GROUPS <= numbers.length; at += SECRET_GROUPS) {
    const secret = numbers.slice(at, at + SECRET_GROUPS);
    const receipt = solve([...secret, null, null], [SECRET_GROUPS, SECRET_GROUPS + 1]);
    if (receipt) return receipt;
  }
  return null;
}

/** Finds and mends one wrong group, a swap of neighbours, or up to two groups that cannot be read. */
export function readReceipt(typed: Typed): Reading {
  const gaps = typed.flatMap((group, i) => (group === null ? [i] : []));
  if (typed.length !== GROUPS || gaps.length > 2) return { kind: 'unreadable' };
  if (gaps.length > 0) {
    const receipt = solve(typed, gaps);
    return receipt ? { kind: 'filled', receipt, groups: gaps } : { kind: 'unreadable' };
  }
  const groups = typed.map((group) => group ?? 0);
  const [s0, s1] = sums(groups);
  if (s0 === 0 && s1 === 0) return { kind: 'good', receipt: groups };
  return s0 === 0 ? unswap(groups) : mend(groups, s0, s1);
}

/** The receipt as people copy it: twelve texts of three digits. */
export function receiptTexts(receipt: Receipt): string[] {
  return receipt.map((group) => String(group).padStart(3, '0'));
}

function sums(groups: Typed): [number, number] {
  return groups.reduce<[number, number]>(
    ([s0, s1], group, i) => [(s0 + (group ?? 0)) % FIELD, (s1 + (group ?? 0) * (POWERS[i] ?? 0)) % FIELD],
    [0, 0],
  );
}

/** One wrong group by e: S0 = e, S1 = e * a^i. */
function mend(groups: readonly number[], s0: number, s1: number): Reading {
  const group = POWERS.indexOf((s1 * invert(s0)) % FIELD);
  const right = modulo((groups[group] ?? 0) - s0);
  if (group < 0 || right > 999) return { kind: 'unreadable' };
  return { kind: 'mended', group, receipt: groups.map((value, i) => (i === group ? right : value)) };
}

function unswap(groups: readonly number[]): Reading {
  const candidates = groups.slice(1).flatMap((_, first) => {
    const swapped = groups.map(
      (value, i) => groups[i === first ? i + 1 : i === first + 1 ? i - 1 : i] ?? value,
    );
    return sums(swapped)[1] === 0 ? [{ first, receipt: swapped }] : [];
  });
  const [only] = candidates;
  return only && candidates.length === 1 ? { kind: 'swapped', ...only } : { kind: 'unreadable' };
}

/** Fills one or two gaps by the two checks; null when that gives no receipt. */
function solve(typed: Typed, gaps: readonly number[]): Receipt | null {
  const [s0, s1] = sums(typed);
  const [i = 0, j] = gaps;
  const ai = POWERS[i] ?? 0;
  // gi + gj = -S0 and gi * a^i + gj * a^j = -S1; with one gap gj = 0 and the second equation is a check.
  const gj = j === undefined ? 0 : modulo((ai * s0 - s1) * invert(modulo((POWERS[j] ?? 0) - ai)));
  const gi = modulo(-s0 - gj);
  const receipt = typed.map((value, at) => (at === i ? gi : at === j ? gj : (value ?? 0)));
  return gi <= 999 && gj <= 999 && sums(receipt)[1] === 0 ? receipt : null;
}

function modulo(value: number): number {
  return ((value % FIELD) + FIELD) % FIELD;
}

/** The inverse by Fermat's little theorem. */
function invert(x: number): number {
  return power(x, FIELD - 2);
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i += 1) result = (result * base) % FIELD;
  return result;
}
