import type { ReactNode } from 'react';
import { AVOIDED, type Avoided, SUBJECTS, type Subject } from '#shared/tip/content';
import { AVOIDED_WORDS, SUBJECT_WORDS } from '#shared/tip/words';
import { Button, Dock } from '../components/button';
import { ChoiceList } from '../components/choice';
import { Section, Sheet } from '../components/head';
import { StepHead } from '../components/steps';
import { Frame, ReadThisPage } from './frame';
import { NOTHING_SENT, STEPS } from './questions';

const MORE: Partial<Record<Subject, string>> = { 'village-cadre': '村支书、村主任、委员、村民选举委员会' };

const WHOM = SUBJECTS.map((id) => ({ id, name: SUBJECT_WORDS[id], ...(MORE[id] ? { more: MORE[id] } : {}) }));

/** Asked only where the answer changes who looks into it. */
const PARTY = { id: 'party', name: '里面有党员', more: '勾上就同时送纪委。不清楚就不勾' } as const;

const AVOID = AVOIDED.map((id) => ({ id, ...AVOIDED_WORDS[id] }));

/** About whom, as it is answered. */
export interface Whom {
  readonly subject?: Subject;
  readonly party: boolean;
  readonly avoid: readonly Avoided[];
}

const QUESTION = '说的是谁？';
const CONCERNED = '这事和收信的人有没有关系？';

interface Answering {
  readonly whom: Whom;
  readonly onAnswer: (answer: Partial<Whom>) => void;
}

function People({
  whom: { subject, party },
  asksParty,
  onAnswer,
}: Answering & { asksParty: boolean }): ReactNode {
  const choose = (id: string): void => onAnswer({ subject: SUBJECTS.find((one) => one === id) ?? 'unsure' });
  return (
    <>
      <Sheet join="first">
        <ChoiceList one label={QUESTION} choices={WHOM} chosen={subject ? [subject] : []} onToggle={choose} />
      </Sheet>
      {asksParty ? (
        <Sheet>
          <ChoiceList
            label="是不是党员"
            choices={[PARTY]}
            chosen={party ? [PARTY.id] : []}
            onToggle={() => onAnswer({ party: !party })}
          />
        </Sheet>
      ) : null}
    </>
  );
}

function Concerned({ whom: { avoid }, onAnswer }: Answering): ReactNode {
  const toggle = (id: string): void =>
    onAnswer({ avoid: AVOIDED.filter((one) => (one === id) !== avoid.includes(one)) });
  return (
    <>
      <Section title={CONCERNED} />
      <Sheet join="first">
        <ChoiceList label={CONCERNED} choices={AVOID} chosen={avoid} onToggle={toggle} />
      </Sheet>
    </>
  );
}

/** Step 2: about whom, and which offices are concerned themselves, which then get no key at all. */
export function AboutWhom({
  asksParty,
  onNext,
  onBack,
  ...answering
}: Answering & { asksParty: boolean; onNext: () => void; onBack: () => void }): ReactNode {
  const { subject } = answering.whom;
  const people = [...WHOM.map(({ name }) => name), ...(asksParty ? [PARTY.name, PARTY.more] : [])];
  const concerned = AVOID.flatMap(({ name, more }) => [name, more]);
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
      <StepHead step={2} of={STEPS} question={QUESTION} />
      <People asksParty={asksParty} {...answering} />
      <Concerned {...answering} />
      <ReadThisPage words={[QUESTION, ...people, CONCERNED, ...concerned]} />
    </Frame>
  );
}
