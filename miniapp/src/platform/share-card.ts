/** What a page gives the share sheet of WeChat; a browser shares by its address. */
export const useShareCard: (title: string, path: string) => void = () => undefined;
