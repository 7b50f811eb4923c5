import * as contracts from '#shared/roll/contract';
import { ok } from '#shared/result';
import type { Certificate } from '#shared/registration/contract';
import { comparableName } from '#shared/roll/row';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import { carry } from './carry-store';
import { certifiedBy } from './certificate-store';
import { comparePeople } from './identity-store';
import * as importStore from './import-store';
import * as publicationStore from './publication-store';
import * as store from './store';
import { moveTie } from './tie-store';

const FOUND_AT_MOST = 30;

/** The roll as its office keeps it: import in batches, then the head moves. */
export function rollOfficeRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.rollHead, async ({ params }) => ok(await store.readHead(p.dynamo, params.area))),

    route(contracts.compareRoll, async ({ params, body }) => {
      const [compared, certified] = await Promise.all([
        comparePeople(p.dynamo, p.hash, params.area, body.idNumbers),
        certifiedBy(p.dynamo, params.area),
      ]);
      const people = compared.map((one) => {
        const certificate = certified.get(one.entry);
        return certificate ? { ...one, certified: shownOf(certificate) } : one;
      });
      return ok({ people });
    }),

    route(contracts.rollEntries, async ({ params, query }) =>
      store.readPage(p.dynamo, params.area, params.version, query.after),
    ),

    route(contracts.putRollBatch, async ({ params, body, now }) => {
      const { area: village, version, batch } = params;
      const at = { village, version, batch, today: dateOfDay(dayOf(now)) };
      return importStore.writeBatch(p.dynamo, p.hash, at, body.rows);
    }),

    route(contracts.carryRoll, ({ params: { area: village, version, batch }, body }) => {
      const { from, after, without } = body;
      return carry(p.dynamo, { village, version, batch }, { from, after, without });
    }),

    route(contracts.finishRoll, async ({ params, body, caller, now }) => {
      const { from, entries, change } = body;
      const at = { village: params.area, version: params.version, from, entries, change };
      return importStore.finishImport(p.dynamo, at, caller.person, now);
    }),

    route(contracts.rollPublication, ({ params, now }) =>
      publicationStore.readPublication(p.dynamo, params.area, dateOfDay(dayOf(now))),
    ),

    route(contracts.publishRoll, ({ params: { area: village, version }, body: { from }, caller, now }) => {
      const asked = { village, version, from, actor: caller.person };
      return publicationStore.publish(p.dynamo, asked, p.random(32), now);
    }),

    route(contracts.moveTie, ({ params: { area: village, entry }, body: { from }, caller, now }) =>
      moveTie(p.dynamo, { village, from, entry, actor: caller.person }, now),
    ),

    route(contracts.findEntries, async ({ params, query }) => {
      const head = await store.readHead(p.dynamo, params.area);
      const entries = await store.readEntries(p.dynamo, params.area, head.version);
      const wanted = comparableName(query.name);
      const found = entries.filter(({ name }) => comparableName(name).startsWith(wanted));
      return ok(found.slice(0, FOUND_AT_MOST));
    }),
  ];
}

/** Of a certificate what the import's preview says. */
function shownOf({ number, to, issuedOn }: Certificate): Pick<Certificate, 'number' | 'to' | 'issuedOn'> {
  return { number, to, issuedOn };
}
