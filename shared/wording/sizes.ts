/** Sizes in bytes of an office's sealed templates; apart from the curves, so that the contract loads without them. */

/** What is sealed, padded: so much whatever it says. */
export const BOOK_PLAIN_BYTES = 32_768;

/** Tag, suite, office, version and snapshot; then 32 encapsulated key, the sealed book, 16 tag. */
export const BOOK_HEAD_BYTES = 73;
export const BOOK_BYTES = BOOK_HEAD_BYTES + 32 + BOOK_PLAIN_BYTES + 16;
