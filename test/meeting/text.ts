import type { MinutesText } from '#shared/meeting/contract';
import { LegalDate } from '#shared/time';

/** A meeting of 30 representatives, 22 present, that chooses an election committee of five from seven; all invented. */
export const TEXT: MinutesText = {
  kind: '村民代表会议',
  group: '',
  day: LegalDate.parse('2026-11-20'),
  from: '09:00',
  to: '11:30',
  place: '村委会会议室',
  chair: '何建设',
  recorder: '周小满',
  due: 30,
  present: 22,
  women: 9,
  items: [
    {
      title: '推选村民选举委员会',
      says: '无记名推选，当场唱票、计票。',
      about: 'B4',
      vote: {
        kind: 'persons',
        seats: 5,
        persons: [
          { name: '李守田', group: '', votes: 21 },
          { name: '陈桂兰', group: '', votes: 20 },
          { name: '马春生', group: '', votes: 18 },
          { name: '王秀芝', group: '', votes: 17 },
          { name: '孙玉梅', group: '', votes: 15 },
          { name: '赵有粮', group: '', votes: 11 },
          { name: '郑大山', group: '', votes: 7 },
        ],
      },
    },
    {
      title: '通过选举办法',
      says: '',
      about: 'B5',
      vote: { kind: 'show', for: 20, against: 1, abstain: 1 },
    },
  ],
  sheet: '村档案室第3盒',
};
