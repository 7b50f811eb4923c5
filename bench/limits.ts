/** What every figure is held to, in its own unit: the most or the least it may be. A figure without one is only told. */
import { BOUNDARIES } from '#local/boundaries';
import { PIECE_BYTES } from '#shared/tip/sizes';

export type Limit = { readonly most: number } | { readonly least: number };

const most = (value: number): Limit => ({ most: value });
const least = (value: number): Limit => ({ least: value });

export const LIMITS: Readonly<Record<string, Limit>> = {
  'notices.list.ratio': least(0.6),
  'notices.list.p99_ratio': most(2),
  // No slower than the whole list: two medians of one machine differ by a twentieth when nothing does.
  'notices.list.ratio_304': least(0.95),
  // One a second while readers come, and two for each of the changes in that time.
  'notices.list.calls': most(3),
  'notices.list.second_process_s': most(2),
  'notices.list.pages_rewritten_at_100': most(2),
  'notices.list.pages_rewritten_at_100000': most(2),
  'tip.create.ratio': least(0.5),
  'tip.create.cpu_ms': most(2.8),
  'tip.receipt.jitless_ms': most(15),
  'tip.seal.jitless_ms': most(150),
  'tip.photo.jitless_ms': most(700),
  'tip.chunk.jitless_ms': most(60),
  'tip.inbox10k.ms': most(200),
  // Eight pieces, whatever the size of the file.
  'tip.file.extra_mb': most((8 * PIECE_BYTES) / 1_000_000),
  'recommendation.cast.ratio': least(0.5),
  'weapp.main.kb': most(700),
  'weapp.total.kb': most(1500),
  'h5.first.gz_kb': most(220),
  ...Object.fromEntries(BOUNDARIES.map((name) => [`lambda.${name}.kb`, most(900)])),
  ...Object.fromEntries(BOUNDARIES.map((name) => [`lambda.${name}.load_ratio`, most(1.5)])),
  'lambda.public.kb': most(650),
  'start.first_page_s': most(4),
  'start.idle_mb': most(350),
  'timetable.ms': most(5),
  'board.1200.ms': most(300),
  'board.1200.calls': most(5),
  'roll.import20k.s': most(15),
  'roll.import20k.mb': most(300),
  'log.append10k.s': most(15),
  'log.proof.ms': most(5),
  'log.phone.jitless_ms': most(100),
  'log.verify100k.s': most(30),
};

/** Whether a value is within a limit; without one every value is. */
export function holds(value: number, limit: Limit | undefined): boolean {
  if (!limit) return true;
  return 'most' in limit ? value <= limit.most : value >= limit.least;
}

/** A limit in words: `≤ 15`. Empty without one. */
export function sayLimit(limit: Limit | undefined): string {
  if (!limit) return '';
  return 'most' in limit ? `≤ ${limit.most}` : `≥ ${limit.least}`;
}
