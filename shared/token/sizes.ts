/** Sizes that contracts name, apart from the arithmetic. */

/** How many tokens a villager gets a month: a letter a week, and nobody's tokens fill an inbox. */
export const TOKENS = 4;
/** pk 32 | token 288 | signature 64. */
export const SPEND_BYTES = 384;
