import { LegalDate } from '../time';
import type { ElectionBody } from './body';
import { MEETINGS_LOCAL } from './editions/meetings';
import { RESIDENTS_2018, VILLAGERS_2018 } from './editions/older';
import { PARTY_2020 } from './editions/party-2020';
import { OPTION_IDS, type OptionId, PROVINCIAL } from './editions/provincial';
import { RESIDENTS_2025 } from './editions/residents-2025';
import { VILLAGERS_2025 } from './editions/villagers-2025';
import type { LegalRule } from './legal-rule';

/** Every rule that an edition of either law, the party's regulation or a province may hold. */
export type RuleId =
  | keyof typeof VILLAGERS_2025
  | keyof typeof RESIDENTS_2025
  | keyof typeof PARTY_2020
  | keyof typeof MEETINGS_LOCAL
  | OptionId;

export type Rules = Readonly<Partial<Record<RuleId, LegalRule>>>;

/** The rules of one edition of a law, in force from a day until the next edition's. */
export interface Edition {
  /** `村组法(2025)` */
  name: string;
  inForce: LegalDate;
  rules: Rules;
}

/** The laws by edition, oldest first: a new edition is one entry here and one file of data. */
export const EDITIONS = {
  村民委员会: [
    { name: '村组法(2018)', inForce: LegalDate.parse('2018-12-29'), rules: VILLAGERS_2018 },
    { name: '村组法(2025)', inForce: LegalDate.parse('2026-01-01'), rules: VILLAGERS_2025 },
  ],
  居民委员会: [
    { name: '居组法(2018)', inForce: LegalDate.parse('2018-12-29'), rules: RESIDENTS_2018 },
    { name: '居组法(2025)', inForce: LegalDate.parse('2026-01-01'), rules: RESIDENTS_2025 },
  ],
} as const satisfies Record<ElectionBody, readonly [Edition, ...Edition[]]>;

/** The numbers of days a county set in place of its province's. */
export type Options = Readonly<Partial<Record<OptionId, number | undefined>>>;

/** The edition in force on the day of an election; before the oldest one kept, the oldest. */
export function editionOn(body: ElectionBody, day: LegalDate): Edition {
  const [oldest, ...later] = EDITIONS[body];
  return [...later].reverse().find(({ inForce }) => inForce <= day) ?? oldest;
}

/** All rules an election is held by: its law's edition, the party's regulation, the province's as the county set them. */
export function rulesOf(edition: Edition, options: Options = {}): Rules {
  const rules: Partial<Record<RuleId, LegalRule>> = {
    ...PROVINCIAL,
    ...MEETINGS_LOCAL,
    ...PARTY_2020,
    ...edition.rules,
  };
  for (const id of OPTION_IDS) {
    const days = options[id];
    const { measure } = PROVINCIAL[id];
    if (days !== undefined) rules[id] = { ...PROVINCIAL[id], measure: { ...measure, days } };
  }
  return rules;
}

/** An article as people cite it: `村组法(2025) 第17条`; a province's rule names its source alone. */
export function cite(edition: Edition, rule: LegalRule): string {
  const own: readonly LegalRule[] = Object.values(edition.rules);
  if (own.includes(rule) && rule.article.startsWith('第')) return `${edition.name} ${rule.article}`;
  return rule.article.startsWith('第') ? `基层组织选举条例(2020) ${rule.article}` : rule.article;
}
