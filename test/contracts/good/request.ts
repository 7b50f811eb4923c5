import type { Contract, Sent } from '#shared/contract';
import type { Session } from '#shared/identity/contract';
import { dateOfDay, dayOf, type LegalDate } from '#shared/time';
import { COUNTY, VILLAGE } from '#test/setup';
import type { World } from '#test/contracts/world';

type Request<C extends Contract> = Sent<C> & { as?: Session };

/** A request that must succeed, made ready in a world: what it acts on is there, and nobody has used it up. */
export interface Good {
  contract: Contract;
  /** Of several requests to one route, what this one does. */
  what?: string;
  make: (world: World) => Promise<{ params?: object; query?: object; body?: object; as?: Session }>;
}

export const good = <const C extends Contract>(
  contract: C,
  make: (world: World) => Request<C> | Promise<Request<C>>,
  what?: string,
): Good => ({
  contract,
  make: async (world) => make(world),
  ...(what !== undefined && { what }),
});

export const village = { area: VILLAGE };
export const inCounty = { area: COUNTY };
export const founder = ({ as }: World): Promise<Session> => as('county', COUNTY);
export const clerkOf = ({ as }: World): Promise<Session> => as('committee', VILLAGE);
export const today = ({ county }: World): LegalDate => dateOfDay(dayOf(county.clock.now));
