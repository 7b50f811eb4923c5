import { type ReactNode, useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { putContact, type Registration, tellRegistration, WAYS } from '#shared/registration/contract';
import { dateOfDay, LegalDate, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Segmented } from '../../components/segmented';
import { today } from '../../platform/clock';
import { freshId } from '../../platform/fresh-id';
import { type Outcome, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { sayAnswer, sayPart } from '../words';
import type { Person } from './people';

interface Props {
  area: AreaCode;
  person: Person;
  onChanged: (after: Registration) => void;
}

/** One person: what was answered and tried, and where more of it is put down. */
export function PersonSide({ area, person, onChanged }: Props): ReactNode {
  const { entry, known } = person;
  return (
    <>
      <Heading level={2} className="t2">
        {entry.name}
      </Heading>
      <KeyValue name="组">{entry.group}</KeyValue>
      <KeyValue name="类别">{entry.category}</KeyValue>
      <KeyValue name="身份证号">{`尾号 ${entry.idLastFour}`}</KeyValue>
      {known.answers.map((answer, i) => (
        // The order of the answers is their identity.
        <KeyValue key={`answer-${i + 1}`} name={sayPart(answer)}>
          {sayAnswer(answer)}
        </KeyValue>
      ))}
      {known.contacts.map(({ id, day, way, reached, came }) => (
        <KeyValue key={id} name={`${sayDate(day)} ${way}`}>
          {`${reached ? '联系上了' : '没有联系上'}：${came}`}
        </KeyValue>
      ))}
      <Tell {...{ area, person, onChanged }} />
      <Try {...{ area, person, onChanged }} />
    </>
  );
}

/** Sends one form, and says what hinders it. */
function useSending(onChanged: Props['onChanged']) {
  const { busy, problem, act } = useAct();
  const put = async (work: () => Promise<Outcome<Registration>>): Promise<boolean> => {
    const answer = await act(work);
    if (answer.ok) onChanged(answer.value);
    return answer.ok;
  };
  const said = problem ? (
    <Note icon="bad" tone="red" title="没有记下">
      {problem.fields?.[0]?.message ?? problem.title}
    </Note>
  ) : null;
  return { said, busy, put };
}

const PARTS = [
  { value: 'yes', text: '参加' },
  { value: 'no', text: '不参加' },
] as const;
const HOW = [
  { value: 'counter', text: '本人当面说' },
  { value: 'family', text: '家里人带话' },
] as const;

function Tell({ area, person, onChanged }: Props): ReactNode {
  const [part, setPart] = useState<'yes' | 'no'>('yes');
  const [how, setHow] = useState<'counter' | 'family'>('counter');
  const [word, setWord] = useState('');
  const { said, busy, put } = useSending(onChanged);
  const tell = async (): Promise<void> => {
    const told = { takesPart: part === 'yes', on: dateOfDay(today()) };
    const body = how === 'family' ? ({ how, ...told, word } as const) : ({ how, ...told } as const);
    const params = { area, entry: person.entry.entry };
    if (await put(() => send(tellRegistration, { params, body }))) setWord('');
  };
  return (
    <Box className="mt16">
      <Heading level={3} className="t3">
        记一次答复
      </Heading>
      {said}
      <Segmented label="参加还是不参加" options={PARTS} value={part} onChange={setPart} />
      <Box className="mt8">
        <Segmented label="谁说的" options={HOW} value={how} onChange={setHow} />
      </Box>
      {how === 'family' ? (
        <Field
          area
          label="谁带的话，本人怎么说"
          hint="本人在手机上看得到"
          rows={2}
          max={120}
          value={word}
          onInput={setWord}
        />
      ) : null}
      <Box className="mt8">
        <Button off={busy || (how === 'family' && word.trim().length < 4)} onTap={() => void tell()}>
          {busy ? '正在记' : '记下答复'}
        </Button>
      </Box>
    </Box>
  );
}

const REACHED = [
  { value: 'no', text: '没有联系上' },
  { value: 'yes', text: '联系上了' },
] as const;

function Try({ area, person, onChanged }: Props): ReactNode {
  const [day, setDay] = useState<string>(() => dateOfDay(today()));
  const [way, setWay] = useState<(typeof WAYS)[number]>('电话');
  const [reached, setReached] = useState<'yes' | 'no'>('no');
  const [came, setCame] = useState('');
  const id = useRef<Id>(undefined);
  const { said, busy, put } = useSending(onChanged);
  const note = async (): Promise<void> => {
    const on = LegalDate.safeParse(day);
    if (!on.success) return;
    id.current ??= await freshId();
    const params = { area, entry: person.entry.entry, id: id.current };
    const body = { day: on.data, way, reached: reached === 'yes', came };
    if (!(await put(() => send(putContact, { params, body })))) return;
    id.current = undefined;
    setCame('');
  };
  return (
    <Box className="mt16">
      <Heading level={3} className="t3">
        记一次联系
      </Heading>
      {said}
      <Segmented
        label="怎么联系的"
        options={WAYS.map((value) => ({ value, text: value }))}
        value={way}
        onChange={setWay}
      />
      <Field label="哪天" kind="date" value={day} onInput={setDay} />
      <Segmented label="联系上没有" options={REACHED} value={reached} onChange={setReached} />
      <Field
        label="结果"
        hint="比如：没有人接；说下周回来"
        max={100}
        value={came}
        onInput={(text) => {
          // Other words are another attempt.
          id.current = undefined;
          setCame(text);
        }}
      />
      <Button kind="second" off={busy || came.trim().length < 2} onTap={() => void note()}>
        {busy ? '正在记' : '记下这次联系'}
      </Button>
      <Para className="then">本人在手机上看得到每一次联系。</Para>
    </Box>
  );
}
