import * as z from 'zod';

/** Figures of a slip's code, and how many stand together on paper: like a bank card, so that nobody takes it for the receipt of a letter. */
export const SLIP_FIGURES = 16;
export const SLIP_GROUP = 4;

/** The check figure after some figures: any one of them wrong, and most swaps of two neighbours, do not fit (ISO 7064, MOD 11,10). */
export function checkFigure(figures: string): string {
  let product = 10;
  for (const figure of figures) product = (((product + Number(figure)) % 10 || 10) * 2) % 11;
  return String((11 - product) % 10);
}

/** Whether sixteen figures are a code that may stand on a slip; a try that cannot be right is not sent. */
export function slipCodeHolds(code: string): boolean {
  return /^\d{16}$/.test(code) && checkFigure(code.slice(0, -1)) === code.slice(-1);
}

export const SlipCode = z.string().refine(slipCodeHolds, '16 位数字里有抄错的，请对着纸条再看一遍');

/** The code as it stands on paper. */
export function inGroups(code: string): string[] {
  return code.match(/\d{4}/g) ?? [];
}

/** The code that a scanned text carries: an address that ends in `slip=…`, or the figures alone, spaced or not. */
export function slipOf(text: string): string | undefined {
  const found = /(?:^|[?&]slip=)(\d{16})$/.exec(text.replace(/\s/g, ''))?.[1];
  return found !== undefined && slipCodeHolds(found) ? found : undefined;
}
