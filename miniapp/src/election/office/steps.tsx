import type { ReactNode } from 'react';
import { isFixed } from '#shared/election/steps';
import type { Step } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import { Link } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Words } from '../../components/native';
import { sayStepDays } from '../timetable/dates';
import type { FormPart } from './plan-fields';

/** Every step as the plan lays it; each can be given days of its own, with the reason. */
export function Steps({ steps, ...part }: FormPart & { steps: readonly Step[] }): ReactNode {
  return steps.map((step, i) => {
    const isFirst = step.stage !== steps[i - 1]?.stage || i === 0;
    return (
      <Box key={step.id}>
        {isFirst ? (
          <Heading level={3} className="h mt16">
            {step.stage === undefined
              ? '村（社区）党组织换届'
              : `${step.stage}. ${STAGES[step.stage - 1] ?? ''}`}
          </Heading>
        ) : null}
        <PlannedStep {...part} step={step} />
      </Box>
    );
  });
}

function PlannedStep({ step, form, errors, change }: FormPart & { step: Step }): ReactNode {
  const at = form.changes.findIndex((one) => one.step === step.id);
  const own = form.changes[at];
  const begin = () => {
    const { firstDay, lastDay } = step;
    change({ changes: [...form.changes, { step: step.id, firstDay, lastDay, reason: '' }] });
  };
  const stop = () => change({ changes: form.changes.filter((one) => one.step !== step.id) });
  return (
    <Box className="thing">
      <Box className="row wrap">
        <Words className="b grow">{step.title}</Words>
        <Words className="mr16">{sayStepDays(step)}</Words>
        {isFixed(form.body, step.id) ? null : (
          <Link label={`${own ? '不另定' : '另定日期'}：${step.title}`} onTap={own ? stop : begin}>
            {own ? '不另定' : '另定日期'}
          </Link>
        )}
      </Box>
      <Box className="tl mute">{`${step.actor}${step.basis === undefined ? '' : `·${step.basis}`}`}</Box>
      {own ? (
        <OwnDays
          own={own}
          title={step.title}
          error={errors.get(`changes.${at}`)}
          onChange={(next) =>
            change({ changes: form.changes.map((one, i) => (i === at ? { ...one, ...next } : one)) })
          }
        />
      ) : null}
    </Box>
  );
}

interface OwnDaysProps {
  own: FormPart['form']['changes'][number];
  title: string;
  error: string | undefined;
  onChange: (part: Partial<OwnDaysProps['own']>) => void;
}

/** 一村一策 */
function OwnDays({ own, title, error, onChange }: OwnDaysProps): ReactNode {
  return (
    <Box className="desk-form">
      <Box className="row top short">
        <Box className="grow">
          <Field
            kind="date"
            label={`第一天：${title}`}
            value={own.firstDay}
            onInput={(firstDay) => onChange({ firstDay })}
          />
        </Box>
        <Box className="grow ml12">
          <Field
            kind="date"
            label={`最后一天：${title}`}
            value={own.lastDay}
            onInput={(lastDay) => onChange({ lastDay })}
          />
        </Box>
      </Box>
      <Field
        label={`为什么另定：${title}`}
        hint="村民在时间表上看得到。"
        value={own.reason}
        error={error}
        onInput={(reason) => onChange({ reason })}
      />
    </Box>
  );
}
