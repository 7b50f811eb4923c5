import type { Pace } from './speech';

// The mini-program has no voice of its own (the speech plugin is out of maintenance): recordings come as attachments.

/** Whether this device can read Chinese aloud. */
export function canSpeak(): boolean {
  return false;
}

/** Reads nothing here. */
export function speak(_parts: readonly string[], _pace: Pace, at: (part: number) => void): () => void {
  at(-1);
  return () => undefined;
}
