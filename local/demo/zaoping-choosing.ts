import type { NoticeText } from '#shared/notice/notice';
import type { RollRow } from '#shared/roll/row';
import { VILLAGES } from './areas';
import type { Days } from './days';
import type { ElectionDays } from './elections';
import { CLERK } from './people';
import { announced, type DemoNotice, h3, list, p, strong, table } from './rich';

const { code: area, phone } = VILLAGES.zaoping;
const COMMITTEE = '枣坪村村民选举委员会';
const TERM = '第十二届';

/** 枣坪村, from the registration to the nomination: stages 3 and 4, where it stands today. */
export function zaopingChoosing(days: Days, dates: ElectionDays, rows: readonly RollRow[]): DemoNotice[] {
  return [
    registration(days, dates),
    letter(days, dates),
    roll(days, dates, rows),
    nomination(days, dates, rows.length),
    objections(days, dates, rows.length),
    representatives(days, dates),
  ];
}

function registration(days: Days, { roll: posted }: ElectionDays): DemoNotice {
  const text: NoticeText = {
    title: '选民登记公告',
    number: 3,
    issuer: COMMITTEE,
    stage: 3,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(posted - 9),
      h3('一、什么时候、在哪里登记'),
      p(
        `${days.short(posted - 8)}至${days.short(posted - 1)}，每天 8:00 至 18:00，`,
        strong('村委会大院一楼'),
        '。登记员石玉芬、钱志学也上门登记。',
      ),
      h3('二、登记哪些人'),
      p('年满十八周岁的下列村民（《中华人民共和国村民委员会组织法》第十六条）：'),
      list(
        '户籍在本村，并且在本村居住的；',
        '户籍在本村，不在本村居住，本人表示参加选举的；',
        '户籍不在本村，在本村居住或者从事村务工作一年以上，本人申请参加选举，并且经村民会议或者村民代表会议同意的。',
      ),
      p('已经在别的村登记参加选举的，不能再在本村登记。'),
      h3('三、带什么'),
      p('身份证或者户口簿。第三种人另写一份申请书，并带户籍所在村没有给他登记的证明。'),
      h3('四、不登记会怎样'),
      p(
        '没有登记的人不列入名单，不能参加这一次投票。外出的人请打电话或者写信说一声“参加”还是“不参加”；三次联系不上、本人也没有表示的，不列入名单，联系的时间和方式会记下来。',
      ),
      p(`登记电话 ${phone}。`),
    ),
  };
  return { key: 'zaoping registration', area, by: CLERK, at: days.at(posted - 9, 9), text };
}

function letter(days: Days, { roll: posted, election }: ElectionDays): DemoNotice {
  const text: NoticeText = {
    title: '给外出村民的一封信',
    issuer: COMMITTEE,
    stage: 3,
    attachments: [],
    html: [
      p('在外的乡亲：'),
      p(
        `村里今年换届，选举日是 ${days.weekday(election)}。您的户籍在村里，参加不参加由您自己定。请您做三件事：`,
      ),
      list(
        `${days.short(posted - 1)}前告诉我们“参加”还是“不参加”：打电话 ${phone}，或者请家里人带话；`,
        `参加的，${days.short(posted)}起在手机上查一查名单上有没有您；`,
        `选举日回不来的，可以书面委托近亲属或者其他村民投票，委托书在 ${days.short(election - 3)}前交到村里，照片可以先发来。`,
      ),
      p('不打招呼，我们会再联系您两次，每次都记下时间和方式。'),
      p(strong(COMMITTEE)),
      p(days.full(posted - 8)),
    ].join(''),
  };
  return { key: 'zaoping letter', area, by: CLERK, at: days.at(posted - 8, 19, 30), text };
}

function roll(days: Days, { roll: posted }: ElectionDays, rows: readonly RollRow[]): DemoNotice {
  const until = days.weekday(days.termEnd(posted, 5));
  const groups = [...new Set(rows.map(({ group }) => group))];
  const byGroup = groups.map((group) => {
    const names = rows.filter((row) => row.group === group).map(({ name }) => name);
    return [group, `${names.length} 人`, names.join('、')];
  });
  const away = rows.filter(({ category }) => category === '户籍在村外出').length;
  const newcomers = rows.filter(({ category }) => category === '居住一年以上').length;
  const text: NoticeText = {
    title: '登记参加选举的村民名单公告',
    number: 4,
    issuer: COMMITTEE,
    stage: 3,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(posted),
      p(
        '根据《中华人民共和国村民委员会组织法》第十六条、第十七条，经登记和审查，枣坪村登记参加选举的村民共 ',
        strong(`${rows.length} 人`),
        `，其中外出的 ${away} 人，居住一年以上并经村民代表会议同意的 ${newcomers} 人。现将名单予以公布。`,
      ),
      h3('对名单有意见怎么办'),
      p(
        `请自名单公布之日起五日内，即 `,
        strong(`${until}18:00 前`),
        `，向村民选举委员会提出：到村委会一楼，或者打电话 ${phone}。村民选举委员会自收到之日起三日内作出处理决定，并公布处理结果。`,
      ),
      h3('名单'),
      table(['组', '人数', '姓名'], byGroup),
    ),
  };
  return { key: 'zaoping roll', area, by: CLERK, at: days.at(posted, 8, 30), text };
}

