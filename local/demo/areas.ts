import { AreaCode } from '#shared/area/code';
import type { AreaRow } from '#shared/area/contract';

// An invented county: no code in use begins with 99.
const code = (digits: string): AreaCode => AreaCode.parse(digits);

/** 棠水县. */
export const DEMO_COUNTY = code('990101000000');

export const TOWNS = {
  liutang: town('990101100000', '柳塘镇', 100),
  shuangjing: town('990101101000', '双井镇', 200),
  nanpo: town('990101200000', '南坡乡', 300),
} as const;

function town(digits: string, name: string, line: number) {
  return {
    code: code(digits),
    name,
    phone: `0000-628 0${line}`,
    address: `${name}人民政府 1 楼便民服务中心`,
    disciplinePhone: `0000-628 0${line + 9}`,
    disciplineAddress: `${name}人民政府 3 楼`,
  };
}

/** A village or community, with how many people stand on its roll and how many groups they live in. */
export interface DemoVillage {
  code: AreaCode;
  name: string;
  phone: string;
  people: number;
  groups: number;
}

/** Twelve, with 3,000 people on their rolls. */
export const VILLAGES = {
  shangying: village('990101100001', '上营社区', 120, 312, 6),
  zaoping: village('990101100201', '枣坪村', 110, 426, 6),
  baiyangdian: village('990101100202', '白杨店村', 130, 268, 5),
  dongqu: village('990101100203', '东渠村', 140, 241, 4),
  beiguan: village('990101101001', '北关社区', 210, 331, 6),
  majiapu: village('990101101201', '马家铺村', 220, 253, 5),
  xiahewan: village('990101101202', '下河湾村', 230, 219, 4),
  erdaoliang: village('990101101203', '二道梁村', 240, 164, 3),
  shimengou: village('990101200201', '石门沟村', 310, 198, 4),
  qinggangling: village('990101200202', '青杠岭村', 320, 225, 4),
  xinghuawu: village('990101200203', '杏花坞村', 330, 187, 3),
  hetaoping: village('990101200204', '核桃坪村', 340, 176, 3),
} as const satisfies Record<string, DemoVillage>;

function village(digits: string, name: string, line: number, people: number, groups: number): DemoVillage {
  return { code: code(digits), name, phone: `0000-628 0${line}`, people, groups };
}

/** The county's areas as its office imports them. */
export function demoAreas(): AreaRow[] {
  const county: AreaRow = {
    code: DEMO_COUNTY,
    name: '棠水县',
    level: 'county',
    phone: '0000-628 0001',
    address: '棠水县人民路 1 号 2 楼',
    disciplinePhone: '0000-628 0009',
    disciplineAddress: '棠水县人民路 3 号 1 楼信访室',
  };
  const towns = Object.values(TOWNS).map((town): AreaRow => ({ ...town, level: 'town' }));
  const villages = Object.values(VILLAGES).map(
    ({ code, name, phone }): AreaRow => ({ code, name, phone, level: 'village' }),
  );
  return [county, ...towns, ...villages];
}
