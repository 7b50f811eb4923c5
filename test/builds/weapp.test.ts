import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { openPhone } from './phone';

it('starts', async () => {
  const phone = openPhone(resolve(import.meta.dirname, '../../.build/weapp'), (request) => Promise.reject(new Error(request.url)), () => 'x');
  await phone.open('area/home/index');
  await new Promise((r) => setTimeout(r, 1500));
  process.stdout.write(`${phone.text()}\n---\n${phone.errors.join('\n')}\n${JSON.stringify(phone.page().data).slice(0, 1500)}`);
  phone.close();
  expect(1).toBe(1);
});
