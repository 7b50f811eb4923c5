import type { ReactNode } from 'react';
import { entryOf } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import type { FirstContent } from '#shared/tip/content';
import type { DueWire } from '#shared/tip/contract';
import type { TipState } from '#shared/tip/state';
import { STATE_WORDS, SUBJECT_WORDS } from '#shared/tip/words';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { daysLeft } from '../../components/pill';
import { TimelineStep } from '../../components/timeline';
import { unbroken } from '../../components/unbroken';
import { today } from '../../platform/clock';
import type { OpenCase } from '../opening';
import { sayDay, sayDue } from '../words';

const PATH = ['received', 'accepted', 'handling', 'closed'] as const;

function dayIn(state: TipState, step: TipState['state']): number | undefined {
  if (step === 'received') return state.received;
  if (step === 'closed') return state.state === 'closed' ? state.closed : undefined;
  return step !== 'handling' && 'decided' in state ? state.decided : undefined;
}

/** The clock of the case, the law it runs under, and who can read it. */
export function CaseSide({ open, name }: { open: OpenCase; name: string }): ReactNode {
  const { view, directory, records, first } = open;
  const path = view.state.state === 'refused' ? (['received', 'refused'] as const) : PATH;
  const at = path.findIndex((step) => step === view.state.state);
  const { due } = view;
  const office = records[0]?.head?.office;
  const entry = office && entryOf(directory, office, today());
  const above = entry?.above && entryOf(directory, entry.above, today());
  return (
    <>
      <Heading level={2} className="t2">
        期限
      </Heading>
      <Box className="flow" role="list">
        {path.map((step, i) => (
          <TimelineStep key={step} number={i + 1} state={i < at ? 'done' : i === at ? 'now' : 'later'}>
            <Box className="b">{STATE_WORDS[step]}</Box>
            <Box className="tl mute">{dayWords(dayIn(view.state, step))}</Box>
            {i === at && due ? <DueLine due={due} /> : null}
          </TimelineStep>
        ))}
      </Box>
      <Box className="mt12">
        <Note icon="law" tone="off" inset>
          {due ? `${due.law}。` : RESULT_LAW}
          {above && at === 0 ? `到期没答复受不受理，${above.name}也能打开。` : ''}
        </Note>
      </Box>
      <WhoSees entry={entry ?? undefined} name={name} first={first} />
    </>
  );
}

const RESULT_LAW = '检举控告工作规则第二十七条：办结后 15 个工作日内告诉结果，办结时写的话就是结果。';

function DueLine({ due }: { due: DueWire }): ReactNode {
  return (
    <Box className="tl c-due b">
      {unbroken(`最晚${sayDue(due)}，${daysLeft(due.left, due.unit === 'working' ? '个工作日' : '天')}`)}
    </Box>
  );
}

function WhoSees({
  entry,
  name,
  first,
}: {
  entry: DirectoryEntry | undefined;
  name: string;
  first: FirstContent | undefined;
}): ReactNode {
  return (
    <>
      {first?.subject ? (
        <>
          <Heading level={2} className="t2 mt16">
            说的是谁
          </Heading>
          <Para className="tl">{SUBJECT_WORDS[first.subject]}</Para>
        </>
      ) : null}
      <Heading level={2} className="t2 mt16">
        谁能看
      </Heading>
      <Para className="tl">
        {`${entry?.name ?? name} ${entry?.officers.length ?? 0} 人，和来信人。${first?.second ? '联合办理的办公室也能看。' : ''}`}
      </Para>
    </>
  );
}

function dayWords(day: number | undefined): string {
  return day === undefined ? '' : sayDay(day);
}
