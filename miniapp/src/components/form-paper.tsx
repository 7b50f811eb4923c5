import type { ReactNode } from 'react';
import { print } from '../platform/device';
import { Button } from './button';
import './form-paper.css';
import { Box, Root, Words } from './native';

/** A form on A4 as an office prints, signs and stamps it; on the screen with a way back. H5 only. */
export function FormPaper({
  title,
  number,
  paragraphs,
  sign,
  advice,
  onBack,
}: {
  title: string;
  number?: string;
  paragraphs: readonly string[];
  /** Who stands under it, and the day. */
  sign: readonly [string, string];
  advice: string;
  onBack: () => void;
}): ReactNode {
  return (
    <Root factor={1} className="page desk form-page">
      <Box className="form-bar">
        <Button kind="second" onTap={onBack}>
          回去
        </Button>
        {print ? (
          <Button icon="print" onTap={print}>
            打印
          </Button>
        ) : null}
        <Words className="mute tl">{advice}</Words>
      </Box>
      <div className="form-a4">
        <h1 className="form-title">{title}</h1>
        {number === undefined ? null : <div className="form-no">{number}</div>}
        {paragraphs.map((text, i) => (
          // The order of the paragraphs is their identity.
          <p key={`paragraph-${i + 1}`}>{text}</p>
        ))}
        <div className="form-sign">
          <div>{sign[0]}</div>
          <div>（盖章）</div>
          <div>{sign[1]}</div>
        </div>
      </div>
    </Root>
  );
}
