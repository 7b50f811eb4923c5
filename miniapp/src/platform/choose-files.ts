/** Lets somebody choose files in a browser, at most so many; none when they would rather not. */
export function chooseFiles(accept: string, most: number): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = most > 1;
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])].slice(0, most)));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
