import { useEffect, useState } from 'react';
import { type AreaTree, areaTree } from '#shared/area/contract';
import { type AreaCode, countyOf } from '#shared/area/code';
import { now } from './clock';
import { copyHere, fetchOnce, type Reading, readHereAt, useRead } from './read';
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

const A_DAY = 86_400;

/** Reads the areas anew once a day on a page that everybody opens: who writes a letter later asks for nothing more. */
export function useCountyAhead(): void {
  const county: AreaCode | undefined = useTrust()?.county;
  useEffect(() => {
    if (!county) return;
    const input = { params: { area: county } };
    const at = readHereAt(areaTree, input);
    if (at === undefined || now() - at >= A_DAY) void fetchOnce(areaTree, input);
  }, [county]);
}

/** The areas of the county of an area as they lie on this device; nobody is asked. */
export function countyHere(area: AreaCode): AreaTree | undefined {
  return copyHere(areaTree, { params: { area: countyOf(area) } });
}
