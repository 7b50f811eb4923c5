import { useCallback, useEffect, useRef, useState } from 'react';
import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import * as contracts from '#shared/notice/contract';
import type { OfficeNotice } from '#shared/notice/notice';
import { readdress } from '../../../platform/navigate';
import { freshId } from '../../../platform/fresh-id';
import { type Outcome, send } from '../../../platform/request';
import { forget, keep, recall } from '../../../platform/storage';
import { useAct } from '../../../platform/use-act';
import { type Form, type FormErrors, formOf, textOf, unfinished } from './form';

/** What was written and not yet stored, on this device: a closed window loses nothing. */
const Unsaved = z.object({
  /** The notice it will be; absent while nothing hangs on it yet. */
  id: Id.optional(),
  revision: z.number(),
  form: z.object({
    title: z.string(),
    number: z.string(),
    issuer: z.string(),
    stage: z.number(),
    html: z.string(),
    attachments: z.array(contracts.attachmentUpload.body),
  }),
});

const KEEP_AFTER_MS = 600;

/** `notice` as it is stored now; undefined until it is stored for the first time. */
function useForm(area: AreaCode, notice: OfficeNotice | undefined, empty: Form) {
  const name = `notice ${area} ${notice?.id ?? 'new'}`;
  const revision = notice?.revision ?? 0;
  const [start] = useState(() => {
    const unsaved = recall(name, Unsaved);
    return unsaved?.revision === revision ? unsaved : undefined;
  });
  // Made once, so that a second try is the same notice and not another, and its files lie where it looks for them.
  const made = useRef(notice?.id ?? start?.id);
  const [form, setForm] = useState<Form>(start?.form ?? (notice ? formOf(notice.text) : empty));
  const [dirty, setDirty] = useState(start !== undefined);
  useEffect(() => {
    if (!dirty) return undefined;
    const timer = setTimeout(() => keep(name, { id: made.current, revision, form }), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [dirty, form, name, revision]);
  const change = useCallback((part: Partial<Form>) => {
    setForm((before) => ({ ...before, ...part }));
    setDirty(true);
  }, []);
  /** Files arrive while others are still on their way: each change is made on what stands then. */
  const changeAttachments = useCallback((next: (now: Form['attachments']) => Form['attachments']) => {
    setForm((before) => ({ ...before, attachments: next(before.attachments) }));
    setDirty(true);
  }, []);
  const settled = useCallback(() => {
    setDirty(false);
    forget(name);
  }, [name]);
  /** Leaves what was written for what is stored. */
  const put = useCallback(
    (stored: Form) => {
      setForm(stored);
      settled();
    },
    [settled],
  );
  const noticeId = useCallback(async (): Promise<Id> => {
    const fresh = made.current ?? (await freshId());
    // A second caller may have come in between: the first id stands for both.
    return (made.current ??= fresh);
  }, []);
  return { form, noticeId, change, changeAttachments, dirty, put, restored: start !== undefined };
}

type Act = (place: { area: AreaCode; id: Id }, revision: number) => Promise<Outcome<OfficeNotice>>;

/** A notice at the desk: the fields, what is wrong with them, and every act on the notice. */
export function useNotice(area: AreaCode, loaded: OfficeNotice | undefined, empty: Form) {
  const [notice, setNotice] = useState(loaded);
  const fields = useForm(area, notice, empty);
  const [errors, setErrors] = useState<FormErrors>({});
  const { busy, problem, setProblem, act: run } = useAct();

  const settle = async (work: () => Promise<Outcome<OfficeNotice>>): Promise<OfficeNotice | undefined> => {
    const outcome = await run(work);
    if (!outcome.ok) return undefined;
    setNotice(outcome.value);
    // Loaded anew, the page opens what was stored here and not another new one.
    readdress('notice/office/editor/index', { area, id: outcome.value.id });
    fields.put(formOf(outcome.value.text));
    return outcome.value;
  };

  /** The text when nothing is to be mended; `toPublish` looks for what a draft may still lack. */
  const checked = (toPublish: boolean) => {
    const read = textOf(fields.form);
    const found = 'errors' in read ? read.errors : toPublish ? unfinished(fields.form) : {};
    setErrors(found);
    return 'errors' in read || Object.keys(found).length > 0 ? undefined : read.text;
  };

  /** An error goes as soon as its field is written in again. */
  const change = (part: Partial<Form>): void => {
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))));
    fields.change(part);
  };

  /** Stores the draft; what it became, or nothing when something is to be mended first. */
  const save = async (toPublish = false): Promise<OfficeNotice | undefined> => {
    const text = checked(toPublish);
    if (!text) return undefined;
    if (notice && !fields.dirty) return notice;
    return settle(async () => {
      const params = { area, id: await fields.noticeId() };
      return notice
        ? send(contracts.editNotice, { params, body: { revision: notice.revision, text } })
        : send(contracts.draftNotice, { params, body: text });
    });
  };

  /** Does something with the notice as it is stored. */
  const act = async (what: Act, on = notice): Promise<boolean> => {
    if (!on) return false;
    return (await settle(() => what({ area, id: on.id }, on.revision))) !== undefined;
  };

  const reset = (): void => {
    setErrors({});
    setProblem(undefined);
    fields.put(notice ? formOf(notice.text) : empty);
  };

  return { ...fields, change, notice, errors, problem, busy, checked, save, act, reset };
}

export type Desk = ReturnType<typeof useNotice>;

/** Publishes now, or at a time. */
export function publishing(publishAt?: number): Act {
  return (params, revision) =>
    send(contracts.publishNotice, {
      params,
      body: { revision, ...(publishAt === undefined ? {} : { publishAt }) },
    });
}

/** Takes a scheduled notice back to a draft. */
export const unscheduling: Act = (params, revision) =>
  send(contracts.unscheduleNotice, { params, body: { revision } });

/** Withdraws with the reason people read. */
export function withdrawing(reason: string): Act {
  return (params, revision) => send(contracts.withdrawNotice, { params, body: { revision, reason } });
}

/** Erases the words of every version, with the reason people read. */
export function erasing(reason: string): Act {
  return (params, revision) => send(contracts.eraseNotice, { params, body: { revision, reason } });
}

/** Publishes the next version with the reason people read. */
export function correcting(text: OfficeNotice['text'], reason: string): Act {
  return (params, revision) => send(contracts.correctNotice, { params, body: { revision, text, reason } });
}
