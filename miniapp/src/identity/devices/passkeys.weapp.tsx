import type { ReactNode } from 'react';

/** Passkeys are a desk's. */
export function Passkeys(): ReactNode {
  return null;
}
