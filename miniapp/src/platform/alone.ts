/**
 * Runs one at a time what has the same name, in all windows of this site that are open. Without locks (WeChat has one
 * window only, some browsers have none) it runs at once.
 */
export function alone<T>(name: string, run: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (!locks) return run();
  return new Promise((resolve, reject) => {
    locks.request(name, () => run().then(resolve, reject)).catch(reject);
  });
}
