/** Whose office a grant makes one a member of: exact area, never the areas below. */
import { countyOf, levelOf, townOf } from '../area/code';
import type { Grant } from '../identity/grant';
import type { Role } from '../identity/role';
import type { Level } from './entry';
import { DISCIPLINE, ELECTION, type Office } from './office';

/** Who may act on the cases of an office, by its kind; they also hold its key and hand in its entry. */
const CASE_ROLES = {
  1: ['officer'],
  2: ['committee', 'township', 'county'],
} as const satisfies Record<Office['kind'], readonly Role[]>;

/** Who may enrol keys of their own under an office: a round's trustees sign under the election office. */
const KEY_ROLES = {
  1: ['officer'],
  2: ['committee', 'township', 'county', 'trustee'],
} as const satisfies Record<Office['kind'], readonly Role[]>;

/** Whether one of the grants is for exactly this office's area, in a role that acts on its cases. */
export function worksAt(grants: readonly Grant[], office: Office): boolean {
  return holds(grants, office, CASE_ROLES[office.kind]);
}

/** Whether one of the grants is for exactly this office's area, in a role that may enrol keys under it. */
export function holdsKeysOf(grants: readonly Grant[], office: Office): boolean {
  return holds(grants, office, KEY_ROLES[office.kind]);
}

/** The office of an area under which somebody in this role may enrol keys; undefined when there is none. */
export function keyOfficeOf({ role, area }: Grant): Office | undefined {
  const kind = ([DISCIPLINE, ELECTION] as const).find((one) =>
    holds([{ role, area }], { area, kind: one }, KEY_ROLES[one]),
  );
  return kind && { area, kind };
}

/**
 * The office above, of the same kind: it takes over what this one leaves undone. Of a village's election committee the
 * town's office, of all others the county's; null at the top. An entry's `above` is this and nothing else.
 */
export function escalationOf({ area, kind }: Office): Office | null {
  const level = levelOf(area);
  if (level === 'county' || level === undefined) return null;
  return { area: level === 'village' && kind === ELECTION ? townOf(area) : countyOf(area), kind };
}

/** Whether there are offices whose undecided cases come up to this one. */
export function hasBelow({ area, kind }: Office): boolean {
  const level = levelOf(area);
  return level === 'county' || (level === 'town' && kind === ELECTION);
}

const LEVELS = { village: 1, town: 2, county: 3 } as const satisfies Record<string, Level>;

/** The level an office's entry carries; undefined above a county. */
export function officeLevel({ area }: Office): Level | undefined {
  const level = levelOf(area);
  return level && LEVELS[level];
}

function holds(grants: readonly Grant[], { area }: Office, roles: readonly Role[]): boolean {
  return grants.some((grant) => grant.area === area && roles.includes(grant.role));
}
