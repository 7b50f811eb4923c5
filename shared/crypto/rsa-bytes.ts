/** RSA-2048, big-endian. Apart from the arithmetic, so that contracts do not load it. */
export const RSA_BYTES = 256;
