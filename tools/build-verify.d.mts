/** Builds `verify/<name>.ts` into one file; answers where it lies, and what went into it. */
export function buildVerify(name: string): Promise<{ outfile: string; inputs: string[] }>;
/** Builds the witness and answers where it lies. */
export function buildWitness(): Promise<string>;
