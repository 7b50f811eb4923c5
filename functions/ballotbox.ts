import type { Hono } from 'hono';
import { mount } from './platform/mount';
import { type BallotPlatform, ballotRoutes } from './recommendation/ballot-routes';

/** Takes sealed records on its own host, without a session. Touches `ballots` and nothing else. */
export function ballotboxApp(platform: BallotPlatform): Hono {
  return mount(platform, ballotRoutes(platform));
}
