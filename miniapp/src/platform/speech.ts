// Reading notices aloud with the browser's own voice. speech.weapp.ts is the other half.

const RATE = { 慢: 0.75, 正常: 1, 快: 1.3 } as const;

export type Pace = keyof typeof RATE;

/** Whether this device can read Chinese aloud. */
export function canSpeak(): boolean {
  return typeof globalThis.speechSynthesis !== 'undefined';
}

/** Reads the parts one after the other and says which one; -1 when done. Returns how to stop. */
export function speak(parts: readonly string[], pace: Pace, at: (part: number) => void): () => void {
  const voice = globalThis.speechSynthesis;
  let over = false;
  const read = (part: number): void => {
    const text = parts[part];
    if (over || text === undefined) {
      at(-1);
      return;
    }
    at(part);
    const line = new SpeechSynthesisUtterance(text);
    line.lang = 'zh-CN';
    line.rate = RATE[pace];
    line.onend = () => {
      if (!over) read(part + 1);
    };
    line.onerror = () => {
      if (!over) at(-1);
      over = true;
    };
    voice.speak(line);
  };
  voice.cancel();
  read(0);
  return () => {
    over = true;
    voice.cancel();
    at(-1);
  };
}
