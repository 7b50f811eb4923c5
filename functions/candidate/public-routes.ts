import { readCandidates } from '#shared/candidate/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { readPublished } from './store';

/** The candidates for everybody. */
export function candidatePublicRoutes(p: Platform): Route[] {
  return [route(readCandidates, ({ params }) => readPublished(p, params.area))];
}
