/** Why the content of an ended case is erased; its keeping time is the archive rules' of the office (R). */
export const GROUNDS = ['kept', 'unrelated', 'rights'] as const;
export type Ground = (typeof GROUNDS)[number];

/** How the ground is said to the officer who picks it and to the writer who reads it. */
export const GROUND_WORDS = {
  kept: '保管期限已经满了',
  unrelated: '写了和这件事无关的他人隐私',
  rights: '里面有依法要删掉的个人信息',
} as const satisfies Record<Ground, string>;
