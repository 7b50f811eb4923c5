import { type ReactNode, useState } from 'react';
import { STAGES } from '#shared/notice/notice';
import { classes } from '../../../components/element';
import { Box, Heading, Rich } from '../../../components/native';
import { Pill } from '../../../components/pill';
import { Segmented } from '../../../components/segmented';
import { now } from '../../../platform/clock';
import { blocksOf, endsSigned } from '../../detail/blocks';
import { Sheet } from '../sheet';
import { isSigned, sayYearDay } from '../words';
import type { Form } from './form';

const LOOKS = [
  { value: 'phone', text: '手机' },
  { value: 'paper', text: '打印' },
] as const;

function numberWords(number: string): string {
  return number.trim() === '' ? '' : `　第${number.trim()}号`;
}

/** How it will look on a phone and on the wall, while it is written. */
export function Preview({ form, signedAt }: { form: Form; signedAt: number | undefined }): ReactNode {
  const [look, setLook] = useState<(typeof LOOKS)[number]['value']>('phone');
  return (
    <>
      <Segmented label="样子" options={LOOKS} value={look} onChange={setLook} />
      {look === 'phone' ? (
        <Box className="box write-phone mt12">
          <Box className="tl mute">{`${form.issuer}${numberWords(form.number)}`}</Box>
          <Heading level={3} className="write-phone-title">
            {form.title === '' ? '（标题）' : form.title}
          </Heading>
          <Pill icon="flow">{STAGES[form.stage - 1] ?? ''}</Pill>
          <Rich
            className={classes('rich', endsSigned(blocksOf(form.html), form.issuer) && 'signs')}
            html={form.html === '' ? '<p>（正文）</p>' : form.html}
          />
          {isSigned(form.html, form.issuer) ? null : (
            <Box className="sign">
              <Box>{form.issuer}</Box>
              <Box>{sayYearDay(signedAt ?? now())}</Box>
            </Box>
          )}
        </Box>
      ) : (
        <Box className="write-paper mt12" hidden>
          <Box className="write-paper-in">
            <Sheet
              issuer={form.issuer}
              number={form.number.trim() === '' ? undefined : Number(form.number)}
              title={form.title}
              html={form.html}
              signedAt={signedAt ?? now()}
            />
          </Box>
        </Box>
      )}
    </>
  );
}
