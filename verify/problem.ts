/** What is wrong, in one sentence that names the place. Everything expected to go wrong here is thrown as one. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** The sentence of a problem; anything else is a bug and goes on. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  throw error;
}

/** Runs a step; a problem in it is named with where it arose. */
export function at<T>(place: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new Problem(`${place}: ${sentenceOf(error)}`, { cause: error });
  }
}
