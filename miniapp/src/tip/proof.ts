import type { Group } from '../components/receipt';
import type { Typing } from './typing';

// While the phone still knows the truth, each group is checked as soon as its third figure is typed.

/** How many groups are typed as they should be. */
export function rightGroups({ figures }: Typing, truth: readonly string[]): number {
  return figures.filter((group, place) => group === truth[place]).length;
}

/** Whether the group one is at is full and not what it should be. */
export function isWrong({ figures, at }: Typing, truth: readonly string[]): boolean {
  const group = figures[at] ?? '';
  return group.length === 3 && group !== truth[at];
}

/** The groups for the grid. */
export function typed({ figures, at }: Typing, truth: readonly string[]): Group[] {
  return figures.map((group, place) => {
    if (group.length === 3) return { figures: group, state: group === truth[place] ? 'right' : 'wrong' };
    return { figures: group, state: place === at ? 'current' : 'empty' };
  });
}

/** What to say of the wrong group one is at: exchanged with a neighbour, or copied wrong. */
export function proofOf({ figures, at }: Typing, truth: readonly string[]): { title: string; then: string } {
  const group = figures[at] ?? '';
  const swapped = [at + 1, at - 1].find((place) => truth[place] === group);
  if (swapped !== undefined) {
    const [first, second] = [Math.min(at, swapped) + 1, Math.max(at, swapped) + 1];
    return {
      title: `第 ${first} 组和第 ${second} 组写反了，请在纸上换过来`,
      then: `换好以后，再输一遍第 ${at + 1} 组。`,
    };
  }
  return {
    title: `第 ${at + 1} 组抄错了，应是 ${truth[at] ?? ''}，请在纸上改过来`,
    then: `不管是抄错还是按错，都再输一遍第 ${at + 1} 组。`,
  };
}
