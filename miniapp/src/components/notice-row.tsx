import type { ReactNode } from 'react';
import { type NoticeLine, STAGES } from '#shared/notice/notice';
import { sayMoment } from '#shared/time';
import { Box, Words } from './native';
import { Pill, Pills } from './pill';
import { Row } from './row';
import { unbroken } from './unbroken';
import { useSettings } from '../platform/settings';

/** 11月26日 of a moment. */
export function sayDay(seconds: number): string {
  return sayMoment(seconds).split('（')[0] ?? '';
}

function change(line: NoticeLine): ReactNode {
  if (line.state === 'withdrawn') return <Box>{unbroken(`撤回原因：${line.reason ?? '没有写'}`)}</Box>;
  if (line.state === 'erased') return <Box>{unbroken(`删除原因：${line.reason ?? '没有写'}`)}</Box>;
  if (line.version < 2) return null;
  // A reason that names its day need not be dated again.
  const dated = /\d月\d/.test(line.reason ?? '') ? '' : `${sayDay(line.changedAt)}，`;
  const why = line.reason ? `：${dated}${line.reason}` : '';
  return <Box className="c-due b">{unbroken(`第 ${line.version} 版${why}`)}</Box>;
}

/** In the list of one's own village its name before each issuer says nothing. */
function shortIssuer(issuer: string, village: string | undefined): string {
  return village !== undefined && issuer.startsWith(village) ? issuer.slice(village.length) : issuer;
}

/** A notice in a list: read state and stage, title in full, issuer and number and date, what changed and why. */
export function NoticeRow({
  line,
  seen,
  onTap,
}: {
  line: NoticeLine;
  seen: boolean;
  onTap: () => void;
}): ReactNode {
  const { village } = useSettings();
  const number = line.number === undefined ? '' : `第${line.number}号`;
  return (
    <Row
      onTap={onTap}
      above={
        <Pills>
          {seen ? (
            <Pill icon="check">看过</Pill>
          ) : (
            <Pill icon="notice" tone="act">
              没看
            </Pill>
          )}
          {line.state === 'published' ? (
            <Pill icon="flow">{STAGES[line.stage - 1] ?? ''}</Pill>
          ) : (
            <Pill icon="bad" tone="red">
              {line.state === 'withdrawn' ? '已撤回' : '已删除'}
            </Pill>
          )}
        </Pills>
      }
      name={line.title}
      news={
        <>
          <Words>
            {unbroken(`${shortIssuer(line.issuer, village?.name)}${number}·${sayDay(line.publishedAt)}`)}
          </Words>
          {change(line)}
        </>
      }
    />
  );
}
