import type { Hono } from 'hono';
import { PAPER_PATH, proofPage } from '#shared/transparency/paper-code';
import { areaPublicRoutes } from './area/routes';
import { noticePublicRoutes } from './notice/public-routes';
import { type Feature, mountFeatures } from './platform/features';
import type { LogReader } from './transparency/routes';

const ofArea = (...names: string[]): string[] => names.map((name) => `public/areas/:area/${name}`);

/**
 * What is asked less often than areas and notices, in one: several small parts would cost a cold start more than they save
 * it. None takes in a path of those two, which would then be answered by way of two handlers.
 */
export const PUBLIC_FEATURES: readonly Feature<LogReader>[] = [
  {
    parts: [
      ...ofArea('timetable', 'candidates', 'directory', 'roll', 'rounds', 'token-issuers'),
      ...ofArea('notices/:id/versions'),
      ...['public/log', ':log/checkpoint', ':log/tile'],
    ],
    load: async () => (await import('./public-rest')).publicRestRoutes,
  },
];

/** What anyone may read, from prepared documents and the public log. Writes nothing. */
export function publicApp(reader: LogReader): Hono {
  const always = [...areaPublicRoutes(reader), ...noticePublicRoutes(reader)];
  const app = mountFeatures(reader, '', PUBLIC_FEATURES, always);
  // The QR code of a printed document: WeChat opens the mini-program by it, a browser the page of its proof.
  app.get(`${PAPER_PATH}*`, (c) => c.redirect(proofPage(c.req.path.slice(PAPER_PATH.length))));
  return app;
}
