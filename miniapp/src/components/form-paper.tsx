import type { ReactNode } from 'react';
import './form-paper.css';
import { PaperBar, PaperPage } from './paper-page';

/** A form on A4 as an office prints, signs and stamps it; on the screen with a way back. H5 only. */
export function FormPaper({
  title,
  number,
  to,
  paragraphs,
  sign,
  advice,
  onBack,
}: {
  title: string;
  number?: string;
  /** To whom it is, on a line of its own. */
  to?: string;
  paragraphs: readonly string[];
  /** What stands under it, line by line: who signs or stamps, and the day. */
  sign: readonly string[];
  advice: string;
  onBack: () => void;
}): ReactNode {
  return (
    <PaperPage>
      <PaperBar advice={advice} onBack={onBack} />
      <div className="form-a4">
        <h1 className="form-title">{title}</h1>
        {number === undefined ? null : <div className="form-no">{number}</div>}
        {to === undefined ? null : <div className="form-to">{to}</div>}
        {paragraphs.map((text, i) => (
          // The order of the paragraphs is their identity.
          <p key={`paragraph-${i + 1}`}>{text}</p>
        ))}
        <div className="form-sign">
          {sign.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      </div>
    </PaperPage>
  );
}
