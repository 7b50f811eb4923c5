/** Text that somebody wrote, in every contract. */
import * as z from 'zod';
import { isWellFormed } from './crypto/utf8';

/** Any text that can be written as UTF-8: half of a cut emoji, which nothing could hash or store, is refused. */
export const Text = z.string().refine(isWellFormed, '里面有半个字符（比如没打完整的表情），请删掉');
