import type { AreaCode } from '#shared/area/code';
import { consentDays } from '#shared/meeting/rules';
import type { LegalDate } from '#shared/time';
import { minutesRange, StoredMinutes } from '../meeting/items';
import type { Dynamo } from '../platform/dynamo';

/** The days of a village's meetings whose signed minutes agreed to register people who have no hukou there, by term. */
export async function readConsents(
  dynamo: Dynamo,
  village: AreaCode,
): Promise<(term: number) => LegalDate[]> {
  const found = await dynamo.query('affairs', minutesRange(village));
  const minutes = found.map((item) => StoredMinutes.parse(item).minutes);
  return (term) => consentDays(minutes, term);
}

/** The same where nobody needs it. */
export function noConsents(): LegalDate[] {
  return [];
}
