/** The name of the document that says which publication of a roll is the newest. */
export const ROLL_DOCUMENT = 'roll#newest';
