import type { ReactNode } from 'react';
import type { Who } from '#shared/committee/contract';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import type { Problem } from '../../platform/request';

export const keyOf = ({ name, group }: Who): string => JSON.stringify([name, group]);
export const sayWho = ({ name, group }: Who): string => (group === '' ? name : `${name}（${group}）`);

/** Why nothing was stored. */
export function Refused({ problem }: { problem: Problem | undefined }): ReactNode {
  if (!problem) return null;
  return (
    <Note icon="bad" tone="red" title="没有存">
      {problem.fields?.map(({ message }) => message).join('；') ?? problem.title}
    </Note>
  );
}

interface PickProps<T extends Who> {
  label: string;
  people: readonly T[];
  chosen: readonly Who[];
  onToggle: (who: T) => void;
  more: (who: T) => string;
  one?: boolean;
}

/** People to choose from, with what tells them apart. */
export function PickPeople<T extends Who>({
  label,
  people,
  chosen,
  onToggle,
  more,
  one,
}: PickProps<T>): ReactNode {
  return (
    <>
      <Para className="lab mt12">{label}</Para>
      <ChoiceList
        {...(one && { one })}
        label={label}
        choices={people.map((who) => ({ id: keyOf(who), name: sayWho(who), more: more(who) }))}
        chosen={chosen.map(keyOf)}
        onToggle={(id) => {
          const who = people.find((person) => keyOf(person) === id);
          if (who) onToggle(who);
        }}
      />
    </>
  );
}

/** The one button of a side panel, and what follows from it. */
export function Act({
  words,
  off,
  then,
  onTap,
}: {
  words: string;
  off: boolean;
  then: string;
  onTap: () => void;
}): ReactNode {
  return (
    <>
      <Box className="mt12">
        <Button off={off} onTap={onTap}>
          {words}
        </Button>
      </Box>
      <Para className="then">{then}</Para>
    </>
  );
}
