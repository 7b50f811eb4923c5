import type { Chosen } from './chosen';

// Recording what somebody says. voice.weapp.ts is the other half.

/** A recording that runs; ended, it is a file. */
export interface Recording {
  readonly end: () => Promise<Chosen | undefined>;
}

/** Begins to record; absent in a browser, whose own file chooser lets one record. */
export const record: ((name: string) => Promise<Recording | undefined>) | undefined = undefined;
