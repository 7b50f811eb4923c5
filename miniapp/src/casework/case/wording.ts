import { useState } from 'react';
import { COUNTY_TEMPLATES } from '#shared/wording/county';
import { type Blank, filled, GAP, type Purpose, type Template, templatesFor } from '#shared/wording/template';
import { today } from '../../platform/clock';
import { countyHere } from '../../platform/county';
import { officeName, reachOf } from '../../platform/offices';
import type { Acting } from '../saying';
import { useTemplatesHere } from '../templates-here';
import { sayDay } from '../words';

/** A template with its blanks filled from the case. */
export interface Wording {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** The office's own, and not the county's. */
  readonly own: boolean;
}

/** What is put into the blanks, as this desk knows it. */
function blanksOf({ open, office }: Acting): Partial<Record<Blank, string>> {
  const tree = countyHere(office.area);
  const { phone } = reachOf(tree, office);
  const { due } = open.view;
  return {
    今天: sayDay(today()),
    ...(tree && { 办公室: officeName(tree, office) }),
    ...(phone !== undefined && { 电话: phone }),
    ...(due && { 最后一天: sayDay(due.day) }),
  };
}

/** The templates for a purpose, the office's own first, filled from the case. */
export function useWordings(
  acting: Acting,
  purpose: Purpose,
  reason?: Template['reason'],
): readonly Wording[] {
  const own = useTemplatesHere(acting.office);
  if (purpose === 'refuse' && reason === undefined) return [];
  const known = blanksOf(acting);
  const of = (templates: readonly Template[], isOwn: boolean): Wording[] =>
    templatesFor(templates, purpose, reason).map(({ name, text }, i) => ({
      id: `${isOwn ? 'own' : 'county'}-${i}`,
      name,
      text: filled(text, known),
      own: isOwn,
    }));
  return [...of(own, true), ...of(COUNTY_TEMPLATES, false)];
}

/** Words that begin from a template: nobody should have to face an empty box with a legal clock running. */
export interface Worded {
  readonly text: string;
  readonly onInput: (text: string) => void;
  readonly wordings: readonly Wording[];
  /** The template that stands there unchanged. */
  readonly chosen: string | undefined;
  readonly choose: (id: string) => void;
  /** Brings back what the officer had written before they chose another template. */
  readonly undo: (() => void) | undefined;
}

/** A first wording for what is told, which stays as it is once the officer has changed it. */
export function useWording(acting: Acting, purpose: Purpose, reason?: Template['reason']): Worded {
  const wordings = useWordings(acting, purpose, reason);
  const [typed, setTyped] = useState<string>();
  const [before, setBefore] = useState<string>();
  const [picked, setPicked] = useState<string>();
  const from = wordings.find(({ id }) => id === picked) ?? wordings[0];
  const choose = (id: string): void => {
    setBefore(typed ?? before);
    setTyped(undefined);
    setPicked(id);
  };
  const undo = (): void => {
    setTyped(before);
    setBefore(undefined);
  };
  return {
    text: typed ?? from?.text ?? '',
    onInput: setTyped,
    wordings,
    chosen: typed === undefined ? from?.id : undefined,
    choose,
    undo: before === undefined ? undefined : undo,
  };
}

/** Why these words cannot be sent to the writer yet; a last sentence that waits for its end would be sent for good. */
export function textFault(text: string): string | undefined {
  const words = text.trim();
  if (words === '') return '先写几句告诉来信人。';
  if (words.includes(GAP)) return `还有一处空着（${GAP}），填好再送。`;
  return /[，、：；,:;（(“‘—]$/u.test(words) ? '最后一句还没写完，写完再送。' : undefined;
}
