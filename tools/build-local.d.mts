/** Builds local/main.ts and answers where it lies. */
export function buildLocal(): Promise<string>;
