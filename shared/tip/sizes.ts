/** Sizes in bytes that both the formats and the contracts need; apart from the curves, so that a contract loads without them. */

/** Body of a message by its bucket (formats.md section 2). */
export const BODY_BYTES = { 1: 4096, 2: 16_384 } as const;

/** One HPKE-sealed slot: 32 encapsulated key, 33 payload, 16 tag; and all eight (section 3). */
export const SLOT_BYTES = 81;
export const SLOTS_BYTES = 8 * SLOT_BYTES;

/** A signed record that slots were sealed anew (section 3). */
export const WRAP_BYTES = 194;

/** A second officer's signature that a case is closed (`confirm.ts`). */
export const CONFIRM_BYTES = 185;

/** An acknowledgement (section 6). */
export const ACK_BYTES = 144;
