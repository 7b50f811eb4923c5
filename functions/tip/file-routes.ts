import { equalBytes } from '#shared/crypto/bytes';
import type { Parsed } from '#shared/contract';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { keepCasePiece, readCasePiece, type tipline } from '#shared/tip/contract';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { keepPiece, readFile, readPiece } from './file-store';
import { find } from './place';

type AboutPiece = Extract<Parsed<typeof tipline>['body'], { do: 'put' | 'get' }>;

/** A piece of the writer's: laid down before the letter that names it, or read by who holds the receipt. */
export async function pieceOfWriter(
  p: Platform,
  caseId: Id,
  auth: Uint8Array,
  body: AboutPiece,
  day: number,
): Promise<Result<{ piece: string }>> {
  const place = { caseId, file: body.file, piece: body.piece };
  if (body.do === 'get') {
    const found = await readPiece(p.dynamo, place);
    if (!found || !equalBytes(found.head.auth, auth)) return fail('tip-unknown');
    return found.sealed ? ok({ piece: toBase64url(found.sealed) }) : fail('tip-file-gone');
  }
  const standing = await readFile(p.dynamo, place, 0);
  if (standing.head && !equalBytes(standing.head.auth, auth)) return fail('tip-unknown');
  const sent = { place, side: 0, pieces: body.pieces, sealed: bytesOf(body.sealed) } as const;
  const kept = await keepPiece(p.dynamo, standing, sent, day);
  return kept.ok ? ok({ piece: '' }) : kept;
}

/** Files of a case, sealed as they came: laid down by the office that has it, read by whoever reads the case. */
export function pieceRoutes(p: Platform): Route[] {
  return [
    route(keepCasePiece, async ({ params, body, caller, now }) => {
      const place = { caseId: params.case, file: body.file, piece: body.piece };
      const read = async () => {
        const { head, ...standing } = await readFile(p.dynamo, place, 1);
        return head && { ...standing, head };
      };
      const standing = await find(params, caller, dayOf(now), read);
      if (!standing.ok) return standing;
      if (standing.value.role !== 'office') return fail('forbidden');
      const sent = { place, side: 1, pieces: body.pieces, sealed: bytesOf(body.sealed) } as const;
      const kept = await keepPiece(p.dynamo, standing.value.found, sent, dayOf(now));
      return kept.ok ? ok({ piece: '' }) : kept;
    }),

    route(readCasePiece, async ({ params, caller, now }) => {
      const place = { caseId: params.case, file: params.file, piece: params.piece };
      const found = await find(params, caller, dayOf(now), () => readPiece(p.dynamo, place));
      if (!found.ok) return found;
      const { sealed } = found.value.found;
      return sealed ? ok({ piece: toBase64url(sealed) }) : fail('tip-file-gone');
    }),
  ];
}
