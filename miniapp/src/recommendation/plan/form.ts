import type { AreaCode } from '#shared/area/code';
import type { RoundDraft } from '#shared/recommendation/contract';
import type { Position } from '#shared/recommendation/position';

/** Somebody of an office who may be chosen, as the office enrolled them. */
export interface Officer {
  officer: number;
  name: string;
  area: AreaCode;
}

/** What the form holds: text as it was typed. */
export interface Form {
  title: string;
  /** How many names, by position; a position that is absent is not in the round. */
  positions: Partial<Record<Position, string>>;
  opensDay: string;
  opensHour: string;
  closesDay: string;
  closesHour: string;
  trustees: readonly Officer[];
  committee: Officer | undefined;
  people: string;
}

export const EMPTY_FORM: Form = {
  title: '',
  positions: {},
  opensDay: '',
  opensHour: '08:00',
  closesDay: '',
  closesHour: '18:00',
  trustees: [],
  committee: undefined,
  people: '',
};

/** How many trustees a round has, and how many of them open it. */
export const TRUSTEES = 4;
export const OPENERS = 3;

export type Errors = Partial<
  Record<'title' | 'positions' | 'opens' | 'closes' | 'trustees' | 'committee' | 'people', string>
>;

const EAST_8 = 8 * 3600;

/** The moment of a day and an hour on the wall in China; undefined when they are none. */
function momentOf(day: string, hour: string): number | undefined {
  const time = Date.parse(`${day}T${hour.trim().replace('：', ':').padStart(5, '0')}:00Z`);
  return Number.isNaN(time) ? undefined : time / 1000 - EAST_8;
}

/** The people of the list, one a line: the name, then after a space or comma what tells namesakes apart. */
function peopleOf(text: string): RoundDraft['eligible'] | string {
  const lines = text.split('\n').map((line) => line.trim());
  const people: RoundDraft['eligible'] = [];
  for (const [i, line] of lines.entries()) {
    if (line === '') continue;
    const [, name = '', group = ''] = /^([^\s,，]+)[\s,，]+(.+)$/.exec(line) ?? [];
    if (name === '' || group.length > 40)
      return `第 ${i + 1} 行要写成：姓名，空一格，再写组（比如 一组·女·46岁）`;
    people.push({ name, group: group.trim() });
  }
  return people.length === 0 ? '名单是空的，一行写一个人' : people;
}

function positionsOf(form: Form): RoundDraft['positions'] | string {
  const chosen = Object.entries(form.positions).map(([code, text]) => ({
    position: Number(code),
    maxNames: Number(text),
  }));
  if (chosen.length === 0) return '至少选一个职务';
  if (chosen.some(({ maxNames }) => !Number.isInteger(maxNames) || maxNames < 1 || maxNames > 15)) {
    return '最多推荐几人，要填 1 到 15 的数';
  }
  return POSITION_ORDER.flatMap((position) =>
    chosen.filter((one) => one.position === position).map(({ maxNames }) => ({ position, maxNames })),
  );
}

/** The positions of a village committee, highest first: what 群众推荐 asks for. */
export const POSITION_ORDER = [11, 12, 13] as const satisfies readonly Position[];

/** The two moments of a form, or what to mend about them. */
function timesOf(form: Form, now: number): { opens: number; closes: number } | Errors {
  const opens = momentOf(form.opensDay, form.opensHour);
  const closes = momentOf(form.closesDay, form.closesHour);
  if (opens === undefined) return { opens: '填日期和几点，比如 08:00' };
  if (closes === undefined || closes <= Math.max(opens, now))
    return { closes: '截止要在今后，而且在开始之后' };
  return { opens, closes };
}

/** The draft of a form, or what to mend. */
export function draftOf(form: Form, now: number): { draft: RoundDraft } | { errors: Errors } {
  const eligible = peopleOf(form.people);
  const positions = positionsOf(form);
  const times = timesOf(form, now);
  const title = form.title.trim();
  const trustees = [...form.trustees];
  const { committee } = form;
  const errors: Errors = {
    ...(title.length < 2 ? { title: '写明是哪一轮，比如：村委会委员推荐' } : {}),
    ...(typeof positions === 'string' ? { positions } : {}),
    ...(isTimes(times) ? {} : times),
    ...(trustees.length === TRUSTEES ? {} : { trustees: `要选满 ${TRUSTEES} 位：村里 2 位，镇里 2 位` }),
    ...(committee ? {} : { committee: '选村选委会里签名的人' }),
    ...(typeof eligible === 'string' ? { people: eligible } : {}),
  };
  if (Object.keys(errors).length > 0 || !committee || !isTimes(times)) return { errors };
  if (typeof eligible === 'string' || typeof positions === 'string') return { errors };
  return { draft: { title, positions, ...times, k: OPENERS, trustees, committee, eligible } };
}

function isTimes(
  times: { opens: number; closes: number } | Errors,
): times is { opens: number; closes: number } {
  return typeof times.opens === 'number';
}
