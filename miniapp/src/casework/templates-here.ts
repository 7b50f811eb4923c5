import { type Office, officeText } from '#shared/directory/office';
import type { Template } from '#shared/wording/template';
import { onPerson } from '../platform/session';
import { createStore, useStore } from '../platform/store';

const known = createStore<ReadonlyMap<string, readonly Template[]>>(new Map());

// What was opened here is for whoever opened it: it goes with their session.
onPerson(() => known.set(new Map()));

const NONE: readonly Template[] = [];

/** The office's own templates as far as they were opened at this desk; in memory only, and nobody is asked. */
export function useTemplatesHere(office: Office): readonly Template[] {
  return useStore(known).get(officeText(office)) ?? NONE;
}

/** Remembers an office's own templates as they were just opened. */
export function rememberTemplates(office: Office, templates: readonly Template[]): void {
  known.set(new Map([...known.get(), [officeText(office), templates]]));
}
