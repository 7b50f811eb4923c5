/** One line of the log: never a body, a name, an id of a person or a token. */
export interface LogLine {
  level: 'info' | 'warn' | 'error';
  event: string;
  [detail: string]: string | number | undefined;
}

export type Log = (line: LogLine) => void;

const RANK = { info: 0, warn: 1, error: 2 } as const;

/** Writes JSON lines from a level up; `ballotbox` and `tipline` start at `warn`. */
export function jsonLog(write: (line: string) => void, from: LogLine['level'] = 'info'): Log {
  return (line) => {
    if (RANK[line.level] >= RANK[from]) write(JSON.stringify(line));
  };
}
