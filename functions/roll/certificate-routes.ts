import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/registration/contract';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import * as store from './certificate-store';

/** The certificates that somebody is not registered here, as an office gives them. */
export function certificateRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.issueCertificate, ({ params: { area: village }, body: text, caller, now }) => {
      const by = actedFor(caller.grants, village);
      const issuing = { village, text, today: dateOfDay(dayOf(now)), by, actor: caller.person };
      return store.issue(p.dynamo, p.hash, issuing, now);
    }),

    route(contracts.readCertificates, ({ params }) => store.readCertificates(p.dynamo, params.area)),
  ];
}
