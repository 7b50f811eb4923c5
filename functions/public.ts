import type { Hono } from 'hono';
import { areaPublicRoutes } from './area/routes';
import { candidatePublicRoutes } from './candidate/routes';
import { electionPublicRoutes } from './election/routes';
import { directoryPublicRoutes } from './directory/routes';
import { noticePublicRoutes } from './notice/routes';
import { mount } from './platform/mount';
import { roundPublicRoutes } from './recommendation/routes';
import { logPublicRoutes, type LogReader, proofFinder } from './transparency/routes';

/** What anyone may read, from prepared documents. Writes nothing. */
export function publicApp(reader: LogReader): Hono {
  const platform = { ...reader, findProof: proofFinder(reader) };
  return mount(platform, [
    ...areaPublicRoutes(platform),
    ...electionPublicRoutes(platform),
    ...candidatePublicRoutes(platform),
    ...directoryPublicRoutes(platform),
    ...noticePublicRoutes(platform),
    ...roundPublicRoutes(platform),
    ...logPublicRoutes(platform),
  ]);
}
