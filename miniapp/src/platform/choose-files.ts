import type { Chosen } from './chosen';

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

/** A file of a browser's, of which a part is read at once. */
export function chosenFile(file: File): Chosen {
  return {
    name: file.name,
    type: file.type || 'application/octet-stream',
    length: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}
