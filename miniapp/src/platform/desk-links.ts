import type { Grant } from '#shared/identity/contract';
import { STAFF } from '#shared/identity/role';
import { caseOffices, keyOffices } from './offices';
import type { PagePath } from './pages';

/** An entry of the rail. */
export interface RailLink {
  page: PagePath;
  text: string;
  icon: 'grid' | 'notice' | 'roll' | 'people' | 'seal' | 'key';
}

/** The rail of the desks, for what a person's grants allow. */
export function deskLinks(grants: readonly Grant[]): RailLink[] {
  const has = (roles: readonly string[]) => grants.some(({ role }) => roles.includes(role));
  const links: (RailLink | false)[] = [
    has(['county']) && { page: 'area/import/index', text: '区划', icon: 'grid' },
    has([...STAFF, 'observer']) && { page: 'notice/office/index', text: '公告', icon: 'notice' },
    has(STAFF) && { page: 'roll/import/index', text: '选民登记', icon: 'roll' },
    has(STAFF) && { page: 'identity/invite/index', text: '邀请', icon: 'people' },
    caseOffices(grants).length > 0 && { page: 'casework/inbox/index', text: '收件箱', icon: 'seal' },
    keyOffices(grants).length > 0 && { page: 'directory/keys/index', text: '我的钥匙', icon: 'key' },
  ];
  return links.filter((link) => link !== false);
}
