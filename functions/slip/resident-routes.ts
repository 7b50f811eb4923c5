import * as contracts from '#shared/slip/contract';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import { slipHashOf } from '../platform/roll-hash';
import * as store from './store';

/** A slip as a villager uses it, in the place of name and ID number. */
export function slipResidentRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.takeSlip, ({ params: { area: village }, body: { code }, caller, now }) => {
      const { person } = caller;
      const codeHash = slipHashOf(p.hash, village, code);
      // The same tries as those by name and number.
      const shown = { village, codeHash, person, triedBy: p.hash('try-roll', person) };
      return store.takeSlip(p.dynamo, shown, now);
    }),
  ];
}
