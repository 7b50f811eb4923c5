import { candidatePublicRoutes } from './candidate/public-routes';
import { directoryPublicRoutes } from './directory/public-routes';
import { electionPublicRoutes } from './election/public-routes';
import { noticeVersionRoutes } from './notice/version-routes';
import type { Route } from './platform/mount';
import { roundPublicRoutes } from './recommendation/public-routes';
import { rollPublicRoutes } from './roll/public-routes';
import { tipPublicRoutes } from './tip/public-routes';
import { tokenPublicRoutes } from './token/public-routes';
import { type LogReader, logPublicRoutes, proofFinder } from './transparency/routes';

/** All that `public` serves besides areas and notices as they are now. */
export function publicRestRoutes(reader: LogReader): Route[] {
  const platform = { ...reader, findProof: proofFinder(reader) };
  return [
    ...electionPublicRoutes(platform),
    ...candidatePublicRoutes(platform),
    ...directoryPublicRoutes(platform),
    ...rollPublicRoutes(platform),
    ...noticeVersionRoutes(platform),
    ...roundPublicRoutes(platform),
    ...logPublicRoutes(platform),
    ...tipPublicRoutes(platform),
    ...tokenPublicRoutes(platform),
  ];
}
