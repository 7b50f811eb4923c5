/** Whose office a grant makes one a member of: exact area, never the areas below. */
import { countyOf } from '../area/code';
import type { Grant } from '../identity/contract';
import type { Role } from '../identity/role';
import type { Office } from './office';

/** Who may act on the cases of an office, by its kind. */
const CASE_ROLES = {
  1: ['officer'],
  2: ['committee', 'township', 'county'],
} as const satisfies Record<Office['kind'], readonly Role[]>;

/** Who may hold keys of an office: a round's trustees sign under the election office. */
const KEY_ROLES = {
  1: ['officer'],
  2: ['committee', 'township', 'county', 'trustee'],
} as const satisfies Record<Office['kind'], readonly Role[]>;

/** Whether one of the grants is for exactly this office's area, in a role that acts on its cases. */
export function worksAt(grants: readonly Grant[], office: Office): boolean {
  return holds(grants, office, CASE_ROLES[office.kind]);
}

/** Whether one of the grants is for exactly this office's area, in a role that may hold its keys. */
export function holdsKeysOf(grants: readonly Grant[], office: Office): boolean {
  return holds(grants, office, KEY_ROLES[office.kind]);
}

/** The county's office of the same kind, which takes over what a town's leaves undone; null at the top. */
export function escalationOf({ area, kind }: Office): Office | null {
  const county = countyOf(area);
  return area === county ? null : { area: county, kind };
}

function holds(grants: readonly Grant[], { area }: Office, roles: readonly Role[]): boolean {
  return grants.some((grant) => grant.area === area && roles.includes(grant.role));
}
