import type { Hono } from 'hono';
import { type Feature, mountFeatures } from './platform/features';
import type { AnchoredPlatform } from './platform/platform';

/** What an officer does, by what its paths name after the office; what a case's own path begins comes last. */
export const CASEWORK_FEATURES: readonly Feature<AnchoredPlatform>[] = [
  { parts: ['inbox'], load: async () => (await import('./tip/inbox-routes')).inboxRoutes },
  { parts: ['templates'], load: async () => (await import('./wording/routes')).wordingRoutes },
  {
    parts: ['cases/:case/transfers'],
    load: async () => (await import('./tip/transfer-routes')).transferRoutes,
  },
  { parts: ['cases/:case/closing'], load: async () => (await import('./tip/closing-routes')).closingRoutes },
  { parts: ['cases/:case/erasure'], load: async () => (await import('./tip/erasure-routes')).erasureRoutes },
  { parts: ['cases/:case/notes'], load: async () => (await import('./tip/note-routes')).noteRoutes },
  {
    parts: ['cases/:case/pieces', 'cases/:case/files'],
    load: async () => (await import('./tip/file-routes')).pieceRoutes,
  },
  {
    parts: ['cases/:case/recusals'],
    load: async () => (await import('./tip/recusal-routes')).recusalRoutes,
  },
  {
    parts: ['recoveries', 'cases/:case/recovery'],
    load: async () => (await import('./tip/recovery-routes')).recoveryRoutes,
  },
  { parts: ['cases/:case'], load: async () => (await import('./tip/case-routes')).caseRoutes },
];

/** The officers' desk: `cases` of the officer's own office, sealed as they came. */
export function caseworkApp(platform: AnchoredPlatform): Hono {
  return mountFeatures(platform, '/casework/areas/:area/offices/:kind', CASEWORK_FEATURES);
}
