/** Builds `<name>.ts`, such as `verify/witness`, into one file; answers where it lies, and what went into it. */
export function buildProgram(name: string): Promise<{ outfile: string; inputs: string[] }>;
/** Builds the witness and answers where it lies. */
export function buildWitness(): Promise<string>;
