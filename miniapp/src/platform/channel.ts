import { go } from './navigate';

/** What somebody opens the sealed channel for; in memory only, since WeChat's console counts visits by page path. */
type Errand = 'write' | 'follow';

let errand: Errand = 'write';

/** Opens the channel. Its page has one path, whatever it is opened for. */
export function openChannel(why: Errand): void {
  errand = why;
  go('more/index');
}

/** What the channel was opened for last. */
export function errandNow(): Errand {
  return errand;
}
