/** The style sheet that a set of tokens makes. */
export function sheetOf(tokens: unknown): string;
