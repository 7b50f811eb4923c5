/** Builds an entry into a file below the root; answers where it lies. */
export function bundle(entry: string, output: string): Promise<string>;
/** Builds local/main.ts and answers where it lies. */
export function buildLocal(): Promise<string>;
