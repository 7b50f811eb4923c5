import { useEffect, useState } from 'react';
import { type AreaTree, areaTree } from '#shared/area/contract';
import type { AreaCode } from '#shared/area/code';
import { type Reading, useRead } from './read';
import { type Trust, trust } from './trust';

/** The trust anchors, once they are known. */
export function useTrust(): Trust | undefined {
  const [value, setValue] = useState<Trust>();
  useEffect(() => {
    let here = true;
    void trust().then((known) => {
      if (here) setValue(known);
    });
    return () => {
      here = false;
    };
  }, []);
  return value;
}

/** The areas of this app's county. */
export function useCounty(wanted = true): { reading: Reading<AreaTree>; again: () => void } {
  const county: AreaCode | undefined = useTrust()?.county;
  return useRead(areaTree, wanted && county ? { params: { area: county } } : undefined);
}
