import type { NoticeText } from '#shared/notice/notice';
import { type DemoVillage, VILLAGES } from './areas';
import { BEIGUAN_STANDS, DONGQU_STANDS, LISTED_BEFORE } from './candidates';
import type { Days } from './days';
import { type DemoElection, electionOf } from './elections';
import { announced, type DemoNotice, h3, list, p, strong, table } from './rich';
import { groupName, type Villager } from './villagers';

/** A few notices of the other villages, each in the stage it has reached. */
export function villageNotices(days: Days, elections: readonly DemoElection[]): DemoNotice[] {
  const of = (village: DemoVillage) => electionOf(elections, village);
  return [
    candidates(days, of(VILLAGES.dongqu), DONGQU_STANDS),
    committeeChange(days, of(VILLAGES.dongqu)),
    voting(days, of(VILLAGES.dongqu)),
    candidates(days, of(VILLAGES.beiguan), BEIGUAN_STANDS),
    communityRoll(days, of(VILLAGES.shangying)),
    nomination(days, of(VILLAGES.baiyangdian)),
    registration(days, of(VILLAGES.shimengou)),
    registration(days, of(VILLAGES.xiahewan)),
    nominees(days, of(VILLAGES.erdaoliang)),
    nominees(days, of(VILLAGES.xinghuawu)),
  ];
}

type Draft = Pick<NoticeText, 'title' | 'stage'> & { key: string; number: number; day: number; hour: number };

/** A notice of a village's election committee, the township acting for it. */
function noticeOf(
  days: Days,
  { village, by, body }: DemoElection,
  draft: Draft,
  parts: readonly string[],
): DemoNotice {
  const { key, title, stage, number, day, hour } = draft;
  const issuer = village.name + body.replace('委员会', '选举委员会');
  const html = announced(issuer, days.full(day), ...parts);
  return {
    key: `${village.code} ${key}`,
    area: village.code,
    by,
    at: days.at(day, hour),
    text: { title, number, issuer, stage, html, attachments: [] },
  };
}

/** 村民 or 居民, and the law of their election. */
function wordsOf({ body }: DemoElection) {
  return body === '村民委员会'
    ? { people: '村民', law: '《中华人民共和国村民委员会组织法》' }
    : { people: '居民', law: '《中华人民共和国城市居民委员会组织法》' };
}

function candidates(
  days: Days,
  election: DemoElection,
  stands: Record<string, readonly (readonly [Villager, string])[]>,
): DemoNotice {
  const day = election.election - LISTED_BEFORE;
  const { people, law } = wordsOf(election);
  const rows = Object.entries(stands).flatMap(([position, standing]) =>
    standing.map(([{ name, sex, group }]) => [position, name, sex, groupName(group)]),
  );
  const draft = { key: 'candidates', title: '正式候选人名单公告', number: 8, stage: 6, day, hour: 10 };
  return noticeOf(days, election, draft, [
    p(
      `根据${law}第十八条，经提名和条件审查，第十二届${election.body}正式候选人名单如下。应选主任 1 人、副主任 1 人、委员 3 人，其中应当有妇女成员。`,
    ),
    table(['职务', '姓名', '性别', '组'], rows),
    p('名单按姓氏笔画排列，不分先后。提名的人里有 1 人在规定时间内书面退出，没有列入。'),
    p(
      `对名单有意见的，请在 ${strong(`${days.weekday(day + 4)}18:00 前`)}向选举委员会提出，三日内答复，电话 ${election.village.phone}。`,
    ),
    p(`选举日 ${days.weekday(election.election)}。${people}也可以另选候选人以外的人。`),
  ]);
}

function committeeChange(days: Days, election: DemoElection): DemoNotice {
  const day = election.roll + 6;
  const draft = { key: 'change', title: '村民选举委员会成员变更公告', number: 6, stage: 4, day, hour: 16 };
  return noticeOf(days, election, draft, [
    p(
      `根据《中华人民共和国村民委员会组织法》第十五条，选举委员会委员苏长山的弟弟苏明远于 ${days.short(day)}被提名为村民委员会委员候选人，苏长山自即日起退出选举委员会。`,
    ),
    p(`按照原推选结果的次序，由 ${strong('杜春燕')}（第2组）递补为委员。其他成员不变。`),
  ]);
}

