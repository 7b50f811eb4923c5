import type { NoticeText } from '#shared/notice/notice';
import { TOWNS, VILLAGES } from './areas';
import type { Days } from './days';
import type { ElectionDays } from './elections';
import { CLERK, LIUTANG_CLERK } from './people';
import { announced, type DemoNotice, h3, list, p, strong, table } from './rich';

const { code: area, phone } = VILLAGES.zaoping;
const COUNCIL = '枣坪村村民委员会';
const COMMITTEE = '枣坪村村民选举委员会';
const TERM = '第十二届';

/** 枣坪村, before anybody is registered: stages 1 and 2. */
export function zaopingPreparing(days: Days, election: ElectionDays): DemoNotice[] {
  return [
    seats(days),
    audit(days),
    committee(days),
    electionDay(days, election),
    method(days),
    station(days),
  ];
}

function seats(days: Days): DemoNotice {
  const text: NoticeText = {
    title: `村民委员会${TERM}成员职数公告`,
    number: 1,
    issuer: COUNCIL,
    stage: 1,
    attachments: [],
    html: announced(
      COUNCIL,
      days.full(-23),
      p(
        `${days.full(-24)}，本村召开村民代表会议。应到村民代表 38 人，实到 35 人，其中妇女 13 人。会议根据《中华人民共和国村民委员会组织法》第八条，表决通过下列事项：`,
      ),
      table(
        ['职务', '应选', '说明'],
        [
          ['主任', '1 人', ''],
          ['副主任', '1 人', ''],
          ['委员', '3 人', '其中妇女委员 1 人'],
          ['合计', '5 人', '成员实行近亲属回避'],
        ],
      ),
      p('表决结果：同意 34 票，不同意 0 票，弃权 1 票。会议记录存村委会，村民可以查看。'),
    ),
  };
  return { key: 'zaoping seats', area, by: CLERK, at: days.at(-23, 9, 30), text };
}

function audit(days: Days): DemoNotice {
  const issuer = '柳塘镇人民政府';
  const text: NoticeText = {
    title: '枣坪村村民委员会成员离任经济责任审计结果公告',
    issuer,
    stage: 1,
    attachments: [],
    html: announced(
      issuer,
      days.full(-22),
      p(
        `根据《中华人民共和国村民委员会组织法》第四十条，镇人民政府组织对枣坪村第十一届村民委员会成员进行了离任经济责任审计，审计期间为 ${days.year - 5}年12月至${days.year}年9月。现将结果公布如下：`,
      ),
      table(
        ['审计事项', '结果'],
        [
          ['村财务收支', '五年收入 286.4 万元，支出 271.9 万元，结余 14.5 万元，账实相符'],
          ['村债权债务', '债权 3.2 万元，为两户土地承包费；没有债务'],
          [
            '政府拨款和社会捐赠的资金、物资',
            '拨款 148.0 万元，捐赠 6.5 万元，都用于东渠维修和路灯，有验收单',
          ],
          ['公益事业项目招标投标', '2 个项目都公开招标；1 个 4.8 万元的修缮项目没有留存比价记录，已补作说明'],
          ['村资金管理使用', '没有坐支、白条；备用金超限额 2 次，已收回'],
          ['五分之一以上村民要求审计的其他事项', '没有人提出'],
        ],
      ),
      p(`对结果有疑问的，可以在选举日以前到镇农经站查看审计报告，或者打电话 ${TOWNS.liutang.phone}。`),
    ),
  };
  return { key: 'zaoping audit', area, by: LIUTANG_CLERK, at: days.at(-22, 10), text };
}

function committee(days: Days): DemoNotice {
  const until = days.weekday(days.termEnd(-20, 5));
  const text: NoticeText = {
    title: '村民选举委员会组成人员名单公告',
    number: 2,
    issuer: COUNCIL,
    stage: 2,
    attachments: [],
    html: announced(
      COUNCIL,
      days.full(-20),
      p(
        `根据《中华人民共和国村民委员会组织法》第十五条，${days.full(-21)}召开的村民代表会议（应到 38 人，实到 36 人）推选产生了枣坪村${TERM}村民选举委员会，并已报镇人民政府备案。名单如下：`,
      ),
      table(
        ['职务', '姓名', '组', '得票'],
        [
          ['主任', '周玉成', '第1组', '34'],
          ['副主任', '许文秀', '第4组', '33'],
          ['委员', '赵德厚', '第3组', '31'],
          ['委员', '石玉芬', '第5组', '30'],
          ['委员', '钱志学', '第6组', '28'],
        ],
      ),
      p(`依次递补人选：${strong('孙福来')}（第2组，22 票）、${strong('韩春桃')}（第6组，19 票）。`),
      p('选举委员会成员或者其近亲属被提名为村民委员会成员候选人的，应当退出选举委员会，按上面的次序递补。'),
      p(`对名单有意见的，请在 ${until}前向村民委员会或者镇人民政府提出，电话 ${phone}。`),
    ),
  };
  return { key: 'zaoping committee', area, by: CLERK, at: days.at(-20, 17, 20), text };
}

