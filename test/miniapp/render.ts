import { afterEach } from '@jest/globals';
import type { ReactNode } from 'react';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';

Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  // What the build replaces: an app that asks its own site for its trust anchors.
  ...Object.fromEntries(
    ['COUNTY', 'ROOT_PK', 'API', 'BALLOTBOX', 'TIPLINE', 'LOG', 'DEMO'].map((name) => [
      `TARO_APP_${name}`,
      '',
    ]),
  ),
});

const roots: { root: Root; box: HTMLElement }[] = [];

afterEach(() => {
  for (const { root, box } of roots.splice(0)) {
    act(() => root.unmount());
    box.remove();
  }
});

/** Puts a part on the page and answers the box around it. */
export function render(node: ReactNode): HTMLElement {
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  roots.push({ root, box });
  act(() => root.render(node));
  return box;
}

/** Lets what was started come to its end. */
export async function settle(): Promise<void> {
  await act(async () => {
    for (let i = 0; i < 6; i++) await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

/** The element that a person would call by these words, among those of a role. */
export function byName(box: HTMLElement, selector: string, name: string): HTMLElement {
  const found = [...box.querySelectorAll<HTMLElement>(selector)].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name,
  );
  if (!found) throw new Error(`no ${selector} called ${name}`);
  return found;
}

/** Taps an element. */
export function tap(element: HTMLElement): void {
  act(() => element.click());
}

/** Types a text into a field, past React's own view of its value. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  act(() => {
    Reflect.set(Object.getPrototypeOf(field), 'value', text, field);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
