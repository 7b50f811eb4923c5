import type { Assembly, AssemblyMember } from '#shared/meeting/contract';

/** A list as it is typed, one a line: `王秀芝 第2组 女`, `何建设 委员`. */
export function assemblyText({ members }: Pick<Assembly, 'members'>): string {
  const line = ({ name, group, as, woman }: AssemblyMember) =>
    [name, group, as === '委员' ? as : '', woman ? '女' : ''].filter((word) => word !== '').join(' ');
  return members.map(line).join('\n');
}

/** The people of such a text; of a line the first word is the name, what is neither 女, 男, 委员 nor 代表 the group. */
export function readAssemblyText(text: string): AssemblyMember[] {
  const lines = text.split('\n').map((line) => line.trim().split(/[\s，,、]+/));
  return lines.flatMap(([name = '', ...words]) => {
    if (name === '') return [];
    const group = words.find((word) => !['女', '男', '委员', '代表'].includes(word)) ?? '';
    const as = words.includes('委员') ? ('委员' as const) : ('代表' as const);
    return [{ name, group, as, woman: words.includes('女') }];
  });
}
