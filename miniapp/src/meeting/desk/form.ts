import type { ElectionBody } from '#shared/election/body';
import { type AgendaItem, type Assembly, type Chosen, MinutesText } from '#shared/meeting/contract';
import type { ItemAbout, MeetingKind } from '#shared/meeting/kinds';
import { unfitText } from '#shared/meeting/rules';
import type { LegalDate } from '#shared/time';

/** An item as it is typed; persons one a line, with their votes. */
export interface ItemForm {
  title: string;
  says: string;
  about: ItemAbout | undefined;
  how: AgendaItem['vote']['kind'];
  for: string;
  against: string;
  abstain: string;
  seats: string;
  persons: string;
}

/** Minutes as they are typed, before they are whole. */
export interface MinutesForm {
  kind: MeetingKind;
  group: string;
  day: string;
  from: string;
  to: string;
  place: string;
  chair: string;
  recorder: string;
  due: string;
  present: string;
  women: string;
  items: ItemForm[];
  sheet: string;
}

export const EMPTY_ITEM: ItemForm = {
  title: '',
  says: '',
  about: undefined,
  how: 'show',
  for: '',
  against: '',
  abstain: '',
  seats: '',
  persons: '',
};

export function emptyForm(body: ElectionBody, day: LegalDate, assembly?: Assembly): MinutesForm {
  const kind = body === '村民委员会' ? '村民代表会议' : '居民代表会议';
  const blank = { group: '', from: '', to: '', place: '', chair: '', recorder: '', sheet: '' };
  const due = assembly ? String(assembly.members.length) : '';
  return { ...blank, kind, day, due, present: '', women: '', items: [EMPTY_ITEM] };
}

export function formOf(text: MinutesText): MinutesForm {
  const { due, present, women, items } = text;
  return {
    ...text,
    due: String(due),
    present: String(present),
    women: String(women),
    items: items.map(itemForm),
  };
}

function itemForm({ title, says, about, vote }: AgendaItem): ItemForm {
  const form = { ...EMPTY_ITEM, title, says, about, how: vote.kind };
  if (vote.kind === 'show') {
    const [yes, no, abstain] = [vote.for, vote.against, vote.abstain].map(String);
    return { ...form, for: yes ?? '', against: no ?? '', abstain: abstain ?? '' };
  }
  if (vote.kind !== 'persons') return form;
  const lines = vote.persons.map(({ name, group, votes }) => [name, group, votes].filter(Boolean).join(' '));
  return { ...form, seats: String(vote.seats), persons: lines.join('\n') };
}

const countOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

function voteOf(item: ItemForm): unknown {
  if (item.how === 'none') return { kind: 'none' };
  if (item.how === 'show') {
    const [yes, against, abstain] = [item.for, item.against, item.abstain].map(countOf);
    return { kind: 'show', for: yes, against, abstain };
  }
  return { kind: 'persons', seats: countOf(item.seats), persons: personsOf(item.persons) };
}

/** `李守田 21`, or `李守田 第3组 21` where two share a name. */
function personsOf(text: string): (Omit<Chosen, 'votes'> & { votes: number })[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, name = '', group = '', votes = ''] =
      /^\s*(\S+)(?:\s+(\S+))??\s+(\d+)\s*票?\s*$/.exec(line) ?? [];
    return { name, group, votes: countOf(votes) };
  });
}

const MEND: Readonly<Record<string, string>> = {
  day: '选开会那天',
  group: '最多 20 个字',
  from: '写成 09:00 这样',
  to: '写成 11:30 这样',
  place: '写上在哪里开的，2 到 60 个字',
  chair: '最多 40 个字',
  recorder: '最多 40 个字',
  due: '写人数，至少 1 人',
  present: '写人数，没有请填 0',
  women: '写人数，没有请填 0',
  sheet: '最多 60 个字',
  title: '写上议题，2 到 100 个字',
  says: '最多 800 个字',
};

function mendOf(path: string): string {
  if (path.includes('persons')) return '每行写一个人：姓名 票数，例如：李守田 21';
  if (path.endsWith('.vote')) return '写上人数，没有请填 0';
  return MEND[path.split('.').slice(-1)[0] ?? ''] ?? '请核对';
}

/** Where an error is shown: a vote has one place for all of its numbers. */
function shownAt(path: readonly PropertyKey[]): string {
  const words = path.map(String);
  const vote = words.indexOf('vote');
  return words.slice(0, vote < 0 ? undefined : vote + 1).join('.');
}

/** What the form holds: the text, or what is wrong with it, by field. */
export interface ReadForm {
  text: MinutesText | undefined;
  errors: ReadonlyMap<string, string>;
}

export function readForm(form: MinutesForm, body: ElectionBody, assembly?: Assembly): ReadForm {
  const read = MinutesText.safeParse({
    ...form,
    due: countOf(form.due),
    present: countOf(form.present),
    women: countOf(form.women),
    items: form.items.map((item) => ({
      title: item.title,
      says: item.says,
      ...(item.about && { about: item.about }),
      vote: voteOf(item),
    })),
  });
  if (!read.success) {
    const errors = new Map<string, string>();
    for (const { path } of read.error.issues) {
      const at = shownAt(path);
      const words = path.includes('persons') ? mendOf('persons') : mendOf(at);
      if (!errors.has(at)) errors.set(at, words);
    }
    return { text: undefined, errors };
  }
  const unfit = unfitText(read.data, { body, assembly });
  return {
    text: unfit.length === 0 ? read.data : undefined,
    errors: new Map(unfit.map(({ path, message }) => [path, message])),
  };
}
