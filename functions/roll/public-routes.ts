import { newestRoll } from '#shared/roll/contract';
import { type Route, route } from '../platform/mount';
import { publicDocument, type PublicReader } from '../platform/published';
import { ROLL_DOCUMENT } from './roll-document';

/** Which publication of a roll is the newest: everybody may know that, and nothing else of it. */
export function rollPublicRoutes(p: PublicReader): Route[] {
  return [route(newestRoll, ({ params }) => publicDocument(p, params.area, ROLL_DOCUMENT))];
}
