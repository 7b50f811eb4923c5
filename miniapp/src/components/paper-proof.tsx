import type { ReactNode } from 'react';
import { inFours, PAPER_PATH, paperCode } from '#shared/transparency/paper-code';
import type { ProvenLeaf } from '#shared/transparency/proof';
import { siteAddress } from '../platform/device';
import { Box } from './native';
import { QrCode } from './qr-code';

/** Where the QR code of a printed document leads: WeChat opens the mini-program by it, a browser the proof's page. */
export function paperAddress({ hash, index }: ProvenLeaf): string {
  return `${siteAddress() ?? ''}${PAPER_PATH}${paperCode(hash, index)}`;
}

/** Where a leaf stands, in words that can be read out and compared. */
export function paperWords({ hash, index }: ProvenLeaf): string {
  return `公开日志第 ${index + 1} 条　${inFours(hash).join(' ')}`;
}

/** What a page carries on paper so that its proof is found again. paper-proof.weapp.tsx is the other half. */
export function PaperProof({ proven }: { proven: ProvenLeaf }): ReactNode {
  return (
    <Box className="on-paper">
      <QrCode text={paperAddress(proven)} label="二维码：在手机上看有没有改动" />
      <Box>{paperWords(proven)}</Box>
    </Box>
  );
}
