import { toBase64 } from '#shared/crypto/bytes';
import { utf8 } from '#shared/crypto/utf8';
import { fail, ok } from '#shared/result';
import { dayList } from '#shared/transparency/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { readDay } from './day-store';

/** The lists of the days, whole: which line somebody looks for, nobody is told. */
export function tipPublicRoutes({ dynamo }: Platform): Route[] {
  return [
    route(dayList, async ({ params }) => {
      const leaves = await readDay(dynamo, Number(params.day));
      if (!leaves) return fail('not-found');
      return ok(new Uint8Array(utf8(leaves.map((leaf) => `${toBase64(leaf)}\n`).join(''))));
    }),
  ];
}
