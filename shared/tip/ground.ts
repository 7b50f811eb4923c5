/** Why the content of an ended case is erased; its keeping time is the archive rules' of the office (R). */
export const GROUNDS = ['kept', 'unrelated', 'unlawful'] as const;
export type Ground = (typeof GROUNDS)[number];

/** How the ground is said to the officer who picks it and to the writer who reads it. */
export const GROUND_WORDS = {
  kept: '保管期限已经满了',
  unrelated: '写了和这件事无关的他人隐私',
  unlawful: '内容按法律规定应当删除',
} as const satisfies Record<Ground, string>;
