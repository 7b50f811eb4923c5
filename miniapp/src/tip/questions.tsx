import type { ReactNode } from 'react';
import { MATTERS, type Matter, SUBJECTS, type Subject } from '#shared/tip/content';
import { MATTER_WORDS, SUBJECT_WORDS } from '#shared/tip/words';
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

const MORE: Partial<Record<Subject, string>> = { 'village-cadre': '村支书、村主任、委员、村民选举委员会' };
const CONCERNS_TOWN = 'town';

const WHOM = SUBJECTS.map((id) => ({ id, name: SUBJECT_WORDS[id], ...(MORE[id] ? { more: MORE[id] } : {}) }));
const CONCERNS = {
  id: CONCERNS_TOWN,
  name: '这事和镇里受理的人有关系',
  more: '勾上就改送县里，镇里打不开',
} as const;

/** Step 2: about whom, and whether the town's own office is concerned, which then gets no key at all. */
export function AboutWhom({
  subject,
  notTheTown,
  onChoose,
  onNotTheTown,
  onNext,
  onBack,
}: {
  subject: Subject | undefined;
  notTheTown: boolean;
  onChoose: (subject: Subject) => void;
  onNotTheTown: (notTheTown: boolean) => void;
  onNext: () => void;
  onBack: () => void;
}): ReactNode {
  const question = '说的是谁？';
  const chosen = subject ? [subject] : [];
  const choose = (id: string): void => onChoose(SUBJECTS.find((one) => one === id) ?? 'unsure');
  return (
    <Frame
      onBack={onBack}
      dock={
        <Dock then={subject ? NOTHING_SENT : '先选说的是谁。还没有送出任何内容。'}>
          <Button off={!subject} onTap={onNext}>
            下一步：看送到哪里
          </Button>
        </Dock>
      }
    >
      <StepHead step={2} of={STEPS} question={question} />
      <Sheet join="first">
        <ChoiceList one label={question} choices={WHOM} chosen={chosen} onToggle={choose} />
      </Sheet>
      <Sheet>
        <ChoiceList
          label="和受理的人有没有关系"
          choices={[CONCERNS]}
          chosen={notTheTown ? [CONCERNS_TOWN] : []}
          onToggle={() => onNotTheTown(!notTheTown)}
        />
      </Sheet>
      <ReadThisPage words={[question, ...WHOM.map(({ name }) => name), CONCERNS.name, CONCERNS.more]} />
    </Frame>
  );
}
