import { type AreaCode, covers, levelOf } from '../area/code';
import { fail, ok, type Result } from '../result';
import type { Grant } from './contract';
import type { Role } from './role';

/** Which roles each office may invite: its own kind and those below it. */
const INVITES = {
  county: ['county', 'township', 'committee', 'department', 'officer', 'observer', 'trustee'],
  township: ['township', 'committee', 'officer', 'observer', 'trustee'],
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

/** Whether somebody with these grants may invite another to `role` over `area`. */
export function mayInvite(grants: readonly Grant[], role: Role, area: AreaCode): Result<void> {
  const levels: readonly string[] = LEVELS[role];
  const level = levelOf(area);
  if (level === undefined || !levels.includes(level)) return fail('role-unfit');
  const allowed = grants.some((grant) => {
    const roles: readonly Role[] = isInviter(grant.role) ? INVITES[grant.role] : [];
    return roles.includes(role) && covers(grant.area, area);
  });
  return allowed ? ok() : fail('forbidden');
}

function isInviter(role: Role): role is keyof typeof INVITES {
  return role in INVITES;
}
