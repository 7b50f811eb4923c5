import type { ReactNode } from 'react';
import { Words } from '../../components/native';

/** What two people compare by telephone: on lines of its own, so that it breaks alike on both screens. */
export function CheckCode({ code }: { code: string }): ReactNode {
  return <Words className="device-code check-code">{code}</Words>;
}
