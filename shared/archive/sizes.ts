/** Sizes of an archive, in bytes where nothing else is said, and what its file is called by. */
import { SEALED_PIECE_BYTES } from '../tip/sizes';

/** One seal of its key: 32 encapsulated key, 32 key, 16 tag. */
export const ARCHIVE_SLOT_BYTES = 80;

/** So much of a case's text goes into one part. */
export const TEXT_BYTES = 524_288;

/** How long the text of one case may be: 200 records and 200 notes with their slots and entries are shorter. */
export const MOST_CASE_BYTES = 32 * TEXT_BYTES;

/** A sealed part holds a case's text of this length, or a piece of a file, with what says which. */
export const MOST_PART_BYTES = 589_824;

/** How many cases go into one archive: more of them go into a second one. */
export const MOST_CASES = 200;

/** The largest archive that is made and opened: all of it is in the memory of a browser. */
export const MOST_ARCHIVE_BYTES = 200_000_000;

/** How many parts an archive has at most: all are of a piece's length or longer but the last text of each case, and the end. */
export const MOST_PARTS = Math.ceil(MOST_ARCHIVE_BYTES / SEALED_PIECE_BYTES) + MOST_CASES + 1;

/** How its name ends: no program opens it but this one. */
export const ARCHIVE_ENDING = '.dat';
