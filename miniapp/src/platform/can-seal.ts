/** Whether this device can do the arithmetic of sealing (BigInt: base library 3.6.0, iOS 14). */
export function canSeal(): boolean {
  return typeof BigInt === 'function';
}
