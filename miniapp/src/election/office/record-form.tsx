import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type Step, StepRecord } from '#shared/election/contract';
import type { Id } from '#shared/ids';
import { listMinutes } from '#shared/meeting/contract';
import { unfitRecord } from '#shared/meeting/rules';
import { officeNotices } from '#shared/notice/contract';
import type { OfficeNoticeLine } from '#shared/notice/notice';
import { dateOfDay, dayOf, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Field } from '../../components/field';
import { Box, Para } from '../../components/native';
import { today } from '../../platform/clock';
import { useRead } from '../../platform/read';

interface Props {
  area: AreaCode;
  step: Step;
  onStore: (record: StepRecord) => Promise<void>;
}

interface Text {
  title: string;
  day: string;
  place: string;
  notice: Id | undefined;
  minutes: Id | undefined;
}

const MEND = {
  title: '写明是什么，2 到 80 个字',
  day: '选凭据做成的那天，不能晚于今天',
  place: '最多 60 个字',
};

function recordOf(
  step: Step,
  { title, day, place, notice, minutes }: Text,
): StepRecord | Map<string, string> {
  const read = StepRecord.safeParse({
    step: step.id,
    title,
    day,
    ...(place.trim() !== '' && { place }),
    ...(notice && { notice }),
    ...(minutes && { minutes }),
  });
  const late = day > dateOfDay(today());
  if (read.success && !late) return read.data;
  const fields = read.success ? ['day'] : read.error.issues.map(({ path }) => String(path[0]));
  return new Map(Object.entries(MEND).filter(([field]) => fields.includes(field)));
}

/** Puts down what shows a step done: a notice published here, signed minutes, or a paper with where it is kept. */
export function RecordForm({ area, step, onStore }: Props): ReactNode {
  const [text, setText] = useState<Text>({
    title: '',
    day: dateOfDay(today()),
    place: '',
    notice: undefined,
    minutes: undefined,
  });
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const change = (part: Partial<Text>) => setText((now) => ({ ...now, ...part }));
  const store = () => {
    const read = recordOf(step, text);
    setErrors(read instanceof Map ? read : new Map());
    if (!(read instanceof Map)) void onStore(read);
  };
  return (
    <Box className="desk-form">
      <Notices area={area} chosen={text.notice} onChoose={change} />
      <Meetings area={area} step={step} chosen={text.minutes} onChoose={change} />
      <Field
        label={`是什么：${step.title}`}
        hint={`例如：${step.output}`}
        value={text.title}
        error={errors.get('title')}
        onInput={(title) => change({ title })}
      />
      <Box className="short">
        <Field
          kind="date"
          label="哪一天做成的"
          value={text.day}
          error={errors.get('day')}
          onInput={(day) => change({ day })}
        />
        <Field
          label="第几号，或者纸放在哪里"
          value={text.place}
          error={errors.get('place')}
          onInput={(place) => change({ place })}
        />
      </Box>
      <Box className="row mt12">
        <Button kind="second" onTap={store}>
          存下凭据
        </Button>
      </Box>
    </Box>
  );
}

interface NoticesProps {
  area: AreaCode;
  chosen: Id | undefined;
  onChoose: (part: Partial<Text>) => void;
}

/** The newest published notices of the village: choosing one fills the rest in. */
function Notices({ area, chosen, onChoose }: NoticesProps): ReactNode {
  const { reading } = useRead(officeNotices, { params: { area } });
  const notices = reading.kind === 'ready' ? reading.value.notices : [];
  const published = notices.flatMap((line) =>
    line.state.kind === 'published' ? [textOf(line, line.state)] : [],
  );
  if (published.length === 0) return null;
  return (
    <>
      <Para className="lab mt12">已经公布的公告，选一份；纸质的就不选</Para>
      <ChoiceList
        one
        label="已经公布的公告"
        choices={published.map(({ id, text }) => ({ id, name: `${text.place}${text.title}` }))}
        chosen={chosen ? [chosen] : []}
        onToggle={(id) => {
          const picked = published.find((one) => one.id === id && id !== chosen);
          onChoose(picked ? { ...picked.text, minutes: undefined } : { notice: undefined });
        }}
      />
    </>
  );
}

/** Signed minutes whose meeting decided this step: choosing one fills the rest in. */
function Meetings({ area, step, chosen, onChoose }: NoticesProps & { step: Step }): ReactNode {
  const { reading } = useRead(listMinutes, { params: { area } });
  const all = reading.kind === 'ready' ? reading.value.minutes : [];
  const fit = all.filter((one) => !unfitRecord(one, { step: step.id, day: one.text.day }));
  if (fit.length === 0) return null;
  return (
    <>
      <Para className="lab mt12">签了名的会议记录，办了这一步的</Para>
      <ChoiceList
        one
        label="签了名的会议记录"
        choices={fit.map(({ id, text }) => ({
          id,
          name: `${text.group}${text.kind}记录 ${sayDate(text.day)}`,
        }))}
        chosen={chosen ? [chosen] : []}
        onToggle={(id) => {
          const picked = fit.find((one) => one.id === id && id !== chosen);
          if (!picked) {
            onChoose({ minutes: undefined });
            return;
          }
          const { group, kind, day } = picked.text;
          onChoose({ title: `${group}${kind}记录`, place: '', day, minutes: picked.id, notice: undefined });
        }}
      />
    </>
  );
}

function textOf({ id, title, number }: OfficeNoticeLine, { publishedAt }: { publishedAt: number }) {
  const place = number === undefined ? '' : `第${number}号`;
  return { id, text: { title, place, day: dateOfDay(dayOf(publishedAt)), notice: id } };
}
