/** What the log commits to, as plain values: loaded by pages before anything is hashed. */
import type { AreaCode } from '../area/code';
import type { LeafKind } from './leaf';

/** One version of a document that may have to be erased one day (kinds 1 to 5). */
export interface LogContent {
  readonly kind: LeafKind;
  readonly area: AreaCode;
  /** 16 bytes: which document of its kind and area. */
  readonly id: Uint8Array;
  readonly version: number;
  /** Plain values only. */
  readonly content: unknown;
  /** The names that such a content may have, as this program knows them: a newer one may commit to more. */
  readonly known: readonly string[];
}

/** Values under the nonce of their leaf, or a structure as it stands. */
export type Whole = Pick<LogContent, 'kind' | 'area'> &
  ((Pick<LogContent, 'content' | 'known'> & { readonly nonce: string }) | { readonly document: Uint8Array });

/** A version whose content was erased: its leaf must still be that version's, and no other's. */
export type Erased = Pick<LogContent, 'kind' | 'area' | 'id' | 'version'> & { readonly isErased: true };

/** What a page shows, and its proof has to fit. */
export type Shown = Whole | Erased;

/** The only document of its kind in an area. */
export const ONLY = new Uint8Array(16);
