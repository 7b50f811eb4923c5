/** A receipt of 36 digits, and what follows from it (docs/formats/tip-day.md): written here anew, from the page alone. */
import { hkdfSync } from 'node:crypto';
import { Problem } from './problem';
import { H } from './tip-hash';

const GROUPS = 12;
const FIELD = 1009;
const GENERATOR = 11;
const SALT = 'sunshine/tip/v1/receipt';

/** What a receipt opens at the tip line, and by what it is found in the lists. */
export interface Receipt {
  readonly mailbox: Uint8Array;
  readonly auth: Uint8Array;
  readonly caseId: Uint8Array;
  readonly tag: Uint8Array;
}

/** Reads the digits as they were typed, with spaces or without; throws a problem that never repeats them. */
export function readReceipt(typed: string): Receipt {
  const digits = typed.replace(/[\s-]/g, '');
  if (!/^\d*$/.test(digits)) throw new Problem('a receipt has figures from 0 to 9 only');
  if (digits.length !== 3 * GROUPS)
    throw new Problem(`a receipt has 36 figures in 12 groups of 3; these are ${digits.length}`);
  const groups = Array.from({ length: GROUPS }, (_, i) => Number(digits.slice(3 * i, 3 * i + 3)));
  refuseWrong(groups);
  const derive = (label: string) => new Uint8Array(hkdfSync('sha256', digits, SALT, label, 32));
  const mailbox = derive('mailbox');
  return {
    mailbox,
    auth: derive('auth'),
    caseId: H('case', mailbox).subarray(0, 16),
    tag: H('tag', derive('case')),
  };
}

/** Two sums over GF(1009) are zero; if not, they name one wrong group, or two neighbours that changed places. */
function refuseWrong(groups: readonly number[]): void {
  const [plain, weighed] = sumsOf(groups);
  if (plain === 0 && weighed === 0) return;
  const wrong = groups.findIndex((group, i) => {
    const rest = groups.map((other, j) => (j === i ? mod(group - plain) : other));
    return mod(group - plain) < 1000 && sumsOf(rest).every((sum) => sum === 0);
  });
  if (wrong >= 0) throw new Problem(`group ${wrong + 1} is not as it was given out: look at the paper again`);
  const swapped = groups.slice(1).flatMap((_, i) => {
    const exchanged = groups.map((group, j) => groups[j === i ? j + 1 : j === i + 1 ? j - 1 : j] ?? group);
    return sumsOf(exchanged).every((sum) => sum === 0) ? [i] : [];
  });
  const [only] = swapped;
  if (only !== undefined && swapped.length === 1)
    throw new Problem(`groups ${only + 1} and ${only + 2} have changed places`);
  throw new Problem('more than one group is not as it was given out: look at the paper again');
}

function sumsOf(groups: readonly number[]): [number, number] {
  let power = 1;
  let [plain, weighed] = [0, 0];
  for (const group of groups) {
    plain = mod(plain + group);
    weighed = mod(weighed + group * power);
    power = mod(power * GENERATOR);
  }
  return [plain, weighed];
}

function mod(value: number): number {
  return ((value % FIELD) + FIELD) % FIELD;
}
