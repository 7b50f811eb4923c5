import type { ReactNode } from 'react';
import { MATTERS, type Matter } from '#shared/tip/content';
import { MATTER_WORDS } from '#shared/tip/words';
import { Button, Dock } from '../components/button';
import { ChoiceList } from '../components/choice';
import { Sheet } from '../components/head';
import { StepHead } from '../components/steps';
import { Frame, ReadThisPage } from './frame';

export const STEPS = 4;
export const NOTHING_SENT = '还没有送出任何内容。';

/** Step 1: in the writer's own words, what happened. */
export function WhatHappened({
  matter,
  onChoose,
  onNext,
  onBack,
}: {
  matter: Matter | undefined;
  onChoose: (matter: Matter) => void;
  onNext: () => void;
  onBack: () => void;
}): ReactNode {
  const question = '您要说的是什么事？';
  const choices = MATTERS.map((id) => ({ id, name: MATTER_WORDS[id] }));
  return (
    <Frame
      onBack={onBack}
      dock={
        <Dock then={matter ? NOTHING_SENT : '先选一件事。还没有送出任何内容。'}>
          <Button off={!matter} onTap={onNext}>
            下一步：说的是谁
          </Button>
        </Dock>
      }
    >
      <StepHead step={1} of={STEPS} question={question} />
      <Sheet join="first">
        <ChoiceList
          one
          label={question}
          choices={choices}
          chosen={matter ? [matter] : []}
          onToggle={(id) => onChoose(MATTERS.find((one) => one === id) ?? 'other')}
        />
      </Sheet>
      <ReadThisPage words={[question, ...choices.map(({ name }) => name)]} />
    </Frame>
  );
}