/** Whom to nominate, and whom the law shuts out: 村组法(2025) 第18条. */
const CONDITIONS = [
  h3('五、什么样的人'),
  p('拥护中国共产党的领导、奉公守法、品行良好、公道正派、热心公益、具有一定文化水平和工作能力的村民。'),
  p(
    '有下列情形的不得作为候选人：被开除中国共产党党籍的；因犯罪受过刑事处罚的；利用宗族或者黑恶势力从事非法活动的；组织或者参加非法宗教活动或者邪教活动的。',
  ),
].join('');

function nominationText(
  days: Days,
  { roll: posted, election }: ElectionDays,
  people: number,
  place: string,
): NoticeText {
  const first = posted + 2;
  const last = posted + 8;
  return {
    title: '村民委员会候选人推荐提名公告',
    number: 5,
    issuer: COMMITTEE,
    stage: 4,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(posted + 1),
      p(
        `根据《中华人民共和国村民委员会组织法》第十八条，现将本村${TERM}村民委员会成员候选人推荐提名的有关事项公告如下：`,
      ),
      h3('一、谁可以推荐、提名'),
      p(
        `列入 ${days.short(posted)}公布的名单的村民，共 ${people} 人。提名由村党组织或者登记参加选举的村民作出。`,
      ),
      h3('二、名额'),
      p(
        '主任 1 人，副主任 1 人，委员 3 人，其中妇女委员 1 人。候选人的名额应当多于应选名额：主任、副主任各多 1 人，委员多 1 人。',
      ),
      h3('三、在手机上或者纸上推荐'),
      p(
        `${days.short(first)}至${days.weekday(last)}18:00，在手机上推荐，或者到`,
        strong(place),
        '填推荐表。主任、副主任各推荐 1 人，委员最多 3 人；每人每个职务只推荐一次，两种办法任选一种。',
        strong('推荐不是提名，也不是投票'),
        '，结果公布出来，给提名的人参考。',
      ),
      h3('四、提名'),
      p(
        `提名用纸质提名表，${days.short(first)}至${days.weekday(last)}18:00 在${place}领取、填写、密封投入提名箱，不能委托别人。`,
      ),
      CONDITIONS,
      h3('六、保密'),
      p(
        '手机上的推荐在手机里密封以后才送出。开箱的钥匙由四名监票受托人分别保管，村里两名，镇里两名；截止后三名以上一起才能打开，当场计数，结果公布。谁推荐了谁，打开了也看不出来。',
      ),
      p(`选举日为 ${days.weekday(election)}。联系电话 ${phone}。`),
    ),
  };
}

function nomination(days: Days, dates: ElectionDays, people: number): DemoNotice {
  const later = {
    kind: 'correct',
    at: days.at(dates.roll + 2, 9, 12),
    text: nominationText(days, dates, people, '村委会一楼'),
    reason: `${days.short(dates.roll + 2)}把填表的地点由村小学改为村委会一楼，其他没有改`,
  } as const;
  const text = nominationText(days, dates, people, '村小学传达室');
  return {
    key: 'zaoping nomination',
    area,
    by: CLERK,
    at: days.at(dates.roll + 1, 10),
    text,
    later,
    form: true,
  };
}

function objections(days: Days, { roll: posted }: ElectionDays, people: number): DemoNotice {
  const text: NoticeText = {
    title: '对村民名单意见的处理公告',
    number: 6,
    issuer: COMMITTEE,
    stage: 3,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(-1),
      p(`${days.short(posted)}公布名单以后，收到两件意见，都在收到之日起三日内作了决定：`),
      table(
        ['编号', '收到', '决定', '理由'],
        [
          [
            '第1件',
            days.short(-3),
            '不改',
            '本人已经书面表示参加选举，符合《村民委员会组织法》第十六条第二项',
          ],
          ['第2件', days.short(-2), '改正姓名中的一个字', '和户口簿不一致，属抄写错误'],
        ],
      ),
      p(
        `改正后名单仍为 ${people} 人。提意见的人和有关的人已经当面告知。对决定不服的，可以向镇人民政府反映，电话 0000-628 0100。`,
      ),
    ),
  };
  return { key: 'zaoping objections', area, by: CLERK, at: days.at(-1, 17), text };
}

function representatives(days: Days, { roll: posted }: ElectionDays): DemoNotice {
  const text: NoticeText = {
    title: '村民代表、村民小组组长推选公告',
    number: 7,
    issuer: COMMITTEE,
    stage: 4,
    attachments: [],
    html: announced(
      COMMITTEE,
      days.full(1),
      p(
        `根据《中华人民共和国村民委员会组织法》第二十九条、第三十二条，各村民小组在 ${days.weekday(posted + 8)}19:00 召开小组会议，推选村民代表和小组组长。`,
      ),
      table(
        ['组', '会议地点', '代表', '其中妇女', '组长'],
        ['第1组', '第2组', '第3组', '第4组', '第5组', '第6组'].map((group, i) => [
          group,
          i < 3 ? '村委会大院' : i < 5 ? '文化广场' : '第6组文化室',
          i < 2 ? '7 人' : '6 人',
          i < 2 ? '3 人' : '2 人',
          '1 人',
        ]),
      ),
      p(
        '代表共 38 人，妇女代表不少于三分之一。小组会议应当有本组十八周岁以上的村民三分之二以上，或者本组三分之二以上的户的代表参加。',
      ),
    ),
  };
  return {
    key: 'zaoping representatives',
    area,
    by: CLERK,
    at: days.at(-1, 17, 30),
    publishAt: days.at(1, 8),
    text,
  };
}
