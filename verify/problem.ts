import { member } from './text';

/** What is wrong, in one sentence that names the place. Everything expected to go wrong here is thrown as one. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** Why nothing was found out: no answer, or a question that cannot be asked. It says nothing against the log. */
export class Unchecked extends Problem {}

/** The same problem, named with where it arose; anything else is a bug and goes on. */
function placed(place: string, error: unknown): Problem {
  const sentence = `${place}: ${sentenceOf(error)}`;
  const options = { cause: error };
  return error instanceof Unchecked ? new Unchecked(sentence, options) : new Problem(sentence, options);
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
    throw placed(place, error);
  }
}

/** Waits for a step; a problem in it is named with where it arose. */
export async function within<T>(place: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw placed(place, error);
  }
}

/** What the platform says of an error of its own. */
export function messageOf(error: unknown): string {
  const cause = member(error, 'cause') ?? error;
  const message = member(cause, 'message');
  return typeof message === 'string' && message.length > 0 ? message : 'for an unknown reason';
}
