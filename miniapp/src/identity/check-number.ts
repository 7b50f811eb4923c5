/** Two figures that desk and phone show alike, so that a person sees which desk they let in; 10 to 99. */
export function checkNumber(scan: string): number {
  let sum = 7;
  for (const letter of scan) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return 10 + (sum % 90);
}

/** The secret a scanned text carries: an address that ends in `scan=…`, or the secret alone. */
export function scanOf(text: string | undefined): string | undefined {
  return /(?:^|[?&]scan=)([A-Za-z0-9_-]{43})$/.exec((text ?? '').trim())?.[1];
}