function voting(days: Days, election: DemoElection): DemoNotice {
  const draft = {
    key: 'voting',
    title: '投票时间、地点公告',
    number: 9,
    stage: 6,
    day: election.election - 7,
    hour: 9,
  };
  return noticeOf(days, election, draft, [
    p(strong(`投票时间：${days.weekday(election.election)}8:00 至 16:00。`)),
    table(
      ['地点', '哪些组', '时间'],
      [
        ['中心会场：东渠村文化广场', '第1组、第2组、第3组', '8:00 至 16:00'],
        ['投票站：老粮库院内', '第4组', '8:00 至 15:30'],
        ['流动票箱（只到名单上的人家）', '名单另行公布', '8:30 至 12:00'],
      ],
    ),
    h3('怎么投'),
    list(
      '带选民证和身份证，本人领票；',
      '在秘密写票处写票，可以请公布过的代写人代写；',
      '受委托投票的，带委托投票证，一人最多替三个人投；',
      '投完票可以留下来看开箱、唱票、计票。',
    ),
    p('所有票箱集中到中心会场当众开箱，结果当场公布。手机上不投票。'),
  ]);
}

function communityRoll(days: Days, election: DemoElection): DemoNotice {
  const { village, roll } = election;
  const until = days.weekday(days.termEnd(roll, 5));
  const draft = { key: 'roll', title: '选民名单公告', number: 4, stage: 3, day: roll, hour: 9 };
  return noticeOf(days, election, draft, [
    p(
      `根据《中华人民共和国城市居民委员会组织法》第十六条、第十七条，上营社区表示参加选举并经登记的选民共 ${strong(`${village.people} 人`)}。本届由全体有选举权的居民选举产生居民委员会。`,
    ),
    p('名单按楼栋贴在社区服务站和各小区公告栏，本人可以在手机“查我的选民登记”里核对。'),
    p(
      `对名单有意见的，请在 ${strong(`${until}18:00 前`)}向居民选举委员会提出，三日内作出决定并公布，电话 ${village.phone}。`,
    ),
  ]);
}

function nomination(days: Days, election: DemoElection): DemoNotice {
  const { village, roll } = election;
  const draft = {
    key: 'nomination',
    title: '村民委员会候选人提名公告',
    number: 5,
    stage: 4,
    day: roll + 1,
    hour: 9,
  };
  return noticeOf(days, election, draft, [
    p('根据《中华人民共和国村民委员会组织法》第十八条，候选人由村党组织或者登记参加选举的村民提名。'),
    table(
      ['职务', '应选', '候选人'],
      [
        ['主任', '1 人', '2 人'],
        ['副主任', '1 人', '2 人'],
        ['委员（其中妇女 1 人）', '3 人', '4 人'],
      ],
    ),
    p(
      `提名表在村委会领取，${days.short(roll + 2)}至 ${strong(`${days.weekday(roll + 8)}18:00`)}投入提名箱，不能委托别人。电话 ${village.phone}。`,
    ),
  ]);
}

function registration(days: Days, election: DemoElection): DemoNotice {
  const { village, roll } = election;
  const draft = { key: 'registration', title: '选民登记公告', number: 3, stage: 3, day: roll - 9, hour: 9 };
  return noticeOf(days, election, draft, [
    p(
      `${village.name}登记参加选举的村民，时间为 ${strong(`${days.short(roll - 8)}至${days.short(roll - 1)}`)}，每天 8:00 至 18:00，地点在村委会。带身份证或者户口簿。`,
    ),
    h3('登记哪些人'),
    list(
      '户籍在本村并且在本村居住的；',
      '户籍在本村，不在本村居住，本人表示参加选举的；',
      '户籍不在本村，在本村居住或者从事村务工作一年以上，本人申请，并且经村民会议或者村民代表会议同意的。',
    ),
    p(
      `名单在 ${days.short(roll)}公布。外出的人可以打电话登记：${village.phone}。没有登记的不列入名单，不能参加这一次投票。`,
    ),
  ]);
}

function nominees(days: Days, election: DemoElection): DemoNotice {
  const { village, roll } = election;
  const day = roll + 9;
  const draft = { key: 'nominees', title: '提名情况公告', number: 6, stage: 4, day, hour: 9 };
  return noticeOf(days, election, draft, [
    p(
      `${days.short(roll + 2)}至${days.short(roll + 8)}共收到提名表 ${Math.floor(village.people * 0.71)} 张，其中有效 ${Math.floor(village.people * 0.69)} 张。被提名的人：主任 3 人，副主任 4 人，委员 7 人。`,
    ),
    p(
      `按照选举办法，从 ${days.short(day)}起审查候选人条件：各联审单位提出意见，通知本人并听取说明，由选举委员会决定。名单最晚在选举日五日以前公布。`,
    ),
    p(`知道被提名的人有《村民委员会组织法》第十八条所列情形的，请打电话 ${village.phone}。`),
  ]);
}
