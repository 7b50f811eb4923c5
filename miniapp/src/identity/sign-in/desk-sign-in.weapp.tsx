import type { ReactNode } from 'react';

/** A mini-program has no desk. */
export function DeskSignIn(): ReactNode {
  return null;
}
