import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import { STAGES } from '#shared/notice/notice';
import { Field } from '../../../components/field';
import { Icon } from '../../../components/icon';
import { Box, Words } from '../../../components/native';
import { Attachments } from './attachments';
import type { Desk } from './use-notice';

interface Props {
  area: AreaCode;
  desk: Desk;
  /** The highest number of the area's notices so far. */
  lastNumber: number | undefined;
  /** Nothing may be changed now. */
  fixed: boolean;
}

/** The fields of a notice beside its text. */
export function Fields({ area, desk, lastNumber, fixed }: Props): ReactNode {
  const { form, errors, change } = desk;
  return (
    <Box className="write-fields">
      <Field
        area
        rows={2}
        label="标题"
        value={form.title}
        disabled={fixed}
        error={errors.title}
        onInput={(title) => change({ title: title.replace(/\n/g, '') })}
      />
      <Box className="row top">
        <Box className="write-number">
          <Field
            kind="digits"
            label="公告号"
            value={form.number}
            disabled={fixed}
            error={errors.number}
            onInput={(number) => change({ number })}
          />
        </Box>
        {lastNumber === undefined || fixed ? null : (
          <Words className="hint write-last">{`上一号是第${lastNumber}号`}</Words>
        )}
      </Box>
      <Field
        label="谁发布"
        value={form.issuer}
        disabled={fixed}
        error={errors.issuer}
        onInput={(issuer) => change({ issuer })}
      />
      <StageField value={form.stage} fixed={fixed} onChange={(stage) => change({ stage })} />
      {fixed && form.attachments.length === 0 ? null : (
        <Attachments
          area={area}
          noticeId={desk.noticeId}
          attachments={form.attachments}
          fixed={fixed}
          onChange={desk.changeAttachments}
        />
      )}
    </Box>
  );
}

function StageField({
  value,
  fixed,
  onChange,
}: {
  value: number;
  fixed: boolean;
  onChange: (stage: number) => void;
}): ReactNode {
  return (
    <Box className="field">
      <label className="lab" htmlFor="notice-stage">
        环节
      </label>
      <Box className="inp">
        <select
          id="notice-stage"
          className="control"
          value={value}
          disabled={fixed}
          onChange={(e) => onChange(Number(e.target.value))}
        >
          {STAGES.map((name, i) => (
            <option key={name} value={i + 1}>
              {`${i + 1} ${name}`}
            </option>
          ))}
        </select>
        <Icon name="down" size="small" />
      </Box>
    </Box>
  );
}
