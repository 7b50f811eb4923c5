import { NoticeText } from '#shared/notice/notice';

/** What is being written: as it stands in the fields, whether it may be published or not. */
export type Form = Omit<NoticeText, 'number'> & { number: string };

export type FormErrors = Partial<Record<keyof NoticeText, string>>;

/** A new notice of an office, at the stage the election is in. */
export function emptyForm(issuer: string, stage: number): Form {
  return { title: '', number: '', issuer, stage, html: '', attachments: [] };
}

/** The fields of a notice that is there. */
export function formOf({ number, ...text }: NoticeText): Form {
  return { ...text, number: number === undefined ? '' : String(number) };
}

const MENDS = {
  title: '写上标题，2 到 60 个字',
  number: '公告号是 1 到 999，没有就空着',
  issuer: '写上谁发布，2 到 40 个字',
  stage: '选一个环节',
  html: '写上正文，太长的名单放到附件里',
  attachments: '附件最多 9 个，每个不超过 20 MB',
} as const satisfies Record<keyof NoticeText, string>;

function isField(name: unknown): name is keyof NoticeText {
  return typeof name === 'string' && name in MENDS;
}

/** A blank of a template that nobody has filled in. */
const BLANK = /〔[\s\u3000]*〕/;

/** What must be mended before people see it, beyond what a draft may lack. */
export function unfinished(form: Form): FormErrors {
  return BLANK.test(form.html) || BLANK.test(form.title) ? { html: '正文里还有〔 〕没有填' } : {};
}

/** The text to send, or what is still to be mended, by field. */
export function textOf(form: Form): { text: NoticeText } | { errors: FormErrors } {
  const { number, ...rest } = form;
  const parsed = NoticeText.safeParse({ ...rest, ...(number.trim() !== '' && { number: Number(number) }) });
  if (parsed.success) return { text: parsed.data };
  const fields = parsed.error.issues.map((issue) => issue.path[0]).filter(isField);
  return { errors: Object.fromEntries(fields.map((field) => [field, MENDS[field]])) };
}
