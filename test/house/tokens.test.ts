import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sheetOf } from '../../tools/tokens.mjs';

interface Tokens {
  color: Record<'standard' | 'elder', Record<string, string>>;
  contrast: Record<'standard' | 'elder', Record<string, number>> & {
    need: Record<'standard' | 'elder', { text: number; control: number }>;
  };
}

const tokens = JSON.parse(readFileSync('miniapp/tokens.json', 'utf8')) as Tokens;

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function ratio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const MARKS = ['edge', 'sunEdge'];

describe('the design tokens', () => {
  it('are the ones the style sheet was made from', () => {
    expect(readFileSync('miniapp/src/tokens.css', 'utf8')).toBe(sheetOf(tokens));
  });

  it.each(['standard', 'elder'] as const)('hold every listed contrast in the %s view', (view) => {
    const pairs = Object.entries(tokens.contrast[view]);
    expect(pairs.length).toBeGreaterThan(40);
    for (const [pair, stated] of pairs) {
      const [front, back] = pair.split(' on ');
      const measured = ratio(tokens.color[view][front!]!, tokens.color[view][back!]!);
      const need = tokens.contrast.need[view][MARKS.includes(front!) ? 'control' : 'text'];
      expect(measured).toBeGreaterThanOrEqual(need);
      expect(Math.abs(measured - stated)).toBeLessThan(0.02);
    }
  });
});
