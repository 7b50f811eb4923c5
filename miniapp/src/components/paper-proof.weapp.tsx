import type { ReactNode } from 'react';

// A mini-program does not print. paper-proof.tsx is the other half.

/** Nothing. */
export function PaperProof(): ReactNode {
  return null;
}
