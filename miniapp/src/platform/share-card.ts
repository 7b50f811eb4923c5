/** What a page gives the share sheet of WeChat; a browser shares by its address. */
export function useShareCard(_title: string, _path: string): void {
  return undefined;
}
