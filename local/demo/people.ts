import type { AreaCode } from '#shared/area/code';
import type { Role } from '#shared/identity/role';
import type { DemoPerson } from '../demo-sign-in';
import { DEMO_COUNTY, TOWNS, VILLAGES } from './areas';
import { rowOf, type Villager, ZAOPING } from './villagers';

export { DEMO_COUNTY } from './areas';

/** Somebody of an office, and what they are invited to be. */
export interface DemoOfficer extends DemoPerson {
  role: Role;
  area: AreaCode;
}

const ZAOPING_CODE = VILLAGES.zaoping.code;
const LIUTANG = TOWNS.liutang.code;

const officer = (person: string, name: string, role: Role, area: AreaCode, what: string): DemoOfficer => ({
  person,
  name,
  role,
  area,
  what,
});

/** The first person of the county, who is given the founding code. */
export const FOUNDER = officer(
  'zheng-lixin',
  '郑立新',
  'county',
  DEMO_COUNTY,
  '县换届办，也管钥匙名录：导入区划，邀请工作人员，准备演示钥匙',
);

/** Who acts for 枣坪村 and for the towns while the county is loaded. */
export const CLERK = officer(
  'xu-wenxiu',
  '许文秀',
  'committee',
  ZAOPING_CODE,
  '枣坪村村民选举委员会副主任：写公告、更正、撤回，导入名单，记下在纸上推荐的人',
);
export const LIUTANG_CLERK = officer(
  'wu-xiaoyun',
  '吴晓芸',
  'township',
  LIUTANG,
  '柳塘镇换届办：管四个村和社区的公告、名单和推荐',
);
export const SHUANGJING_CLERK = officer(
  'gu-changhe',
  '顾长河',
  'township',
  TOWNS.shuangjing.code,
  '双井镇换届办：管双井镇的村和社区',
);
export const NANPO_CLERK = officer(
  'peng-xuemei',
  '彭雪梅',
  'township',
  TOWNS.nanpo.code,
  '南坡乡换届办：管南坡乡的村',
);

/** Who signs a round for the election committee. */
export const SIGNER = officer(
  'zhou-yucheng',
  '周玉成',
  'committee',
  ZAOPING_CODE,
  '枣坪村村民选举委员会主任：替选举委员会给一轮推荐签名',
);

/** Everybody who is invited to a role, the founder apart. */
export const OFFICERS: readonly DemoOfficer[] = [
  CLERK,
  SIGNER,
  LIUTANG_CLERK,
  SHUANGJING_CLERK,
  NANPO_CLERK,
  officer(
    'tian-youcai',
    '田有才',
    'trustee',
    ZAOPING_CODE,
    '监票受托人（村民代表）：保管开箱钥匙四份里的一份',
  ),
  officer(
    'liu-xiaoyan',
    '刘小燕',
    'trustee',
    ZAOPING_CODE,
    '监票受托人（村民代表）：截止后交出自己的一份钥匙',
  ),
  officer('cao-guodong', '曹国栋', 'trustee', LIUTANG, '监票受托人（镇里）：四个人里三个人一起才打得开'),
  officer(
    'lin-xiaolan',
    '林晓岚',
    'trustee',
    LIUTANG,
    '监票受托人（镇里）：镇里两份，村里两份，哪边都不能单独打开',
  ),
  officer('shen-yifan', '沈一帆', 'officer', LIUTANG, '柳塘镇纪委：收信、受理、答复、办结，按到期日排'),
  officer('han-xue', '韩雪', 'officer', LIUTANG, '柳塘镇纪委：和沈一帆一起办信'),
  officer('luo-zhiyuan', '罗志远', 'officer', LIUTANG, '柳塘镇纪委：和沈一帆一起办信'),
  officer('ge-mingyuan', '葛明远', 'officer', TOWNS.shuangjing.code, '双井镇纪委：收双井镇各村的信'),
  officer('qin-yutong', '秦雨桐', 'officer', TOWNS.nanpo.code, '南坡乡纪委：收南坡乡各村的信'),
  officer(
    'feng-jingyuan',
    '冯静远',
    'officer',
    DEMO_COUNTY,
    '县纪委监委：收涉及镇干部的信，镇里到期没办的也归这里',
  ),
  officer('miao-qing', '苗青', 'officer', DEMO_COUNTY, '县纪委监委：和冯静远一起办信，办结要两个人签字'),
  officer('he-qiusheng', '贺秋生', 'observer', DEMO_COUNTY, '县督导组：看各村的公告和推荐，什么也不改'),
];

/** Somebody on the roll of 枣坪村. */
export interface DemoVillager extends DemoPerson {
  villager: Villager;
  /** Whether the loader ties them to their entry, so that they may recommend at once. */
  tied: boolean;
}

const villager = (person: string, tied: boolean, who: Villager, what: string): DemoVillager => {
  const typed = tied ? '已经和名单绑定' : `先查登记：填“${who.name}”和 ${rowOf(who).idNumber.slice(-6)}`;
  return { person, name: who.name, villager: who, tied, what: `${what}。${typed}` };
};

/** Villagers of 枣坪村, of different ages; some still have to find themselves on the roll. */
export const VILLAGERS: readonly DemoVillager[] = [
  villager('zhao-mingshan', false, ZAOPING.zhaoMingshan, '枣坪村村民，60 多岁：看公告，推荐，投诉举报'),
  villager('li-shoutian', true, ZAOPING.liShoutian, '枣坪村村民，中共党员：在手机上推荐村委会人选'),
  villager('aynur', true, ZAOPING.aynur, '枣坪村村民，开网店：名字里有间隔号'),
  villager('ma-xiaojun', false, ZAOPING.maXiaojun, '在外务工，户籍在村：在手机上看公告、推荐'),
  villager('sun-yumei', true, ZAOPING.sunYumei, '枣坪村村民，50 多岁：试试长辈版'),
  villager('ji-yongfu', false, ZAOPING.jiYongfu, '枣坪村村民，80 多岁：名字里有生僻字'),
  villager('lin-xiaoman', false, ZAOPING.linXiaoman, '第一次参加选举的年轻人'),
  villager('wang-xiuzhi', false, ZAOPING.wangXiuzhi, '第4组的王秀芝，第6组有人同名'),
];

/** Everybody a newcomer may sign in as, those to try first on top. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  ...VILLAGERS.slice(0, 4),
  CLERK,
  FOUNDER,
  ...OFFICERS.filter((one) => one !== CLERK),
  ...VILLAGERS.slice(4),
].map(({ person, name, what }) => ({ person, name, what }));
