import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/roll/contract';
import { ok } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import { type Asked, nameHashOf } from '../platform/roll-hash';
import * as publicationStore from './publication-store';
import * as store from './store';

/** Whom somebody asks for, as it may be kept: by hashes. */
function askedOf(
  { hash }: KeyedPlatform,
  village: AreaCode,
  { name, idLastSix }: { name: string; idLastSix: string },
  person: Id,
): Asked {
  return {
    village,
    nameHash: nameHashOf(hash, village, name, idLastSix),
    triedBy: hash('try-roll', person),
    triedName: hash('try-name', village, name),
  };
}

/** The roll as a person meets it: their own entry, and for villagers the published list. */
export function rollResidentRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.matchRoll, ({ params, body, caller, now }) => {
      const asked = { ...askedOf(p, params.area, body, caller.person), person: caller.person };
      return store.matchEntry(p.dynamo, asked, now);
    }),

    route(contracts.checkRoll, ({ params, body, caller, now }) =>
      publicationStore.checkEntry(p.dynamo, askedOf(p, params.area, body, caller.person), now),
    ),

    route(contracts.publishedRoll, ({ params, caller }) =>
      publicationStore.readPublished(p.dynamo, params.area, caller.person),
    ),

    route(contracts.publishedPage, ({ params: { area: village, version, group, page }, caller }) =>
      publicationStore.readGroup(p.dynamo, { village, version }, { group, page }, caller.person),
    ),

    route(contracts.myEntries, async ({ caller }) => {
      const tie = await store.readTie(p.dynamo, caller.person);
      return ok(tie ? [tie] : []);
    }),
  ];
}
