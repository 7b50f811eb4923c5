/** A recovery key on paper: figures alone, which everybody can write down and type back. */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { fixed, tag } from '../crypto/codec';
import { sha256 } from '../crypto/hash';

/** Sixteen groups carry two bytes each, the last two check them. */
export const CARD_GROUPS = 18;
const GROUP_DIGITS = 5;
/** How many figures a card has. */
export const CARD_FIGURES = CARD_GROUPS * GROUP_DIGITS;
const LARGEST = 0xffff;
const CHECK_BYTES = 4;

/** The groups of five figures that stand for a recovery key's 32 bytes. */
export function cardOf(ikm: Uint8Array): string[] {
  const bytes = concatBytes(fixed(ikm, 32), checkOf(ikm));
  return Array.from({ length: CARD_GROUPS }, (_, i) => {
    const [high = 0, low = 0] = bytes.slice(2 * i, 2 * i + 2);
    return String(high * 256 + low).padStart(GROUP_DIGITS, '0');
  });
}

/** The figures of what was typed; those of a Chinese keyboard too. */
function figuresIn(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '');
}

/** The first group, counted from 1, in which what was typed is not the card; undefined when all are the same. */
export function differingGroup(card: readonly string[], typed: string): number | undefined {
  const figures = figuresIn(typed);
  const at = card.findIndex((group, i) => group !== figures.slice(GROUP_DIGITS * i, GROUP_DIGITS * (i + 1)));
  return at < 0 ? undefined : at + 1;
}

/** Why what was typed is no card. */
export type CardFault =
  | { readonly fault: 'figures'; readonly count: number }
  | { readonly fault: 'group'; readonly group: number }
  | { readonly fault: 'check' };

/** The key of what was typed from a card; spaces and line breaks do not matter. */
export function readCard(typed: string): Uint8Array | CardFault {
  const figures = figuresIn(typed);
  if (figures.length !== CARD_FIGURES) return { fault: 'figures', count: figures.length };
  const groups = (figures.match(/.{5}/g) ?? []).map(Number);
  const wrong = groups.findIndex((group) => group > LARGEST);
  if (wrong >= 0) return { fault: 'group', group: wrong + 1 };
  const bytes = Uint8Array.from(groups.flatMap((group) => [group >> 8, group % 256]));
  const ikm = bytes.slice(0, 32);
  return equalBytes(bytes.slice(32), checkOf(ikm)) ? ikm : { fault: 'check' };
}

function checkOf(ikm: Uint8Array): Uint8Array {
  return sha256(concatBytes(tag('dir/card'), ikm)).slice(0, CHECK_BYTES);
}
