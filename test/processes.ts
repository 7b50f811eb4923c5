import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

function statusOf(pid: number, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0; // ended while we looked
  }
}

/** A process and all it started, itself first; as Linux shows them. */
export function familyOf(pid: number): number[] {
  const everybody = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(everybody.map((name) => [Number(name), statusOf(Number(name), 'PPid')]));
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family;
}

/** Resident memory of a process and all it started, in KB. */
export function residentKb(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + statusOf(member, 'VmRSS'), 0);
}

/** Whether a process runs this program with this argument. */
export function runs(pid: number, program: string, argument: string): boolean {
  try {
    const given = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return readlinkSync(`/proc/${pid}/exe`).endsWith(`/${program}`) && given.includes(argument);
  } catch {
    return false; // ended while we looked
  }
}
