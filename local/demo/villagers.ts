import type { RollRow } from '#shared/roll/row';
import type { DemoVillage } from './areas';
import { idNumber, type Sex } from './id-number';

/** Somebody with a name in the demo's texts; all are invented. */
export interface Villager {
  name: string;
  sex: Sex;
  birth: string;
  /** Number of their group. */
  group: number;
  category?: RollRow['category'];
  member?: true;
}

const v = (
  name: string,
  sex: Sex,
  birth: string,
  group: number,
  more: Pick<Villager, 'category' | 'member'> = {},
): Villager => ({ name, sex, birth, group, ...more });

const AWAY = { category: '户籍在村外出' } as const;
const MEMBER = { member: true } as const;

/** People of 枣坪村 whom somebody may sign in as, or whom its notices name. */
export const ZAOPING = {
  zhaoMingshan: v('赵明山', '男', '1960-04-12', 3),
  sunYumei: v('孙玉梅', '女', '1969-02-27', 2),
  aynur: v('阿依努尔·买买提江', '女', '1991-06-18', 5),
  maXiaojun: v('马小军', '男', '1997-09-03', 2, AWAY),
  linXiaoman: v('林小满', '女', '2007-05-21', 4),
  jiYongfu: v('𠮷永福', '男', '1938-11-08', 6),
  liShoutian: v('李守田', '男', '1974-03-16', 3, MEMBER),
  chenGuilan: v('陈桂兰', '女', '1980-08-09', 1),
  heJianshe: v('何建设', '男', '1976-01-25', 1),
  maChunsheng: v('马春生', '男', '1988-07-30', 2, MEMBER),
  wangXiuzhi: v('王秀芝', '女', '1985-05-14', 4),
  wangXiuzhiElder: v('王秀芝', '女', '1963-10-02', 6),
  zhouYucheng: v('周玉成', '男', '1958-12-19', 1, MEMBER),
  xuWenxiu: v('许文秀', '女', '1983-03-08', 4),
  tianYoucai: v('田有才', '男', '1965-06-01', 5),
  liuXiaoyan: v('刘小燕', '女', '1990-04-22', 1),
  zhaoDehou: v('赵德厚', '男', '1962-07-11', 3),
  shiYufen: v('石玉芬', '女', '1971-09-26', 5),
  qianZhixue: v('钱志学', '男', '1979-11-30', 6),
  sunFulai: v('孙福来', '男', '1968-02-03', 2),
  hanChuntao: v('韩春桃', '女', '1982-04-05', 6),
  ouyangWenjing: v('欧阳文静', '女', '2006-12-24', 2, AWAY),
} as const satisfies Record<string, Villager>;

/** Those who stand for election in 东渠村. */
export const DONGQU = {
  baiJianguo: v('白建国', '男', '1972-05-06', 1, MEMBER),
  guoCaixia: v('郭彩霞', '女', '1978-10-17', 3, MEMBER),
  dengZhiqiang: v('邓志强', '男', '1984-02-11', 2),
  tianYulan: v('田玉兰', '女', '1981-12-05', 4),
  dingWenbin: v('丁文斌', '男', '1993-08-23', 1),
  fengLijuan: v('冯丽娟', '女', '1987-01-19', 2),
  suMingyuan: v('苏明远', '男', '1979-06-28', 3, MEMBER),
  xieQiuju: v('谢秋菊', '女', '1975-09-14', 4),
} as const satisfies Record<string, Villager>;

/** Those who stand for election in 北关社区. */
export const BEIGUAN = {
  fangJing: v('方静', '女', '1982-07-07', 1, MEMBER),
  kangLihua: v('康立华', '男', '1977-03-21', 4, MEMBER),
  yeZhiyuan: v('叶志远', '男', '1989-11-02', 2),
  qinYurong: v('秦玉蓉', '女', '1984-04-15', 5),
  maJianping: v('马建平', '男', '1970-08-18', 3),
  jiangXiaoyun: v('江晓云', '女', '1995-02-26', 6, { category: '居住一年以上' }),
  shangGuohua: v('尚国华', '男', '1966-12-12', 1),
  liangHongmei: v('梁红梅', '女', '1986-05-30', 4),
} as const satisfies Record<string, Villager>;

/** The roll's line of somebody; they have the first serial of their day of birth. */
export function rowOf({ name, sex, birth, group, category, member }: Villager): RollRow {
  return {
    name,
    idNumber: idNumber(birth, sex, 0),
    group: groupName(group),
    category: category ?? '户籍在村',
    member: member ?? false,
  };
}

/** `第3组`. */
export function groupName(group: number): string {
  return `第${group}组`;
}

/** Full years on a day of somebody born on another. */
export function ageOn(date: string, birth: string): number {
  const had = date.slice(5) >= birth.slice(5) ? 0 : 1;
  return Number(date.slice(0, 4)) - Number(birth.slice(0, 4)) - had;
}

/** Named people of a village. */
export function namedPeople(village: DemoVillage): readonly Villager[] {
  if (village.name === '枣坪村') return Object.values(ZAOPING);
  if (village.name === '东渠村') return Object.values(DONGQU);
  return village.name === '北关社区' ? Object.values(BEIGUAN) : [];
}
