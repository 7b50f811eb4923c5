import { expect, it } from '@jest/globals';
import { textOf } from '../../miniapp/src/platform/text-file';

it('a file is read as UTF-8, or as Chinese spreadsheets save by themselves', async () => {
  const gb18030 = Uint8Array.from([0xd4, 0xe6, 0xc6, 0xba, 0xb4, 0xe5]);
  expect(await textOf(new Blob([gb18030]))).toBe('枣坪村');
  expect(await textOf(new Blob(['枣坪村']))).toBe('枣坪村');
});
