import { type ReactNode, useState } from 'react';
import { sayStruck } from '#shared/election/acted-for';
import { type KeptRecord, type Step, StepRecord, type Timetable } from '#shared/election/contract';
import { sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { Field } from '../../components/field';
import { Icon } from '../../components/icon';
import { Box, Para, Words } from '../../components/native';

interface Props {
  table: Timetable;
  step: Step;
  onStrike: (record: StepRecord, reason: string) => Promise<boolean>;
}

/** What shows a step done, each of which can be struck with a reason; and what was struck. */
export function StepRecords({ table, step, onStrike }: Props): ReactNode {
  const struck = (table.struck ?? []).filter(({ record }) => record.step === step.id);
  return (
    <>
      {table.records
        .filter((record) => record.step === step.id)
        .map((record) => (
          <Kept key={JSON.stringify(record)} record={record} onStrike={onStrike} />
        ))}
      {struck.map((one) => (
        <Box key={sayStruck(one)} className="tl mute">
          {sayStruck(one)}
        </Box>
      ))}
    </>
  );
}

const SHORTEST = 4;

function Kept({ record, onStrike }: { record: KeptRecord } & Pick<Props, 'onStrike'>): ReactNode {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { title, day, place } = record;
  const strike = async (): Promise<void> => {
    if (await onStrike(StepRecord.strip().parse(record), reason.trim())) setOpen(false);
  };
  return (
    <Box className="tl">
      <Box className="row wrap">
        <Box className="c-done grow">
          <Icon name="ok" size="small" />
          <Words className="ml4">{`${place ? `${place}·` : ''}${title} ${sayDate(day)}`}</Words>
        </Box>
        <Link label={`${open ? '不划去' : '存错了'}：${title}`} expanded={open} onTap={() => setOpen(!open)}>
          {open ? '不划去' : '存错了'}
        </Link>
      </Box>
      {open ? (
        <Box className="desk-form">
          <Field
            label={`哪里错了：${title}`}
            hint="村民在时间表上看得到，4 到 200 个字"
            max={200}
            value={reason}
            onInput={setReason}
          />
          <Box className="row mt8">
            <Button kind="danger" off={reason.trim().length < SHORTEST} onTap={() => void strike()}>
              划去这份凭据
            </Button>
          </Box>
          <Para className="then">划去的留着，写明更正。再存下对的那份；没有它，下一个阶段进不去。</Para>
        </Box>
      ) : null}
    </Box>
  );
}
