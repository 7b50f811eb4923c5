import { useState } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { PAPER_AT_MOST } from '#shared/proxy/contract';
import { takePhotos } from '../platform/photo';
import { type Problem, problemOf } from '../platform/request';
import type { Fit } from '../platform/small-photo';

/** A paper must be legible, and small. */
const PAPER: Fit = {
  bytesAtMost: PAPER_AT_MOST,
  sizes: [
    [1600, 0.7],
    [1280, 0.6],
    [1000, 0.5],
    [800, 0.4],
  ],
};

/** The photograph of a paper as it is taken; one that cannot be read is said, and the one before stays. */
export function usePhoto(say: (problem: Problem | undefined) => void) {
  const [photo, setPhoto] = useState<{ paper: string; src: string }>();
  const photograph = async (): Promise<void> => {
    const [taken] = await takePhotos(PAPER, 1);
    if (taken === undefined) return;
    say(taken === 'unreadable' ? problemOf('proxy-paper') : undefined);
    if (taken !== 'unreadable') setPhoto({ paper: toBase64url(taken.bytes), src: taken.src });
  };
  return { photo, photograph, dropPhoto: () => setPhoto(undefined) };
}
