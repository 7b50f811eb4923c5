import type { ReactNode } from 'react';
import { classes } from '../../components/element';
import { Rich } from '../../components/native';
import { blocksOf, endsSigned } from '../detail/blocks';
import './sheet.css';
import { isSigned, sayYearDay } from './words';

interface Props {
  issuer: string;
  number: number | undefined;
  title: string;
  html: string;
  /** Seconds: the day under the name. */
  signedAt: number;
  /** Under the line: the QR code and what it is for. */
  foot?: ReactNode;
}

/** A notice on A4 as it hangs on the wall: GB/T 9704 margins, black only, long ones go on a second page. */
export function Sheet({ issuer, number, title, html, signedAt, foot }: Props): ReactNode {
  return (
    <div className="a4">
      <h1 className="a4-title">{title}</h1>
      {number === undefined ? null : <div className="a4-no">{`（第${number}号）`}</div>}
      <Rich className={classes('a4-text', endsSigned(blocksOf(html), issuer) && 'signs')} html={html} />
      {isSigned(html, issuer) ? null : (
        <div className="a4-sign">
          <div>{issuer}</div>
          <div>{sayYearDay(signedAt)}</div>
        </div>
      )}
      {foot ? <div className="a4-foot">{foot}</div> : null}
    </div>
  );
}
