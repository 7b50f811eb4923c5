/** Loads the code of the sealed channel: only where it can run, since the curves need BigInt as soon as it is read. */
export const loadChannel = () => import('../tip/channel');
