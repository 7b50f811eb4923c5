import type { Role } from '#shared/identity/role';

/** The pages everybody needs at once: they make the mini-program's main package. */
export const MAIN = [
  'area/home/index',
  'notice/list/index',
  'election/timetable/index',
  'identity/me/index',
  'area/picker/index',
  'identity/sign-in/index',
] as const;

/** Subpackages of the mini-program: root folder and its pages. Their code is loaded ahead for everybody. */
export const PACKAGES = [
  { root: 'notice/detail', pages: ['index'] },
  { root: 'candidate', pages: ['list/index'] },
  { root: 'recommendation', pages: ['person/index'] },
  { root: 'more', pages: ['index'] },
  { root: 'casework', pages: ['due/index'] },
  { root: 'transparency', pages: ['proof/index', 'offices/index'] },
  { root: 'election/one-village', pages: ['index'] },
  { root: 'election/chart', pages: ['index'] },
  { root: 'identity/approve', pages: ['index'] },
  { root: 'identity/devices', pages: ['index'] },
  { root: 'identity/second-phone', pages: ['index'] },
  { root: 'identity/invitation', pages: ['index'] },
  { root: 'identity/entry', pages: ['index'] },
  { root: 'slip/enter', pages: ['index'] },
  { root: 'objection/file', pages: ['index'] },
  { root: 'proxy', pages: ['mine/index', 'ask/index'] },
  { root: 'roll/published', pages: ['index', 'family/index'] },
  { root: 'registration/answer', pages: ['index'] },
  { root: 'retention/kept', pages: ['index'] },
] as const;

/** Pages for a desk or a phone's browser: not in the mini-program. */
export const DESK = [
  'area/import/index',
  'election/board/index',
  'identity/invite/index',
  'identity/staff/index',
  'notice/office/index',
  'notice/office/editor/index',
  'notice/office/print/index',
  'roll/import/index',
  'registration/desk/index',
  'roll/print/index',
  'slip/desk/index',
  'proxy/desk/index',
  'objection/office/index',
  'meeting/desk/index',
  'committee/desk/index',
  'meeting/print/index',
  'election/office/index',
  'recommendation/office/index',
  'recommendation/plan/index',
  'recommendation/trustee/index',
  'casework/inbox/index',
  'casework/case/index',
  'casework/print/index',
  'casework/statistics/index',
  'casework/templates/index',
  'casework/clarification/index',
  'casework/archive/index',
  'casework/archived/index',
  'directory/keys/index',
  'demo/keys/index',
] as const;

/** The tabs, in order. */
export const TABS = [
  { page: 'area/home/index', text: '首页', icon: 'home' },
  { page: 'notice/list/index', text: '公告', icon: 'notice' },
  { page: 'election/timetable/index', text: '时间表', icon: 'flow' },
  { page: 'identity/me/index', text: '我的', icon: 'me' },
] as const;

type PackagePath = {
  [P in (typeof PACKAGES)[number] as P['root']]: `${P['root']}/${P['pages'][number]}`;
}[(typeof PACKAGES)[number]['root']];

/** Where one can go. Pages that another builder adds are named in the lists above. */
export type PagePath = (typeof MAIN)[number] | PackagePath | (typeof DESK)[number];

/**
 * Where each role's desk begins, on H5. In WeChat desks stay closed, since sealed content is
 * opened in a browser: an officer sees there only what is due.
 */
export const DESK_ENTRIES: Partial<Record<Role, PagePath>> =
  process.env.TARO_ENV === 'weapp'
    ? { officer: 'casework/due/index' }
    : {
        county: 'area/import/index',
        township: 'notice/office/index',
        committee: 'notice/office/index',
        trustee: 'recommendation/trustee/index',
        officer: 'casework/inbox/index',
        observer: 'notice/office/index',
        department: 'election/board/index',
      };
