import * as z from 'zod';
import { base64urlOf } from '../ids';

/** Where the proof of a version is found: the hash of its leaf in the public log, and the nonce of its commitment. */
export const Logged = z.object({ leaf: base64urlOf(32), nonce: base64urlOf(16) });
export type Logged = z.output<typeof Logged>;
