/** What a round asks for: places in the village committee and in the party branch. */
export const POSITION_CODES = [1, 2, 3, 11, 12, 13] as const;
export type Position = (typeof POSITION_CODES)[number];
export const POSITIONS = {
  1: '书记',
  2: '副书记',
  3: '支委',
  11: '主任',
  12: '副主任',
  13: '委员',
} as const satisfies Record<Position, string>;

const COMMITTEE: readonly Position[] = [11, 12, 13];

/** 村委会委员, 党支部书记: the position with the body it belongs to. */
export function positionName(position: Position): string {
  return `${COMMITTEE.includes(position) ? '村委会' : '党支部'}${POSITIONS[position]}`;
}
