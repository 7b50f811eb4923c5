import { useState } from 'react';
import { type Problem, problemOf } from '../platform/request';
import type { Photo } from './paper-photo';
import { takePhoto } from './photo';

/** The photograph of a paper as it is taken; one that cannot be read is said, and the one before stays. */
export function usePhoto(say: (problem: Problem | undefined) => void) {
  const [photo, setPhoto] = useState<Photo>();
  const photograph = async (): Promise<void> => {
    const taken = await takePhoto();
    if (taken === undefined) return;
    say(taken === 'unreadable' ? problemOf('proxy-paper') : undefined);
    if (taken !== 'unreadable') setPhoto(taken);
  };
  return { photo, photograph, dropPhoto: () => setPhoto(undefined) };
}
