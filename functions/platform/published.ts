import { type AreaCode, countyOf, levelOf } from '#shared/area/code';
import { fail, ok, type Result } from '#shared/result';
import type { Platform } from './platform';
import type { PreparedDocument } from './prepared';

/** What reading published documents stands on. */
export type PublicReader = Pick<Platform, 'county' | 'prepared'>;

/** Whether an area is of this county. Areas of others are not known here, and cost nothing. */
export function isOurs({ county }: PublicReader, area: AreaCode): boolean {
  return levelOf(area) !== undefined && countyOf(area) === county;
}

/** A published document of an area of this county; `absent` where there is none, if that is no failure. */
export async function publicDocument(
  p: PublicReader,
  area: AreaCode,
  name: string,
  absent?: PreparedDocument,
): Promise<Result<PreparedDocument>> {
  if (!isOurs(p, area)) return fail('not-found');
  const [document = absent] = await p.prepared([{ area, name }]);
  return document ? ok(document) : fail('not-found');
}
