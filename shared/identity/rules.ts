import { type AreaCode, covers, levelOf } from '../area/code';
import type { Id } from '../ids';
import { fail, ok, type Result } from '../result';
import type { Grant } from './grant';
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

/** The right, and the grant it comes from: an invitation lasts no longer than that grant. */
export interface Inviting {
  right: InvitingRight;
  under: Grant;
}

/** By what right somebody with these grants may invite another to `role` over `area`. */
export function mayInvite(grants: readonly Grant[], role: Role, area: AreaCode): Result<Inviting> {
  const levels: readonly string[] = LEVELS[role];
  const level = levelOf(area);
  if (level === undefined || !levels.includes(level)) return fail('role-unfit');
  if (role === 'officer') return mayInviteOfficer(grants, area);
  const under = grants.find((grant) => {
    const roles: readonly Role[] = isInviter(grant.role) ? INVITES[grant.role] : [];
    return roles.includes(role) && covers(grant.area, area);
  });
  return under ? ok({ right: 'above', under }) : fail('forbidden');
}

/** Whoever reads tip-offs about an office must not be chosen by it: only the office itself chooses its next officer. */
function mayInviteOfficer(grants: readonly Grant[], area: AreaCode): Result<Inviting> {
  const colleague = grants.find((grant) => grant.role === 'officer' && grant.area === area);
  if (colleague) return ok({ right: 'colleague', under: colleague });
  const county = grants.find((grant) => grant.role === 'county' && covers(grant.area, area));
  return county ? ok({ right: 'first-officer', under: county }) : fail('forbidden');
}

/**
 * The grant by which somebody may end another's (or their own) `role` over `area`: whoever may invite to it, and an
 * officer's only an officer of that discipline office or of one above it.
 */
export function endingUnder(grants: readonly Grant[], role: Role, area: AreaCode): Grant | undefined {
  if (role === 'officer') return grants.find((grant) => grant.role === 'officer' && covers(grant.area, area));
  const inviting = mayInvite(grants, role, area);
  return inviting.ok ? inviting.value.under : undefined;
}

/** Whether ending a grant would leave nobody who could fill the place again: nobody but oneself, or nobody at all. */
export function leavesNobody(
  held: readonly { person: Id; role: Role }[],
  ending: { person: Id; role: Role },
  by: Id,
): boolean {
  const { person, role } = ending;
  if (held.some((one) => one.role === role && one.person !== person)) return false;
  return role === 'county' || role === 'officer' || (person === by && isInviter(role));
}

function isInviter(role: Role): role is keyof typeof INVITES {
  return role in INVITES;
}
