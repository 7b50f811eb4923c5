import type { Hono } from 'hono';
import type { DirectoryPlatform } from './directory/routes';
import type { NoticeOfficePlatform } from './notice/routes';
import { type Feature, mountFeatures } from './platform/features';
import type { KeyedPlatform } from './platform/platform';

type OfficePlatform = KeyedPlatform & DirectoryPlatform & NoticeOfficePlatform;

/** The features of offices, by what their paths name after the area. */
export const OFFICE_FEATURES: readonly Feature<OfficePlatform>[] = [
  {
    parts: ['invitations', 'staff'],
    load: async () => (await import('./identity/staff-routes')).staffRoutes,
  },
  { parts: ['tree'], load: async () => (await import('./area/routes')).areaOfficeRoutes },
  {
    parts: ['election', 'board'],
    load: async () => (await import('./election/routes')).electionOfficeRoutes,
  },
  { parts: ['candidates'], load: async () => (await import('./candidate/routes')).candidateOfficeRoutes },
  { parts: ['directory'], load: async () => (await import('./directory/routes')).directoryOfficeRoutes },
  { parts: ['notices'], load: async () => (await import('./notice/routes')).noticeOfficeRoutes },
  { parts: ['roll'], load: async () => (await import('./roll/routes')).rollOfficeRoutes },
  {
    parts: ['certificates'],
    load: async () => (await import('./roll/certificate-routes')).certificateRoutes,
  },
  { parts: ['slips'], load: async () => (await import('./slip/routes')).slipOfficeRoutes },
  {
    parts: ['registrations'],
    load: async () => (await import('./registration/routes')).registrationOfficeRoutes,
  },
  { parts: ['objections'], load: async () => (await import('./objection/routes')).objectionOfficeRoutes },
  { parts: ['proxies'], load: async () => (await import('./proxy/routes')).proxyOfficeRoutes },
  {
    parts: ['minutes', 'assembly'],
    load: async () => (await import('./meeting/routes')).meetingOfficeRoutes,
  },
  { parts: ['committee'], load: async () => (await import('./committee/routes')).committeeOfficeRoutes },
  { parts: ['rounds'], load: async () => (await import('./recommendation/routes')).roundOfficeRoutes },
];

/** What offices do, with a staff session. Never reads cases, nor records before closing. */
export function officeApp(platform: OfficePlatform): Hono {
  return mountFeatures(platform, '/office/areas/:area', OFFICE_FEATURES);
}
