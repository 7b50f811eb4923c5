/** Why the content of an ended case is erased; its keeping time is the archive rules' of the office. */
export const GROUNDS = ['kept', 'unrelated', 'rights'] as const;
export type Ground = (typeof GROUNDS)[number];

/**
 * So many days after its end nothing of a case may be erased: time for its writer to read the result, and to have it
 * reviewed and reviewed again, each asked for and decided in 30 days (信访工作条例 第35、36条) (V2).
 */
export const REVIEW_DAYS = 120;

/** The shortest fixed time that an office keeps its files (国家档案局令第8号：定期 10 年、30 年); longer where the county decides so (V2). */
export const KEEPING_YEARS = 10;

/** How the ground is said to the officer who picks it and to the writer who reads it. */
export const GROUND_WORDS = {
  kept: '保管期限已经满了',
  unrelated: '写了和这件事无关的他人隐私',
  rights: '里面有依法要删掉的个人信息',
} as const satisfies Record<Ground, string>;
