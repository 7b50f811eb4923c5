/** Sizes and counts of a round that its contracts name. Apart from the arithmetic, so that pages which only read a round do not load it. */

/** A choice has room for this many names. */
export const MOST_NAMES = 15;
/** Indices are u16 and 0xffff is the fill. */
export const MOST_ELIGIBLE = 0xfffe;
/** A change is the next version, up to this one. */
export const LAST_VERSION = 255;
/** A record for the greatest number of trustees there can be stays below this. */
export const MOST_RECORD_BYTES = 2048;
