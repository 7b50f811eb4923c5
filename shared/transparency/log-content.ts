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
}

/** What a page shows and its proof has to fit: values under the nonce of their leaf, or a structure as it stands. */
export type Shown = Pick<LogContent, 'kind' | 'area'> &
  ({ readonly content: unknown; readonly nonce: string } | { readonly document: Uint8Array });

/** The only document of its kind in an area. */
export const ONLY = new Uint8Array(16);
