import type { Grant } from '#shared/identity/grant';
import type { Role } from '#shared/identity/role';

/** What the roles are called. */
export const ROLE_NAMES = {
  resident: '村民',
  member: '党员',
  committee: '村民选举委员会',
  township: '镇换届办',
  county: '县换届办',
  department: '联审单位',
  officer: '办案人员',
  observer: '监督人员',
  trustee: '监票受托人',
} as const satisfies Record<Role, string>;

const AT_WORK: readonly Role[] = [
  'committee',
  'township',
  'county',
  'department',
  'officer',
  'observer',
  'trustee',
];

/** The grants of somebody who works in an office or a committee. */
export function workGrants(grants: readonly Grant[]): Grant[] {
  return grants.filter((grant) => AT_WORK.includes(grant.role));
}
