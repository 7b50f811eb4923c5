import * as z from 'zod';

/** Whom an election is of: 村民委员会组织法 or 城市居民委员会组织法. */
export const ElectionBody = z.enum(['村民委员会', '居民委员会']);
export type ElectionBody = z.output<typeof ElectionBody>;

/** Who votes. A villagers' committee is elected by its voters alone (村组法(2025) 第14条); 居组法(2025) 第14条 lets a community choose. */
export const ElectedBy = z.enum(['全体选民', '户代表', '居民代表']);
export type ElectedBy = z.output<typeof ElectedBy>;

/** How many members the committee may have: 村组法(2025) 第8条, 居组法(2025) 第8条. */
export const SEATS = {
  村民委员会: { least: 3, most: 7 },
  居民委员会: { least: 5, most: 9 },
} as const satisfies Record<ElectionBody, { least: number; most: number }>;

/** What the election committee is called in each law. */
export const COMMITTEE_NAMES = {
  村民委员会: '村民选举委员会',
  居民委员会: '居民选举委员会',
} as const satisfies Record<ElectionBody, string>;
