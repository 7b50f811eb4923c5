import { type ReactNode, useState } from 'react';
import { levelOf } from '#shared/area/code';
import { STAFF } from '#shared/identity/role';
import type { Id } from '#shared/ids';
import { createRound, roundOfficers } from '#shared/recommendation/contract';
import { POSITIONS } from '#shared/recommendation/position';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { WhatNext } from '../../components/steps';
import { now } from '../../platform/clock';
import { replace } from '../../platform/navigate';
import { freshId } from '../../platform/fresh-id';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import {
  draftOf,
  EMPTY_FORM,
  type Errors,
  type Form,
  type Officer,
  OPENERS,
  POSITION_ORDER,
  TRUSTEES,
} from './form';

const PAGE = 'recommendation/office/index';

interface Part {
  form: Form;
  errors: Errors;
  change: (change: Partial<Form>) => void;
}

function Wrong({ words }: { words: string | undefined }): ReactNode {
  return words === undefined ? null : <Note icon="bad" tone="red" title={words} />;
}

function What({ form, errors, change }: Part): ReactNode {
  const toggle = (id: string) => {
    const position = POSITION_ORDER.find((code) => String(code) === id);
    if (!position) return;
    const { [position]: chosen, ...rest } = form.positions;
    change({ positions: chosen === undefined ? { ...rest, [position]: '1' } : rest });
  };
  const chosen = POSITION_ORDER.filter((code) => form.positions[code] !== undefined);
  return (
    <>
      <Heading level={2} className="t2">
        一、推荐什么
      </Heading>
      <Field
        label="这一轮叫什么"
        value={form.title}
        error={errors.title}
        onInput={(title) => change({ title })}
      />
      <Para className="lab mt16">推荐哪些职务</Para>
      <ChoiceList
        label="推荐哪些职务"
        choices={POSITION_ORDER.map((code) => ({ id: String(code), name: POSITIONS[code] }))}
        chosen={chosen.map(String)}
        onToggle={toggle}
      />
      {chosen.map((code) => (
        <Field
          key={code}
          kind="digits"
          label={`${POSITIONS[code]}最多推荐几人`}
          value={form.positions[code] ?? ''}
          onInput={(text) => change({ positions: { ...form.positions, [code]: text } })}
        />
      ))}
      <Wrong words={errors.positions} />
    </>
  );
}

function Moment({
  day,
  hour,
  error,
  dayLabel,
  hourLabel,
  onDay,
  onHour,
}: {
  day: string;
  hour: string;
  error: string | undefined;
  dayLabel: string;
  hourLabel: string;
  onDay: (day: string) => void;
  onHour: (hour: string) => void;
}): ReactNode {
  return (
    <Box className="row top short">
      <Box className="grow">
        <Field kind="date" label={dayLabel} value={day} error={error} onInput={onDay} />
      </Box>
      <Box className="grow ml12">
        <Field label={hourLabel} value={hour} onInput={onHour} />
      </Box>
    </Box>
  );
}

function When({ form, errors, change }: Part): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        二、什么时候
      </Heading>
      <Moment
        dayLabel="开始那天"
        hourLabel="几点开始"
        day={form.opensDay}
        hour={form.opensHour}
        error={errors.opens}
        onDay={(opensDay) => change({ opensDay })}
        onHour={(opensHour) => change({ opensHour })}
      />
      <Moment
        dayLabel="截止那天"
        hourLabel="几点截止"
        day={form.closesDay}
        hour={form.closesHour}
        error={errors.closes}
        onDay={(closesDay) => change({ closesDay })}
        onHour={(closesHour) => change({ closesHour })}
      />
    </>
  );
}

function officerChoice({ officer, name, area }: Officer) {
  return { id: String(officer), name, more: levelOf(area) === 'village' ? '村里' : '镇里' };
}

