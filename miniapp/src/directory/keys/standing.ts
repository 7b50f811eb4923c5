import { useEffect } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import type { OwnDevices } from '#shared/directory/contract';
import type { Keys } from '../../platform/keyring';

/** Whether the device that holds these keys is enrolled. */
export function isEnrolled({ devices }: OwnDevices, keys: Keys): boolean {
  return devices.some((one) => one.signPk === toBase64url(keys.signPk));
}

/** Whether it waits to be brought in. */
export function isOffered({ offered }: OwnDevices, keys: Keys): boolean {
  return offered.some((one) => one.signPk === toBase64url(keys.signPk));
}

/** Asks again every so many milliseconds, for as long as the part that asks is shown. */
export function useEvery(again: () => void, milliseconds: number): void {
  useEffect(() => {
    const timer = setInterval(again, milliseconds);
    return () => clearInterval(timer);
  }, [again, milliseconds]);
}
