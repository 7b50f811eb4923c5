import { CATEGORIES } from './row';

/** The columns of a roll, by the word that we ask for at their head. */
export const COLUMNS = {
  name: '姓名',
  sex: '性别',
  birth: '出生日期',
  idNumber: '身份证号',
  group: '组',
  category: '类别',
  agreed: '会议同意日期',
  proof: '未在户籍地登记证明',
  member: '党员',
  remark: '备注',
} as const;
export type RollColumn = keyof typeof COLUMNS;

/** Whether a row with it can be written: an error keeps it out, a warning asks for a look. */
export type Weight = 'error' | 'warning';

interface Problem {
  weight: Weight;
  column: RollColumn;
  /** `%` stands for what is found only in the row: a length, a date, another row. */
  wrong: string;
  mend: string;
}

/** Everything that can be wrong with a row of a roll, with what to do: every way in takes its words from here. */
export const PROBLEMS = {
  'name-missing': { weight: 'error', column: 'name', wrong: '没有填', mend: '对照户口簿补上，最多 40 个字' },
  'name-long': { weight: 'error', column: 'name', wrong: '太长', mend: '对照户口簿补上，最多 40 个字' },
  'name-lost': {
    weight: 'error',
    column: 'name',
    wrong: '有的字没有存下来，成了“%”',
    mend: '用生僻字输入法重新打这个字',
  },
  'name-dot': { weight: 'warning', column: 'name', wrong: '间隔号写法不对', mend: '已自动改为“·”' },
  'name-twice': {
    weight: 'warning',
    column: 'name',
    wrong: '和第 % 行同组同名',
    mend: '请核对是不是两个人',
  },
  'id-missing': { weight: 'error', column: 'idNumber', wrong: '没有填', mend: '对照户口簿，核对 18 位' },
  'id-length': {
    weight: 'error',
    column: 'idNumber',
    wrong: '是 % 位，要 18 位',
    mend: '对照户口簿，核对 18 位',
  },
  'id-letters': {
    weight: 'error',
    column: 'idNumber',
    wrong: '里面有不是数字的字',
    mend: '对照户口簿改正，只有最后一位可以是 X',
  },
  'id-rounded': {
    weight: 'error',
    column: 'idNumber',
    wrong: '表格把号码当成了数，后几位已经丢了',
    mend: '把这一列改成“文本”格式，重新填号码',
  },
  'id-birth': {
    weight: 'error',
    column: 'idNumber',
    wrong: '第 7 到 14 位不是一个日子',
    mend: '对照户口簿，核对 18 位',
  },
  'id-checksum': {
    weight: 'error',
    column: 'idNumber',
    wrong: '校验码不对，可能抄错一位',
    mend: '对照户口簿，核对 18 位',
  },
  'id-15': {
    weight: 'warning',
    column: 'idNumber',
    wrong: '是 15 位的旧号码',
    mend: '已按规则换成 18 位，请核对尾号 %',
  },
  'id-double': { weight: 'error', column: 'idNumber', wrong: '和第 % 行是同一个身份证号', mend: '留一行' },
  'id-elsewhere': {
    weight: 'error',
    column: 'idNumber',
    wrong: '已登记在%，不能在两个村登记',
    mend: '先问本人，再请那个村划去',
  },
  'id-certified': {
    weight: 'warning',
    column: 'idNumber',
    wrong: '开过未登记证明：%',
    mend: '先问本人：在别处登记的，请删去这一行',
  },
  'sex-unknown': {
    weight: 'error',
    column: 'sex',
    wrong: '认不出这个写法',
    mend: '写“男”或“女”，也可以空着',
  },
  'sex-differs': {
    weight: 'warning',
    column: 'sex',
    wrong: '和身份证号不一样，号上是%',
    mend: '请核对是不是别人的号',
  },
  'birth-unknown': {
    weight: 'error',
    column: 'birth',
    wrong: '不是一个日子',
    mend: '写成 1960-04-12 这样，也可以空着',
  },
  'birth-differs': {
    weight: 'error',
    column: 'birth',
    wrong: '和身份证号不一样，可能是别人的号',
    mend: '对照户口簿，改对其中一个',
  },
  'under-age': {
    weight: 'error',
    column: 'birth',
    wrong: '选举日%未满 18 周岁',
    mend: '删去这一行',
  },
  'very-old': { weight: 'warning', column: 'birth', wrong: '% 岁了', mend: '请核实' },
  'group-missing': { weight: 'error', column: 'group', wrong: '没有填', mend: '写上第几组，最多 20 个字' },
  'group-long': { weight: 'error', column: 'group', wrong: '太长', mend: '写上第几组，最多 20 个字' },
  'category-unknown': {
    weight: 'error',
    column: 'category',
    wrong: '认不出这个写法',
    mend: `改成：${CATEGORIES.join('、')}`,
  },
  'consent-missing': {
    weight: 'error',
    column: 'agreed',
    wrong: '居住一年以上的，要会议同意才能登记',
    mend: '写上村民会议或村民代表会议同意的日期；没有同意的，删去这一行',
  },
  'consent-unknown': {
    weight: 'error',
    column: 'agreed',
    wrong: '不是一个日子',
    mend: '写成 2026-10-12 这样',
  },
  'consent-later': {
    weight: 'error',
    column: 'agreed',
    wrong: '这一天还没有到',
    mend: '对照会议记录改正；还没有开会的，先删去这一行',
  },
  'consent-unsigned': {
    weight: 'error',
    column: 'agreed',
    wrong: '这一天没有签了名、通过了的会议记录',
    mend: '%：要经村民会议或者村民代表会议同意。先到“会议记录”记下并签名，或者改对日期',
  },
  'consent-idle': {
    weight: 'warning',
    column: 'agreed',
    wrong: '户籍在村的，不用会议同意',
    mend: '请核对类别',
  },
  'proof-unknown': {
    weight: 'error',
    column: 'proof',
    wrong: '认不出这个写法',
    mend: '写“有”或“没有”，也可以空着',
  },
  'proof-missing': {
    weight: 'warning',
    column: 'proof',
    wrong: '没有未在户籍地登记的证明',
    mend: '请本人补交，或者打电话问户籍地',
  },
  'member-unknown': { weight: 'error', column: 'member', wrong: '认不出这个写法', mend: '写“是”或“否”' },
  'remark-long': { weight: 'error', column: 'remark', wrong: '太长', mend: '最多 60 个字' },
} as const satisfies Record<string, Problem>;
export type ProblemCode = keyof typeof PROBLEMS;

