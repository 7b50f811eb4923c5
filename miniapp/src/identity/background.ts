import { proveBy } from '../platform/request';

/** Lets acts that ask for it have the person prove again who they are: in a dialog, loaded when it is first needed. */
export function askAgain(): void {
  proveBy(async () => (await import('./again/dialog')).askInDialog());
}
