import { expect, it } from '@jest/globals';
import { KEPT, NOT_KEPT } from '#shared/retention/kept';
import { byName, render, settle, tap } from './render';
import { opened } from './taro';

const { default: KeptPage } = await import('../../miniapp/src/retention/kept/index');
const { default: Me } = await import('../../miniapp/src/identity/me/index');

it('tells of every kind of data what it is for and until when, and what is not kept', async () => {
  const page = render(<KeptPage />);
  await settle();
  for (const { what, why, until } of KEPT) {
    for (const words of [what, why, until]) expect(page.textContent).toContain(words);
  }
  for (const { what, instead } of NOT_KEPT) expect(page.textContent).toContain(`${what}${instead}`);
});

it('is one tap from a person’s own page', async () => {
  const page = render(<Me />);
  await settle();
  opened.length = 0;
  tap(byName(page, '[role=link]', '您的资料存到什么时候'));
  expect(opened).toEqual(['navigateTo /retention/kept/index']);
});
