import { levelOf } from '#shared/area/code';
import type { Grant } from '#shared/identity/grant';
import { BOARD_READERS, INVITERS, STAFF } from '#shared/identity/role';
import { caseOffices, keyOffices } from './offices';
import type { PagePath } from './pages';

/** An entry of the rail. */
export interface RailLink {
  page: PagePath;
  text: string;
  icon:
    | 'flow'
    | 'clock'
    | 'grid'
    | 'notice'
    | 'roll'
    | 'move'
    | 'ask'
    | 'phone'
    | 'print'
    | 'people'
    | 'pen'
    | 'lock'
    | 'seal'
    | 'key'
    | 'file'
    | 'team';
}

/** Who runs the election, who votes in it, and by whom. */
const OF_VOTERS: readonly RailLink[] = [
  { page: 'committee/desk/index', text: '选举委员会', icon: 'team' },
  { page: 'roll/import/index', text: '选民登记', icon: 'roll' },
  { page: 'slip/desk/index', text: '绑定纸条', icon: 'print' },
  { page: 'registration/desk/index', text: '参选答复', icon: 'phone' },
  { page: 'objection/office/index', text: '名单异议', icon: 'ask' },
  { page: 'proxy/desk/index', text: '委托投票', icon: 'move' },
];

/** The rail of the desks: every desk that a person's grants open, the same on each of them. */
export function deskLinks(grants: readonly Grant[]): RailLink[] {
  const has = (roles: readonly string[]) => grants.some(({ role }) => roles.includes(role));
  const county = grants.some(({ role, area }) => role === 'county' && levelOf(area) === 'county');
  const watches: readonly string[] = BOARD_READERS;
  const wide = grants.some(({ role, area }) => watches.includes(role) && levelOf(area) !== 'village');
  const links: (RailLink | false)[] = [
    county && { page: 'area/import/index', text: '区划', icon: 'grid' },
    wide && { page: 'election/board/index', text: '各村进度', icon: 'flow' },
    has([...STAFF, 'observer']) && { page: 'notice/office/index', text: '公告', icon: 'notice' },
    has(STAFF) && { page: 'election/office/index', text: '时间表', icon: 'clock' },
    has([...STAFF, 'observer']) && { page: 'meeting/desk/index', text: '会议记录', icon: 'file' },
    ...(has(STAFF) ? OF_VOTERS : []),
    has([...STAFF, 'observer']) && { page: 'recommendation/office/index', text: '推荐', icon: 'pen' },
    has([...STAFF, 'trustee']) && { page: 'recommendation/trustee/index', text: '受托人', icon: 'lock' },
    has(INVITERS) && { page: 'identity/staff/index', text: '人员', icon: 'people' },
    caseOffices(grants).length > 0 && { page: 'casework/inbox/index', text: '收件箱', icon: 'seal' },
    keyOffices(grants).length > 0 && { page: 'directory/keys/index', text: '我的钥匙', icon: 'key' },
  ];
  return links.filter((link) => link !== false);
}
