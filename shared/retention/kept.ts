import { addDays, type LegalDate } from '../time';

/**
 * How many days after the election day personal data of an election is kept: the longest six months, in which the
 * decision of a body may be taken to court (行政诉讼法 第46条).
 */
export const KEPT_DAYS = 184;

/** The day on which the personal data of an election ends. */
export function keptUntil(electionDay: LegalDate): LegalDate {
  return addDays(electionDay, KEPT_DAYS);
}

/** What is kept of a person, what for, and until when: everybody may read it. */
export interface Kept {
  what: string;
  why: string;
  until: string;
}

const AFTER_ELECTION = '选举日后六个月删除';

export const KEPT: readonly Kept[] = [
  {
    what: '现行名单上的姓名、小组、登记类别和证件号后四位',
    why: '补选和罢免要按这份名单计人数',
    until: '换了新名单的，选举日后六个月删除',
  },
  { what: '旧的选民名单', why: '有争议时核对', until: AFTER_ELECTION },
  { what: '公布的名单和它的证明', why: '本村选民查对，证明没有改过', until: AFTER_ELECTION },
  { what: '对名单的异议和处理决定', why: '写明谁提出、怎样决定', until: AFTER_ELECTION },
  {
    what: '您答复参加还是不参加、村里联系过您几次、开过的未登记证明',
    why: '名单有争议时，说得清登记前问过本人',
    until: AFTER_ELECTION,
  },
  {
    what: '委托投票的记录和委托书照片',
    why: '核对谁替谁投票；撤回的委托，照片当天删除',
    until: AFTER_ELECTION,
  },
  { what: '领过推荐表的记号', why: '保证一人一次', until: AFTER_ELECTION },
  {
    what: '领过这个月村民令牌的记号',
    why: '保证一人一份；令牌用没用、用在哪里，不记',
    until: '月底过后一天删除',
  },
  {
    what: '微信和登记的绑定',
    why: '认出是您；微信号只存算过的编号',
    until: '名单上没有您以后，选举日后六个月解除',
  },
  {
    what: '村里给您做的绑定纸条',
    why: '凭纸条认出是您；上面的数字只存算过的编号',
    until: '14 天后作废，选举日后六个月前删除',
  },
  { what: '工作人员的姓名和权限', why: '写明谁办的事', until: '离岗当天删除' },
];

/** What one might fear is kept, and what is there instead. */
export const NOT_KEPT: readonly { what: string; instead: string }[] = [
  { what: '完整的身份证号、证件照片', instead: '身份证号算成一个编号，算不回来' },
  { what: '您推荐了谁', instead: '在手机上封好，数票时也看不到是谁写的' },
  { what: '位置、通讯录、看过哪些内容', instead: '一概不收' },
];
