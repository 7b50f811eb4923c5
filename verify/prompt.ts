/** Asks for what nobody else may see. */
import type { ReadStream } from 'node:tty';

/** The longest line that is read. */
const LONGEST = 400;
const [ENTER, DELETE, CANCEL] = ['\r', '\u007f', '\u0003'];

/** Reads one line from standard input; at a terminal it is asked for, and stars stand for what is typed. */
export async function askLine(
  question: string,
  input: ReadStream,
  show: (text: string) => void,
): Promise<string> {
  if (!input.isTTY) return firstLine(input);
  show(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  try {
    return await typedLine(input, show);
  } finally {
    input.setRawMode(false);
    input.pause();
    show('\n');
  }
}

async function firstLine(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes('\n') || text.length > LONGEST) break;
  }
  return text.split('\n')[0] ?? '';
}

async function typedLine(
  input: AsyncIterable<Buffer | string>,
  show: (text: string) => void,
): Promise<string> {
  let line = '';
  for await (const chunk of input) {
    for (const key of String(chunk)) {
      if (key === CANCEL || key === ENTER || key === '\n') return key === CANCEL ? '' : line;
      if (key === DELETE || key === '\b') {
        if (line.length > 0) show('\b \b');
        line = line.slice(0, -1);
      } else if (/[\d\s-]/.test(key) && line.length < LONGEST) {
        line += key;
        show(/\d/.test(key) ? '*' : key);
      }
    }
  }
  return line;
}
