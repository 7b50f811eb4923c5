import { type ReactNode, useState } from 'react';
import { planElection, type Timetable } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { dateOfDay } from '#shared/time';
import { Button, Link } from '../../components/button';
import { DeskShell, KeyValue, Tabs } from '../../components/desk';
import type { DeskArea } from '../../components/desk-area';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { type Problem, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { sayWithWeekday } from '../timetable/dates';
import { BodyField, Part, PlanFields } from './plan-fields';
import { bodyOf, emptyForm, type Form, formOf, type Preview, previewOf } from './plan-form';
import { Progress, type Shell } from './progress';
import { Steps } from './steps';

const PAGE = 'election/office/index';
const TABS = [
  { value: 'plan', text: '定日期' },
  { value: 'progress', text: '凭据和阶段' },
] as const;

/** One village: its plan against the law before it is published, then its records and stages. */
export function VillageDesk({
  area,
  published,
}: {
  area: DeskArea;
  published: Timetable | undefined;
}): ReactNode {
  const [written, setWritten] = useState<Timetable>();
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('plan');
  const newer = written && written.version >= (published?.version ?? 0) ? written : published;
  const shell = {
    title: `时间表·${area.name}`,
    current: PAGE,
    sub: newer ? `现在：${STAGES[newer.stage - 1] ?? ''}·第 ${newer.version} 版` : '还没有定选举日',
    actions: area.elsewhere ? <Link onTap={area.elsewhere}>换一个地方</Link> : undefined,
    tabs: newer ? <Tabs label="时间表" tabs={TABS} value={tab} onChange={setTab} /> : undefined,
  } as const;
  return newer && tab === 'progress' ? (
    <Progress table={newer} shell={shell} onWritten={setWritten} />
  ) : (
    <Plan area={area} before={newer} shell={shell} onWritten={setWritten} />
  );
}

interface PlanProps {
  area: DeskArea;
  before: Timetable | undefined;
  shell: Shell;
  onWritten: (table: Timetable) => void;
}

function Plan({ area, before, shell, onWritten }: PlanProps): ReactNode {
  const [form, setForm] = useState(() => (before ? formOf(before) : emptyForm(bodyOf(area.code))));
  const { problem, act } = useAct();
  const [done, setDone] = useState(false);
  // What is not filled in yet is asked for once publishing was tried.
  const [tried, setTried] = useState(false);
  const preview = previewOf(before, area.code, form, dateOfDay(today()));
  const change = (part: Partial<Form>) => {
    setDone(false);
    setForm((now) => ({ ...now, ...part }));
  };
  const publish = async () => {
    setTried(true);
    if (!preview.plan || preview.problem) return;
    const body = { ...preview.plan, from: before?.version ?? 0 };
    const answer = await act(() => send(planElection, { params: { area: area.code }, body }));
    setDone(answer.ok);
    if (answer.ok) onWritten(answer.value);
  };
  const part = { form, errors: shownErrors(preview, tried), change };
  const steps = [...(preview.computed?.partySteps ?? []), ...(preview.computed?.steps ?? [])];
  return (
    <DeskShell
      {...shell}
      side={<Side {...{ area, preview, problem, done }} onPublish={() => void publish()} />}
    >
      <Box className="desk-pad desk-form">
        <Part title="一、定选举日">其他日子按法律跟着排，改了就重新排。</Part>
        <BodyField {...part} />
        <PlanFields {...part} />
        {preview.computed ? (
          <>
            <Part title="二、每一步">
              {`按${preview.computed.edition}排。本村要另定的，写明原因；法律不许的，会写明是哪一条。`}
            </Part>
            <Steps {...part} steps={steps} />
          </>
        ) : null}
      </Box>
    </DeskShell>
  );
}

/** Until publishing was tried, only what was written is spoken about. */
export function shownErrors({ plan, errors }: Preview, tried: boolean): Preview['errors'] {
  if (plan || tried) return errors;
  return new Map([...errors].filter(([path]) => path !== 'term' && path !== 'electionDay'));
}

interface SideProps {
  area: DeskArea;
  preview: Preview;
  problem: Problem | undefined;
  done: boolean;
  onPublish: () => void;
}

function Side({ area, preview, problem, done, onPublish }: SideProps): ReactNode {
  const { plan, computed } = preview;
  const provisional = computed?.steps.some((step) => step.provisional) ?? false;
  return (
    <>
      <Heading level={2} className="t2">
        公布前
      </Heading>
      {plan ? <KeyValue name="选举日">{sayWithWeekday(plan.electionDay)}</KeyValue> : null}
      {computed ? <KeyValue name="依据">{computed.edition}</KeyValue> : null}
      {computed ? (
        <KeyValue name="步骤">{`${computed.steps.length + computed.partySteps.length} 步`}</KeyValue>
      ) : null}
      <Verdict {...{ preview, problem, done }} />
      {provisional ? (
        <Note icon="wait" tone="due" title="有的日子待节假日安排">
          那一年的放假安排还没有公布。公布以后再打开这里看一遍。
        </Note>
      ) : null}
      <Box className="mt12">
        <Button onTap={onPublish}>公布时间表</Button>
      </Box>
      <Para className="then">公布后村民马上看得到。每一版都存入公开日志，改过什么谁都查得到。</Para>
      {done ? (
        <Link icon="see" onTap={() => go('election/one-village/index', { area: area.code })}>
          看村民看到的样子
        </Link>
      ) : null}
    </>
  );
}

function Verdict({ preview, problem, done }: Pick<SideProps, 'preview' | 'problem' | 'done'>): ReactNode {
  if (done) return <Note icon="ok" tone="done" title="时间表已公布" />;
  if (problem) {
    return (
      <Note icon="bad" tone="red" title="没有公布">
        {problem.title}
      </Note>
    );
  }
  if (preview.problem) {
    const wrong = preview.errors.size;
    return (
      <Note icon="bad" tone="red" title={wrong > 0 ? `有 ${wrong} 处要改` : '还不能公布'}>
        {wrong > 0 ? '已在每一步写明是哪一条法律、最迟哪一天。' : preview.problem.title}
      </Note>
    );
  }
  return preview.plan ? <Note icon="ok" tone="done" title="每一步都合法律的日期" /> : null;
}
