import { useSyncExternalStore } from 'react';

/** The width of a phone's browser ends here, in pixels; desk.css folds the rail at the same. */
export const PHONE = 700;

function listen(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** Whether the window is narrower than so many pixels; kept up to date. */
export function useNarrowerThan(width: number): boolean {
  return useSyncExternalStore(listen, () => window.innerWidth < width);
}
