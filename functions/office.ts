import type { Hono } from 'hono';
import { areaOfficeRoutes } from './area/routes';
import { candidateOfficeRoutes } from './candidate/routes';
import { electionOfficeRoutes } from './election/routes';
import { directoryOfficeRoutes, type DirectoryPlatform } from './directory/routes';
import { staffRoutes } from './identity/routes';
import { meetingOfficeRoutes } from './meeting/routes';
import { type NoticeOfficePlatform, noticeOfficeRoutes } from './notice/routes';
import { objectionOfficeRoutes } from './objection/routes';
import { mount } from './platform/mount';
import type { KeyedPlatform } from './platform/platform';
import { registrationOfficeRoutes } from './registration/routes';
import { roundOfficeRoutes } from './recommendation/routes';
import { certificateRoutes } from './roll/certificate-routes';
import { rollOfficeRoutes } from './roll/routes';

/** What offices do, with a staff session. Never reads cases, nor records before closing. */
export function officeApp(platform: KeyedPlatform & DirectoryPlatform & NoticeOfficePlatform): Hono {
  return mount(platform, [
    ...staffRoutes(platform),
    ...areaOfficeRoutes(platform),
    ...electionOfficeRoutes(platform),
    ...candidateOfficeRoutes(platform),
    ...directoryOfficeRoutes(platform),
    ...noticeOfficeRoutes(platform),
    ...rollOfficeRoutes(platform),
    ...certificateRoutes(platform),
    ...registrationOfficeRoutes(platform),
    ...objectionOfficeRoutes(platform),
    ...meetingOfficeRoutes(platform),
    ...roundOfficeRoutes(platform),
  ]);
}