function Who({ form, errors, change, village }: Part & { village: DeskArea }): ReactNode {
  const { reading } = useRead(roundOfficers, { params: { area: village.code } });
  const all = reading.kind === 'ready' ? reading.value : [];
  const inVillage = all.filter(({ area }) => area === village.code);
  const toggle = (id: string) => {
    const without = form.trustees.filter(({ officer }) => String(officer) !== id);
    const added = all.filter(({ officer }) => String(officer) === id);
    change({ trustees: without.length < form.trustees.length ? without : [...without, ...added] });
  };
  return (
    <>
      <Heading level={2} className="t2 mt16">
        三、谁来打开
      </Heading>
      <Para className="tl mute">
        {`${TRUSTEES} 位受托人，${OPENERS} 位到齐才能打开。村里、镇里各 2 位，哪一边都不能单独打开。`}
      </Para>
      {all.length === 0 ? <Note icon="wait" tone="due" title="还没有人在名录里登记钥匙" /> : null}
      <ChoiceList
        label="受托人"
        max={TRUSTEES}
        choices={all.map(officerChoice)}
        chosen={form.trustees.map(({ officer }) => String(officer))}
        onToggle={toggle}
      />
      <Wrong words={errors.trustees} />
      <Para className="b mt16">村选委会里由谁签名</Para>
      <ChoiceList
        one
        label="村选委会签名人"
        choices={inVillage.map(officerChoice)}
        chosen={form.committee ? [String(form.committee.officer)] : []}
        onToggle={(id) => change({ committee: inVillage.find(({ officer }) => String(officer) === id) })}
      />
      <Wrong words={errors.committee} />
    </>
  );
}

function People({ form, errors, change }: Part): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        四、可以推荐谁
      </Heading>
      <Field
        area
        rows={10}
        label="名单"
        hint="一行一个人：姓名，空一格，再写组。可以从表格里整列贴过来。"
        value={form.people}
        error={errors.people}
        onInput={(people) => change({ people })}
      />
    </>
  );
}

function usePlan(village: DeskArea) {
  const [form, setForm] = useState(EMPTY_FORM);
  const [errors, setErrors] = useState<Errors>({});
  const { busy, problem, act } = useAct();
  // Made once, so that a second tap is the same round and not another.
  const [id, setId] = useState<Id>();
  const save = async () => {
    const made = draftOf(form, now());
    setErrors('errors' in made ? made.errors : {});
    if ('errors' in made) return;
    const round = id ?? (await freshId());
    setId(round);
    const params = { area: village.code, round };
    const answer = await act(() => send(createRound, { params, body: made.draft }));
    if (answer.ok) replace(PAGE, { area: village.code });
  };
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  return { part: { form, errors, change }, busy, problem, save };
}

function Plan({ village }: { village: DeskArea }): ReactNode {
  const { part, busy, problem, save } = usePlan(village);
  const wrong = Object.keys(part.errors).length;
  return (
    <DeskShell
      title={`开一轮推荐·${village.name}`}
      sub="推荐不是投票，提名另外在会上或纸上进行"
      current={PAGE}
      backTo="推荐"
      actions={
        <Button off={busy} onTap={() => void save()}>
          {busy ? '正在存' : '存好，等钥匙和签名'}
        </Button>
      }
      side={
        <>
          <Heading level={2} className="t2">
            存好以后
          </Heading>
          <WhatNext
            lines={[
              '每位受托人在自己的电脑上造这一轮的新钥匙。',
              '受托人和村选委会核对后签名，少一个都不会开始。',
              '到时间自动开始、自动截止。截止前谁也打不开。',
              '存好以后内容不能改，只能取消重开。',
            ]}
          />
        </>
      }
    >
      <Box className="desk-pad desk-form">
        {wrong > 0 ? <Note icon="bad" tone="red" title={`有 ${wrong} 处要改，已在下面写明`} /> : null}
        <NotDone title="没有存好" problem={problem} />
        <What {...part} />
        <When {...part} />
        <Who {...part} village={village} />
        <People {...part} />
      </Box>
    </DeskShell>
  );
}

/** Planning a round: what, when, who opens it, and who may be recommended. */
export default function PlanRecommendation(): ReactNode {
  return (
    <ForArea title="推荐" page="recommendation/plan/index" roles={STAFF} levels={['village']}>
      {(village) => <Plan key={village.code} village={village} />}
    </ForArea>
  );
}
