import { DEMO_COUNTY, TOWNS, VILLAGES } from './areas';
import type { Days } from './days';
import { type DemoElection, electionOf } from './elections';
import { FOUNDER, LIUTANG_CLERK } from './people';
import { announced, type DemoNotice, h3, list, p, strong, table } from './rich';

/** The day of the county's plan, the first notice of all: by it a load that was cut short finds its day 0 again. */
export const FIRST_DAY = -44;

/** What the county and 柳塘镇 published for all their villages. */
export function countyNotices(days: Days, elections: readonly DemoElection[]): DemoNotice[] {
  return [plan(days), discipline(days), town(days, elections)];
}

function plan(days: Days): DemoNotice {
  const issuer = '棠水县村和社区换届工作指导组';
  const html = announced(
    issuer,
    days.full(FIRST_DAY),
    p(
      `全县 ${countOf('村')} 个村的村民委员会、${countOf('社区')} 个社区的居民委员会任期届满。`,
      '根据《中华人民共和国村民委员会组织法》《中华人民共和国城市居民委员会组织法》（都自 2026年1月1日起施行），现将第十二届换届选举的安排公告如下：',
    ),
    h3('一、分八步'),
    table(
      ['步骤', '做什么', '谁来做'],
      [
        ['1 制定方案', '定方案，公布离任审计结果', '县、镇指导组，审计部门'],
        ['2 准备', '推选选举委员会，通过选举办法，定选举日', '村民（居民）和代表会议'],
        ['3 选民登记', '登记、公布名单，听取意见', '选举委员会'],
        ['4 推荐提名', '推荐、提名候选人', '党组织、登记参加选举的村民'],
        ['5 资格联审', '各单位按条件提出审查意见', '县级联审单位'],
        ['6 公布候选人', '公布名单，候选人和村民见面', '选举委员会'],
        ['7 投票计票', '到投票站无记名投票，公开计票', '登记参加选举的村民'],
        ['8 公布移交', '当场公布结果，十日内移交', '选举委员会，镇政府监督'],
      ],
    ),
    h3('二、手机上能做什么'),
    p(
      '看公告和时间表、查登记、推荐、投诉举报。',
      strong('手机上不投票'),
      '，投票到投票站，在秘密写票处写票。',
    ),
    h3('三、村里的公告栏照常贴'),
    p('手机上有的，墙上和广播里也有；手机上没有的人一样参加。'),
    p('县指导组电话 0000-628 0001，工作日 8:30 至 17:30。'),
  );
  return {
    key: 'county plan',
    area: DEMO_COUNTY,
    by: FOUNDER,
    at: days.at(FIRST_DAY, 9),
    text: { title: '村和社区换届选举工作安排公告', number: 1, issuer, stage: 1, html, attachments: [] },
  };
}

function countOf(ending: string): number {
  return Object.values(VILLAGES).filter(({ name }) => name.endsWith(ending)).length;
}

function discipline(days: Days): DemoNotice {
  const issuer = '中共棠水县纪律检查委员会 棠水县监察委员会';
  const html = announced(
    issuer,
    days.full(-38),
    p('为了保证换届选举公平公正，现将纪律要求和举报方式公告如下：'),
    h3('一、十个不准'),
    list(
      '不准送钱送物、请吃请喝拉票；',
      '不准用威胁、欺骗的办法妨碍别人推荐、提名、投票；',
      '不准伪造选票、虚报票数；',
      '不准撕毁选票、抢夺票箱、扰乱会场；',
      '不准利用宗族势力、黑恶势力干预选举；',
      '不准违反程序指定候选人、改变选举结果；',
      '不准泄露谁推荐了谁、谁投了谁；',
      '不准造谣、诬告；',
      '不准借换届突击花钱、转移村集体资产；',
      '不准打击报复提意见和举报的人。',
    ),
    h3('二、怎么举报'),
    table(
      ['办法', '怎么办'],
      [
        ['手机', '在“投诉举报”里写，不用登录；在手机上密封以后才送出，送到哪个办公室先让您看清楚'],
        ['电话', '12388'],
        ['拉票贿选、暴力威胁、伪造选票', '也可以向镇人民政府、县人民政府举报，由镇、县人民政府调查处理'],
        ['来信来访', '棠水县纪委监委信访室，工作日'],
      ],
    ),
    p(
      '《中华人民共和国村民委员会组织法》第二十一条规定：以暴力、威胁、欺骗、贿赂、伪造选票、虚报选举票数等不正当手段当选的，当选无效。',
    ),
  );
  return {
    key: 'county discipline',
    area: DEMO_COUNTY,
    by: FOUNDER,
    at: days.at(-38, 15, 30),
    text: { title: '换届纪律和举报方式公告', number: 2, issuer, stage: 2, html, attachments: [] },
  };
}

function town(days: Days, elections: readonly DemoElection[]): DemoNotice {
  const issuer = '柳塘镇人民政府';
  const { shangying, zaoping, baiyangdian, dongqu } = VILLAGES;
  const rows = [zaoping, baiyangdian, dongqu, shangying].map((village) => [
    village.name,
    days.weekday(electionOf(elections, village).election),
    village.phone,
  ]);
  const html = announced(
    issuer,
    days.full(-34),
    p('各村、社区的选举日由选举委员会公布；下面是报镇里备案的日子和各村的电话。'),
    table(['村、社区', '选举日', '电话'], rows),
    h3('镇里做什么'),
    p(
      '指导、支持和帮助，不指定候选人，不干预推荐、提名和投票。镇换届办每天有人值班，电话 ',
      strong(TOWNS.liutang.phone),
      '。',
    ),
  );
  return {
    key: 'liutang days',
    area: TOWNS.liutang.code,
    by: LIUTANG_CLERK,
    at: days.at(-34, 10, 20),
    text: { title: '各村、社区选举日和联系电话公告', issuer, stage: 1, html, attachments: [] },
  };
}
