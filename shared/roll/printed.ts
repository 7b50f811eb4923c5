/** The roll as it is printed and read: by group, each group by name, as people look names up. */

export interface PrintedGroup {
  name: string;
  names: string[];
}

const ORDER = new Intl.Collator('zh-CN', { numeric: true });

/** People of each group in the order of their names; groups in that of their numbers. */
export function byGroup(people: readonly { name: string; group: string }[]): PrintedGroup[] {
  const groups = new Map<string, string[]>();
  for (const { name, group } of people) {
    const names = groups.get(group);
    if (names) names.push(name);
    else groups.set(group, [name]);
  }
  return [...groups]
    .map(([name, names]) => ({ name, names: names.sort((a, b) => ORDER.compare(a, b)) }))
    .sort((a, b) => ORDER.compare(a.name, b.name));
}

/** A name as lists set it: two characters as wide as three, so that surnames and ends stand in line. */
export function setName(name: string): string {
  const characters = Array.from(name);
  return characters.length === 2 ? characters.join('\u3000') : name;
}
