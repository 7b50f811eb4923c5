import { type ReactNode, useState } from 'react';
import type { Id } from '#shared/ids';
import { ChoiceList, toggled } from '../../components/choice';
import { Box, Para } from '../../components/native';
import type { Group } from '../group';
import type { OpenCase } from '../opening';
import { caseLabel, titleOf } from '../words';

/** In which of the cases that are handled together the same is done. */
export interface Togetherness {
  /** Those in which it may be done. */
  readonly able: readonly OpenCase[];
  /** Those that were chosen. */
  readonly also: readonly OpenCase[];
  readonly toggle: (id: string) => void;
}

/** Offers to do in the whole group what is done in one; nothing is chosen beforehand, since each is an act for good. */
export function useTogether(group: Group | undefined, may: (open: OpenCase) => boolean): Togetherness {
  const [chosen, setChosen] = useState<readonly Id[]>([]);
  const merged = group?.reading.kind === 'ready' ? group.reading.value.merged : [];
  const able = merged.map(({ open }) => open).filter(may);
  const toggle = (id: string): void => {
    const found = able.find(({ view }) => view.case === id)?.view.case;
    if (found) setChosen(toggled(chosen, found));
  };
  return { able, also: able.filter(({ view }) => chosen.includes(view.case)), toggle };
}

const ALSO = '合并办理的信，也这样办的';

export function Together({ able, also, toggle }: Togetherness): ReactNode {
  if (able.length === 0) return null;
  return (
    <>
      <Box className="lab mt12">{ALSO}</Box>
      <ChoiceList
        label={ALSO}
        choices={able.map(({ view, first }) => ({
          id: view.case,
          name: caseLabel(view.case),
          more: titleOf(first, 14) ?? '',
        }))}
        chosen={also.map(({ view }) => view.case)}
        onToggle={toggle}
      />
      {also.length > 0 ? (
        <Para className="tl c-due b">
          {`这段话 ${also.length + 1} 封信的来信人都会看到，每封单独密封。不要写出哪一封信里的事。`}
        </Para>
      ) : null}
    </>
  );
}
