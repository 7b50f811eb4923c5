import type { Hono } from 'hono';
import { mount, type Route } from './mount';
import type { Platform } from './platform';

/** A part of a boundary whose code is loaded by the first request for it. */
export interface Feature<P extends Platform> {
  /** What its paths name after that of the boundary. */
  parts: readonly string[];
  load: () => Promise<(platform: P) => Route[]>;
}

/**
 * A boundary of many features, of which a cold start loads none: `above` is what all their paths begin with. A feature
 * whose route lies outside its parts throws when it is loaded, since no request could reach that route. `always` are the
 * routes that most requests are for: they come with the boundary itself.
 */
export function mountFeatures<P extends Platform>(
  platform: P,
  above: string,
  features: readonly Feature<P>[],
  always: readonly Route[] = [],
): Hono {
  const boundary = mount(platform, always);
  for (const { parts, load } of features) {
    const below = parts.map((part) => `${above}/${part}`);
    let loaded: Promise<Hono> | undefined;
    const feature = async () => mount(platform, within(below, (await load())(platform)));
    for (const path of below) {
      boundary.all(`${path}/*`, async (c) => {
        // What did not load is loaded anew by the next request.
        loaded ??= feature().catch((error: unknown) => {
          loaded = undefined;
          throw error;
        });
        return (await loaded).fetch(c.req.raw);
      });
    }
  }
  return boundary;
}

function within(below: readonly string[], routes: Route[]): Route[] {
  for (const { contract } of routes) {
    if (!below.some((path) => `${contract.path}/`.startsWith(`${path}/`)))
      throw new Error(`${contract.path} lies outside ${below.join(' and ')}`);
  }
  return routes;
}
