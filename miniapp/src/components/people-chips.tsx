import { type ReactNode, useState } from 'react';
import { Chip } from './desk';

/** Some of the people of a roll, called `words`. */
export interface PeopleFilter<T> {
  readonly words: string;
  readonly has: (one: T) => boolean;
}

const ORDER = new Intl.Collator('zh-CN', { numeric: true });

/**
 * Chips that narrow the people of a roll to those of one filter, the first one to begin with, and of one group; each says
 * how many it has. `isWanted` narrows them before.
 */
export function usePeopleChips<T extends { readonly entry: { readonly group: string } }>(
  people: readonly T[],
  filters: readonly [PeopleFilter<T>, ...PeopleFilter<T>[]],
  isWanted: (one: T) => boolean = () => true,
): { rows: T[]; chips: ReactNode } {
  const [filter, setFilter] = useState(filters[0]);
  const [group, setGroup] = useState<string>();
  const ofGroup = people.filter((one) => (group === undefined || one.entry.group === group) && isWanted(one));
  const groups = [...new Set(people.map(({ entry }) => entry.group))].sort(ORDER.compare);
  const chips = (
    <>
      {filters.map((one) => (
        <Chip key={one.words} on={one === filter} onTap={() => setFilter(one)}>
          {`${one.words} ${ofGroup.filter(one.has).length}`}
        </Chip>
      ))}
      {groups.map((one) => (
        <Chip key={one} on={one === group} onTap={() => setGroup(one === group ? undefined : one)}>
          {one}
        </Chip>
      ))}
    </>
  );
  return { rows: ofGroup.filter(filter.has), chips };
}
