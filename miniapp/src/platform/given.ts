/**
 * What a page was opened with: a parameter of its own or, in WeChat, `q`, the whole address of the ordinary QR code that
 * led here. `read` finds it in either text.
 */
export function givenBy<T>(
  params: Readonly<Record<string, string | undefined>>,
  name: string,
  read: (text: string) => T | undefined,
): T | undefined {
  for (const text of [params[name], params['q']]) {
    const found = text === undefined ? undefined : read(text);
    if (found !== undefined) return found;
  }
  return undefined;
}
