import type { Objection } from '#shared/objection/contract';

/** What may be wrong with a roll, as people say it. */
export const KINDS = {
  漏登: { name: '名单上没有', more: '该登记的人，名单上没有' },
  错登: { name: '不该在名单上', more: '已经去世、迁走，或者不是本村选民' },
  写错: { name: '名单上写错了', more: '姓名、组写得不对' },
} as const satisfies Record<Objection['about'], { name: string; more: string }>;
