import { readTimetable } from '#shared/election/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { readPublished } from './store';

/** The timetable for everybody. */
export function electionPublicRoutes(p: Platform): Route[] {
  return [route(readTimetable, ({ params }) => readPublished(p, params.area))];
}
