import { type AreaCode, covers, levelOf } from '../area/code';
import { fail, ok, type Result } from '../result';
import type { Grant } from './contract';
import type { Role } from './role';

/** Which roles an office may invite in its area and below: its own kind and those below it, never a discipline officer. */
const INVITES = {
  county: ['county', 'township', 'committee', 'department', 'observer', 'trustee'],
  township: ['township', 'committee', 'observer', 'trustee'],
  committee: ['committee', 'observer', 'trustee'],
} as const satisfies Partial<Record<Role, readonly Role[]>>;

/** At which level a role may be held; a village has no discipline office. */
const LEVELS = {
  resident: [],
  member: [],
  committee: ['village'],
  township: ['town'],
  county: ['county'],
  department: ['county'],
  officer: ['town', 'county'],
  observer: ['village', 'town', 'county'],
  trustee: ['village', 'town', 'county'],
} as const satisfies Record<Role, readonly string[]>;

/**
 * By what right somebody invites: over the area and all below it, as one of the same discipline office, or as the
 * county, which gives such an office its first officer and no other.
 */
export type InvitingRight = 'above' | 'colleague' | 'first-officer';

/** By what right somebody with these grants may invite another to `role` over `area`. */
export function mayInvite(grants: readonly Grant[], role: Role, area: AreaCode): Result<InvitingRight> {
  const levels: readonly string[] = LEVELS[role];
  const level = levelOf(area);
  if (level === undefined || !levels.includes(level)) return fail('role-unfit');
  if (role === 'officer') return mayInviteOfficer(grants, area);
  const allowed = grants.some((grant) => {
    const roles: readonly Role[] = isInviter(grant.role) ? INVITES[grant.role] : [];
    return roles.includes(role) && covers(grant.area, area);
  });
  return allowed ? ok('above') : fail('forbidden');
}

/** Whoever reads tip-offs about an office must not be chosen by it: only the office itself chooses its next officer. */
function mayInviteOfficer(grants: readonly Grant[], area: AreaCode): Result<InvitingRight> {
  if (grants.some((grant) => grant.role === 'officer' && grant.area === area)) return ok('colleague');
  const isCounty = grants.some((grant) => grant.role === 'county' && covers(grant.area, area));
  return isCounty ? ok('first-officer') : fail('forbidden');
}

function isInviter(role: Role): role is keyof typeof INVITES {
  return role in INVITES;
}
