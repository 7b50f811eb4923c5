import type { PagePath } from './pages';
import { useSession } from './session';
import { createStore, useStore } from './store';

/** Something a person finished on this phone that had to wait for a network, and how it stands. */
export interface Waiting {
  /** Whose it is: a family may share a phone. */
  readonly person: string;
  /** 村委会主任的推荐 */
  readonly what: string;
  /** Seconds: until then it counts. */
  readonly until: number;
  readonly state:
    | { readonly kind: 'waiting'; readonly needsSignIn: boolean }
    /** It went out with nobody looking. */
    | { readonly kind: 'arrived' }
    | { readonly kind: 'given-up'; readonly title: string; readonly words: string };
  /** The page that shows it. */
  readonly page: PagePath;
  readonly query: Readonly<Record<string, string>>;
  /** Read: it need not be said any more. */
  readonly onRead: () => void;
}

/**
 * What the features say of their own: they keep and send it, the home page only shows it. In memory; whoever keeps
 * something says it again when the app opens.
 */
export const waiting = createStore<readonly Waiting[]>([]);

/** What waits for the person who is signed in; for everybody of this phone when nobody is. */
export function useWaiting(): readonly Waiting[] {
  const person = useSession()?.person;
  return useStore(waiting).filter((one) => person === undefined || one.person === person);
}
