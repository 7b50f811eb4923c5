/** Shamir's secret sharing, byte by byte over GF(2^8) with the polynomial 0x11b (formats.md section 0). */
/** One share: its place (1..255) and as many bytes as the secret. */
export interface Share {
  readonly x: number;
  readonly bytes: Uint8Array;
}

/** n shares at x = 1..n, any k of which give the secret. `coefficients`: (k-1) * secret.length random bytes. */
export function split(secret: Uint8Array, k: number, n: number, coefficients: Uint8Array): Share[] {
  if (k < 1 || k > n || n > 255) throw new RangeError(`no ${k} of ${n}`);
  if (coefficients.length !== (k - 1) * secret.length)
    throw new RangeError('coefficients of the wrong length');
  const rows = Array.from({ length: k - 1 }, (_, j) =>
    coefficients.slice(j * secret.length, (j + 1) * secret.length),
  );
  const polynomial = [secret, ...rows];
  return Array.from({ length: n }, (_, i) => ({ x: i + 1, bytes: valueAt(polynomial, i + 1) }));
}

/** The secret of exactly k shares, or null when two have the same place, one is at 0, or lengths differ. */
export function combine(shares: readonly Share[]): Uint8Array | null {
  const length = shares[0]?.bytes.length;
  const places = new Set(shares.map(({ x }) => x));
  if (length === undefined || places.has(0) || places.size !== shares.length) return null;
  if (shares.some(({ bytes }) => bytes.length !== length)) return null;
  const secret = new Uint8Array(length);
  for (const { x, bytes } of shares) {
    const weight = lagrangeAtZero(x, places);
    bytes.forEach((byte, i) => {
      secret[i] = (secret[i] ?? 0) ^ multiply(byte, weight);
    });
  }
  return secret;
}

/** Horner's rule, highest coefficient first. */
function valueAt(polynomial: readonly Uint8Array[], x: number): Uint8Array {
  return polynomial.reduceRight(
    (sum, row) => row.map((byte, i) => multiply(sum[i] ?? 0, x) ^ byte),
    new Uint8Array(polynomial[0]?.length ?? 0),
  );
}

function lagrangeAtZero(x: number, places: ReadonlySet<number>): number {
  let weight = 1;
  for (const other of places) {
    if (other !== x) weight = multiply(weight, multiply(other, invert(other ^ x)));
  }
  return weight;
}

/** Carry-less product reduced by 0x11b; no table, no branch on a secret bit. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = a;
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= shifted & -((b >> bit) & 1);
    shifted = (shifted << 1) ^ (0x11b & -(shifted >> 7));
  }
  return product & 255;
}

/** a^254, the inverse of a non-zero element. */
function invert(a: number): number {
  let power = a;
  let result = 1;
  for (let i = 0; i < 7; i += 1) {
    power = multiply(power, power);
    result = multiply(result, power);
  }
  return result;
}
