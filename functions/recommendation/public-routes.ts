import type { AreaCode } from '#shared/area/code';
import * as contracts from '#shared/recommendation/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { etagOf, type PreparedDocument } from '../platform/prepared';
import { publicDocument } from '../platform/published';
import { boardDocument, eligibleDocument, listDocument, roundDocument } from './documents';

const NO_ROUNDS: PreparedDocument = { body: '[]', etag: etagOf('[]') };

/** What anybody may read of rounds. Areas of other counties are not known here, and cost nothing. */
export function roundPublicRoutes(p: Platform): Route[] {
  const read = (area: AreaCode, name: string) => publicDocument(p, area, name);
  return [
    route(contracts.roundList, ({ params }) => publicDocument(p, params.area, listDocument, NO_ROUNDS)),
    route(contracts.readRound, ({ params }) => read(params.area, roundDocument(params.round))),
    route(contracts.readEligible, ({ params }) => read(params.area, eligibleDocument(params.round))),
    route(contracts.readBoard, ({ params }) => read(params.area, boardDocument(params, params.page))),
  ];
}