function electionDay(days: Days, { election, roll }: ElectionDays): DemoNotice {
  const text: NoticeText = {
    title: '选举日公告',
    number: 1,
    issuer: COMMITTEE,
    stage: 2,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(-16),
      p(
        `枣坪村${TERM}村民委员会换届选举工作从 ${days.full(-16)} 开始。经村民代表会议通过，并报镇人民政府备案：`,
      ),
      p(strong(`选举日为 ${days.weekday(election)}。`)),
      h3('谁可以参加'),
      p(
        '年满十八周岁（算到选举日），按照《中华人民共和国村民委员会组织法》第十六条登记，列入参加选举的村民名单的人。依照法律被剥夺政治权利的除外。',
      ),
      h3('主要的日子'),
      table(
        ['做什么', '哪一天'],
        [
          ['登记参加选举的村民', `${days.short(roll - 8)}至${days.short(roll - 1)}`],
          ['公布名单', days.short(roll)],
          ['推荐、提名候选人', `${days.short(roll + 2)}至${days.short(roll + 8)}`],
          ['公布正式候选人', `最晚${days.short(election - 5)}`],
          ['投票、计票、公布结果', days.short(election)],
        ],
      ),
      p('村民委员会成员由村民直接选举产生，任何组织或者个人不得指定、委派或者撤换。'),
    ),
  };
  return { key: 'zaoping election day', area, by: CLERK, at: days.at(-16, 9, 5), text };
}

function method(days: Days): DemoNotice {
  const text: NoticeText = {
    title: '村民委员会换届选举办法公告',
    number: 2,
    issuer: COMMITTEE,
    stage: 2,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(-15),
      p(
        `枣坪村${TERM}村民委员会换届选举办法，${days.full(-16)}由村民代表会议（应到 38 人，实到 35 人）同意 35 票通过。主要内容：`,
      ),
      list(
        '设一个中心会场（村委会大院）和一个投票站（第6组文化室），不设流动票箱以外的上门投票。',
        '流动票箱只给病重、残疾不能到场的人用，每个票箱三名以上监票人跟随，名单提前公布。',
        '设秘密写票处，一人一间写票；不会写字的可以请代书人，代书人不得说出内容。',
        '登记参加选举的村民过半数投票，选举有效；得到参加投票的村民过半数的选票，才能当选。',
        '收回的选票多于发出的选票，这次投票无效；等于或者少于的，有效。',
        '选票上可以另写候选人以外的人；写得清是谁的，算他的票。一项里选的人多于应选名额的，这一项无效。',
        '外出不能参加投票的，可以书面委托近亲属或者其他村民；一人最多接受三个人的委托，候选人不得接受委托。',
      ),
      p(`全文贴在村务公开栏，村委会一楼可以领取。有不明白的，打电话 ${phone}。`),
    ),
  };
  return { key: 'zaoping method', area, by: CLERK, at: days.at(-15, 16, 40), text };
}

function station(days: Days): DemoNotice {
  const text: NoticeText = {
    title: '关于登记点和投票站地点的通知',
    issuer: COMMITTEE,
    stage: 2,
    attachments: [],
    html: [
      p('各位村民：'),
      p('登记点设在村小学教室，中心会场设在村小学操场，投票站设在第6组文化室。'),
      p(strong(COMMITTEE)),
      p(days.full(-15)),
    ].join(''),
  };
  const reason = '地点写错：村小学那几天要上课，登记点和中心会场都在村委会大院，以第3号公告为准';
  const later = { kind: 'withdraw', at: days.at(-14, 9, 10), reason } as const;
  return { key: 'zaoping station', area, by: CLERK, at: days.at(-15, 18, 5), text, later };
}
