/** A passphrase from whoever sits at this computer: not shown while it is typed. */
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/** Fewer characters are tried out by one computer in days, whatever each try costs. */
export const LEAST_CHARACTERS = 12;

/** Reads lines one by one, from a terminal without showing them, or from a pipe. */
export class Passphrases {
  private readonly lines: Interface;
  private readonly given: AsyncIterator<string, undefined>;

  constructor() {
    const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
    const terminal = process.stdin.isTTY;
    this.lines = createInterface({ input: process.stdin, ...(terminal && { output: unseen, terminal }) });
    this.given = this.lines[Symbol.asyncIterator]();
  }

  /** The next line, or an empty text when there is none. */
  async ask(question: string): Promise<string> {
    process.stderr.write(question);
    const given = await this.given.next();
    process.stderr.write('\n');
    return given.done === true ? '' : given.value;
  }

  close(): void {
    this.lines.close();
  }
}
