// First: zod must be told to work without `new Function` before any schema is made.
import '#shared/jitless';
import type { PropsWithChildren, ReactNode } from 'react';
import './app.css';
import { askAgain } from './identity/background';
import { loadAhead } from './more/background';
import { coverAtTimes } from './platform/cover';
import { listenForBack } from './platform/history';
import { forgetTokensWithPerson } from './platform/tokens';
import { keepSending } from './recommendation/person/background';

listenForBack();
askAgain();
keepSending();
forgetTokensWithPerson();
loadAhead();
coverAtTimes();

export default function App({ children }: PropsWithChildren): ReactNode {
  return children;
}
