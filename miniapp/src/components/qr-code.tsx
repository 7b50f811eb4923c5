import type { ReactNode } from 'react';
import { renderSVG } from 'uqr';

/** A QR code of a text, black on white. H5 only. */
export function QrCode({ text, label }: { text: string; label: string }): ReactNode {
  const source = `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 2 }))}`;
  return <img className="qr" src={source} alt={label} />;
}
