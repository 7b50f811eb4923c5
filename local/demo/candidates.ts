import type { CandidateText } from '#shared/candidate/contract';
import { type DemoVillage, VILLAGES } from './areas';
import type { Days } from './days';
import { type DemoElection, electionOf } from './elections';
import type { DemoOfficer } from './people';
import { ageOn, BEIGUAN, DONGQU, groupName, type Villager } from './villagers';

/** A list of candidates of the demo, and when it was published. */
export interface DemoSlate {
  village: DemoVillage;
  by: DemoOfficer;
  at: number;
  list: CandidateText;
}

type Standing = readonly [Villager, string];

/** The day before the election on which a final list was published: five days are the latest. */
export const LISTED_BEFORE = 9;

export const DONGQU_STANDS = {
  主任: [
    [DONGQU.baiJianguo, '中共党员，现任村党支部书记。种粮大户，带头修了东渠，管过村集体账。'],
    [DONGQU.guoCaixia, '中共党员，现任村委会副主任。管低保和养老服务九年，每户都走到。'],
  ],
  副主任: [
    [DONGQU.dengZhiqiang, '退役军人。返乡办农机合作社，吸收四十户入股。'],
    [DONGQU.tianYulan, '村卫生室医生，管妇女儿童工作，夜里也出诊。'],
  ],
  委员: [
    [DONGQU.dingWenbin, '大学毕业回村，开网店卖村里的枣和核桃，会用电脑记账。'],
    [DONGQU.fengLijuan, '村小学代课教师，组织留守儿童课后班三年。'],
    [DONGQU.suMingyuan, '中共党员，电工，管村里水电维修，随叫随到。'],
    [DONGQU.xieQiuju, '养羊大户，带十二户一起养，调解员。'],
  ],
} as const satisfies Record<string, readonly Standing[]>;

export const BEIGUAN_STANDS = {
  主任: [
    [BEIGUAN.fangJing, '中共党员，现任社区党支部书记，持社会工作者证书。'],
    [BEIGUAN.kangLihua, '中共党员，现任居委会副主任，管过老旧小区加装扶手和坡道。'],
  ],
  副主任: [
    [BEIGUAN.yeZhiyuan, '社区网格员，组织夜间巡逻队。'],
    [BEIGUAN.qinYurong, '退休护士，办社区助餐点，每天六十位老人吃饭。'],
  ],
  委员: [
    [BEIGUAN.maJianping, '退役军人，物业维修班长，业主小组组长。'],
    [BEIGUAN.jiangXiaoyun, '社区工作者，在社区工作四年，管青少年活动室。'],
    [BEIGUAN.shangGuohua, '退休教师，调解邻里纠纷一百多起。'],
    [BEIGUAN.liangHongmei, '个体经营者，北关菜市场商户代表。'],
  ],
} as const satisfies Record<string, readonly Standing[]>;

/** The lists of the two villages in stage 6, in the order of the strokes of surnames. */
export function demoSlates(days: Days, elections: readonly DemoElection[]): DemoSlate[] {
  return [
    slateOf(days, electionOf(elections, VILLAGES.dongqu), DONGQU_STANDS),
    slateOf(days, electionOf(elections, VILLAGES.beiguan), BEIGUAN_STANDS),
  ];
}

function slateOf(
  days: Days,
  { village, by, election }: DemoElection,
  stands: Record<'主任' | '副主任' | '委员', readonly Standing[]>,
): DemoSlate {
  const people = (standing: readonly Standing[]) =>
    standing.map(([who, introduction]) => ({
      name: who.name,
      sex: who.sex,
      age: ageOn(days.date(0), who.birth),
      group: groupName(who.group),
      introduction,
    }));
  const day = election - LISTED_BEFORE;
  return {
    village,
    by,
    at: days.at(day, 10, 5),
    list: {
      kind: '正式候选人',
      order: '姓氏笔画',
      objectUntil: days.date(day + 4),
      slates: [
        { position: '主任', seats: 1, candidates: people(stands.主任) },
        { position: '副主任', seats: 1, candidates: people(stands.副主任) },
        { position: '委员', seats: 3, candidates: people(stands.委员) },
      ],
    },
  };
}
