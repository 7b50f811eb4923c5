/** Values by key, of which those used last are kept, up to a weight in all. */
export interface Kept<V> {
  get: (key: string) => V | undefined;
  set: (key: string, value: V) => void;
}

/** Keeps values up to `most` in all, each weighing 1 or as `weightOf` says; one heavier than that is not kept. */
export function keepLatest<V>(most: number, weightOf: (value: V) => number = () => 1): Kept<V> {
  // A map lists its keys in the order they were set: the first is the one used longest ago.
  const kept = new Map<string, V>();
  let weight = 0;
  const drop = (key: string, value: V): void => {
    kept.delete(key);
    weight -= weightOf(value);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      const before = kept.get(key);
      if (before !== undefined) drop(key, before);
      kept.set(key, value);
      weight += weightOf(value);
      for (const [oldest, old] of kept) {
        if (weight <= most) return;
        drop(oldest, old);
      }
    },
  };
}
