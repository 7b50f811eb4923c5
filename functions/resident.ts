import type { Hono } from 'hono';
import { type Feature, mountFeatures } from './platform/features';
import type { ResidentPlatform } from './recommendation/resident-routes';

/** What a signed-in person does for themselves, by what its paths name after the boundary. */
export const RESIDENT_FEATURES: readonly Feature<ResidentPlatform>[] = [
  {
    parts: ['entries', 'areas/:area/roll'],
    load: async () => (await import('./roll/resident-routes')).rollResidentRoutes,
  },
  {
    parts: ['areas/:area/slips'],
    load: async () => (await import('./slip/resident-routes')).slipResidentRoutes,
  },
  {
    parts: ['areas/:area/registration'],
    load: async () => (await import('./registration/resident-routes')).registrationResidentRoutes,
  },
  {
    parts: ['areas/:area/proxies'],
    load: async () => (await import('./proxy/resident-routes')).proxyResidentRoutes,
  },
  {
    parts: ['areas/:area/objections'],
    load: async () => (await import('./objection/resident-routes')).objectionResidentRoutes,
  },
  {
    parts: ['areas/:area/rounds'],
    load: async () => (await import('./recommendation/resident-routes')).roundResidentRoutes,
  },
  {
    parts: ['areas/:area/tokens'],
    load: async () => (await import('./token/resident-routes')).tokenResidentRoutes,
  },
];

/** Their roll entry, whether they take part, proxies, objections to the roll, their tokens. Never reads records or cases. */
export function residentApp(platform: ResidentPlatform): Hono {
  return mountFeatures(platform, '/resident', RESIDENT_FEATURES);
}
