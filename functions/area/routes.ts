import * as contracts from '#shared/area/contract';
import { nextTree } from '#shared/area/rules';
import { fail, ok } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** The areas for everybody. */
export function areaPublicRoutes(p: Platform): Route[] {
  return [route(contracts.areaTree, ({ params }) => store.readPublished(p, params.area))];
}

/** The areas as the county office keeps them: looked at first, then imported whole. */
export function areaOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.previewAreas, async ({ params, body }) => {
      if (params.area !== p.county) return fail('not-found');
      const before = await store.readTree(p.dynamo, p.county);
      const next = nextTree(before?.tree, p.county, body.from, body.areas);
      if (!next.ok) return next;
      const { tree, changes } = next.value;
      const stays = changes.filter(({ change }) => change !== 'gone').length;
      return ok({ same: tree.areas.length - stays, changes });
    }),

    route(contracts.importAreas, async ({ params, body, caller, now }) => {
      if (params.area !== p.county) return fail('not-found');
      const before = await store.readTree(p.dynamo, p.county);
      const next = nextTree(before?.tree, p.county, body.from, body.areas);
      if (!next.ok) return next;
      const { tree, changes } = next.value;
      if (tree !== before?.tree) {
        const written = await store.writeTree(p.dynamo, before, tree, caller.person, now);
        if (!written.ok) return written;
      }
      return ok({ version: tree.version, changes });
    }),
  ];
}