/** What a workbook may hold instead of text in any column. */
export const CELL_PROBLEMS = {
  formula: {
    error: { wrong: '是公式，不是写上去的字', mend: '复制这一列，选择性粘贴成“数值”' },
    warning: { wrong: '是公式', mend: '已按算出来的值读，请核对' },
  },
  'formula-blank': { wrong: '是公式，还没有算出值', mend: '在表格里打开一次再保存，或者直接写上字' },
  broken: { wrong: '公式算错了', mend: '直接写上字' },
  merged: { wrong: '% 合并成了一格', mend: '取消合并，每一行都填上' },
} as const;

/** One thing found in one row: where, what stands there, what is wrong and what to do. Row 0 is the whole file. */
export interface Finding {
  code: ProblemCode | keyof typeof CELL_PROBLEMS | 'file';
  weight: Weight;
  row: number;
  /** Who stands in the row, as it is written there. */
  name: string;
  column: string;
  written: string;
  wrong: string;
  mend: string;
}

/** Something found in a row, in the words of the table. */
export function finding(code: ProblemCode, row: number, written: string, detail = ''): Finding {
  const { weight, column, wrong, mend } = PROBLEMS[code];
  return {
    code,
    weight,
    row,
    name: '',
    column: COLUMNS[column],
    written,
    wrong: wrong.replace('%', detail),
    mend: mend.replace('%', detail),
  };
}
