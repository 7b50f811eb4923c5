import { useEffect, useState } from 'react';
import { dayOf } from '#shared/time';

/** Seconds since 1970-01-01T00:00Z by this device's clock. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** The day number in China, now. */
export function today(): number {
  return dayOf(now());
}

/** The time, rendered again every minute. */
export function useNow(): number {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return time;
}
