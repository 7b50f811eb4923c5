import type { Hono } from 'hono';
import { areaPublicRoutes } from './area/routes';
import { candidatePublicRoutes } from './candidate/routes';
import { electionPublicRoutes } from './election/routes';
import { directoryPublicRoutes } from './directory/routes';
import { noticePublicRoutes } from './notice/public-routes';
import { PAPER_PATH, proofPage } from '#shared/transparency/paper-code';
import { mount } from './platform/mount';
import { roundPublicRoutes } from './recommendation/routes';
import { rollPublicRoutes } from './roll/public-routes';
import { tipPublicRoutes } from './tip/public-routes';
import { tokenPublicRoutes } from './token/public-routes';
import { logPublicRoutes, type LogReader, proofFinder } from './transparency/routes';

/** What anyone may read, from prepared documents and the public log. Writes nothing. */
export function publicApp(reader: LogReader): Hono {
  const platform = { ...reader, findProof: proofFinder(reader) };
  const app = mount(platform, [
    ...areaPublicRoutes(platform),
    ...electionPublicRoutes(platform),
    ...candidatePublicRoutes(platform),
    ...directoryPublicRoutes(platform),
    ...noticePublicRoutes(platform),
    ...rollPublicRoutes(platform),
    ...roundPublicRoutes(platform),
    ...logPublicRoutes(platform),
    ...tipPublicRoutes(platform),
    ...tokenPublicRoutes(platform),
  ]);
  // The QR code of a printed document: WeChat opens the mini-program by it, a browser the page of its proof.
  app.get(`${PAPER_PATH}*`, (c) => c.redirect(proofPage(c.req.path.slice(PAPER_PATH.length))));
  return app;
}
