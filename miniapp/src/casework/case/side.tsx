import type { ReactNode } from 'react';
import { entryOf } from '#shared/directory/directory';
import { ELECTION } from '#shared/directory/office';
import type { DirectoryEntry } from '#shared/directory/entry';
import type { FirstContent } from '#shared/tip/content';
import type { DueWire } from '#shared/tip/served';
import { REFUSAL_WORDS } from '#shared/tip/refusal';
import { isErased } from '#shared/tip/rules';
import { standingOf } from '#shared/tip/standing';
import type { TipState } from '#shared/tip/state';
import { STATE_WORDS, staffWords, SUBJECT_WORDS } from '#shared/tip/words';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { daysLeft } from '../../components/pill';
import { TimelineStep } from '../../components/timeline';
import { unbroken } from '../../components/unbroken';
import { today } from '../../platform/clock';
import { leadOf, type OpenCase } from '../opening';
import { sayDay, sayDue } from '../words';

const PATH = ['received', 'accepted', 'handling', 'closed'] as const;

/** The clock of the case, the law it runs under, and who can read it. */
export function CaseSide(props: { open: OpenCase; name: string }): ReactNode {
  // Its steps went with its content: drawn without them, an ended case would look untouched.
  return isErased(props.open.view.state) ? <NobodySees /> : <Clock {...props} />;
}

function NobodySees(): ReactNode {
  return (
    <>
      <Heading level={2} className="t2">
        谁能看
      </Heading>
      <Para className="tl">内容从删除起谁也看不到。这封信办完了，没有期限。</Para>
    </>
  );
}

function Clock({ open, name }: { open: OpenCase; name: string }): ReactNode {
  const { view, directory, first } = open;
  const { days, reason, extended } = standingOf(open.entries, view.records);
  const path = view.state.state === 'refused' ? (['received', 'refused'] as const) : PATH;
  // An end that is proposed is no end yet.
  const now = view.state.state === 'proposed' ? 'handling' : view.state.state;
  const at = path.findIndex((step) => step === now);
  const { due } = view;
  const entry = leadOf(open);
  const second = open.held?.second && entryOf(directory, open.held.second, today());
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
            <Box className="tl mute">{dayWords(days[step])}</Box>
            {step === 'refused' && reason ? (
              <Box className="tl">{`理由：${REFUSAL_WORDS[reason]}`}</Box>
            ) : null}
            {i === at && due ? <DueLine due={due} /> : null}
          </TimelineStep>
        ))}
      </Box>
      <Box className="mt12">
        <Note icon="law" tone="off" inset>
          {due ? lawOf(due, extended) : lawAfter(view.state, entry)}
          {above && due ? escalated(due, above.name) : ''}
        </Note>
      </Box>
      <WhoSees
        offices={[entry ? staffWords(entry) : name, ...(second ? [staffWords(second)] : [])]}
        lead={second ? entry?.name : undefined}
        first={first}
      />
    </>
  );
}

/** Whichever clock it is: past its last day the office above sees the case. */
function escalated({ left }: DueWire, above: string): string {
  return left < 0 ? `已经过了最后一天，${above}也能打开。` : `过了最后一天还没办，${above}也能打开。`;
}

/** The law of the clock, and that it was put off. */
function lawOf({ law }: DueWire, extended: number | undefined): string {
  return `${law}。${extended === undefined ? '' : `${sayDay(extended)}延长过 30 天，不能再延。`}`;
}

/** Where no clock runs: the rule by which the case was refused, or by which its result is told. */
function lawAfter({ state }: TipState, holder: DirectoryEntry | undefined): string {
  if (state === 'refused') return '检举控告工作规则第十三条：不受理的理由。';
  return holder?.office.kind === ELECTION
    ? '信访工作条例第三十四条：办结时写的话就是结果。'
    : '检举控告工作规则第二十七条：办结后 15 个工作日内告诉结果，办结时写的话就是结果。';
}

function DueLine({ due }: { due: DueWire }): ReactNode {
  return (
    <Box className="tl c-due b">
      {unbroken(`最晚${sayDue(due)}，${daysLeft(due.left, due.unit === 'working' ? '个工作日' : '天')}`)}
    </Box>
  );
}

function WhoSees({
  offices,
  lead,
  first,
}: {
  offices: readonly string[];
  /** Which of two offices acts. */
  lead: string | undefined;
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
      <Para className="tl">{`${offices.join('，')}，和来信人。${lead ? `${lead}主办。` : ''}`}</Para>
    </>
  );
}

function dayWords(day: number | undefined): string {
  return day === undefined ? '' : sayDay(day);
}
