import { currentDirectory } from '#shared/directory/contract';
import { fail } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { type FindProof, loggedDirectory } from './store';

/** What the public directory is read with. */
export interface DirectoryPublicPlatform extends Platform {
  findProof: FindProof;
}

/** The directory as anyone reads it: the county's own, and nothing is asked for any other area. */
export function directoryPublicRoutes(p: DirectoryPublicPlatform): Route[] {
  const read = loggedDirectory(p, p.findProof);
  return [
    route(currentDirectory, async ({ params }) => (params.area === p.county ? read() : fail('not-found'))),
  ];
}
