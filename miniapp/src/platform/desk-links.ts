import type { Grant } from '#shared/identity/contract';
import type { PagePath } from './pages';
import { caseOffices, keyOffices } from './offices';

/** The rail of the desks that open sealed letters, for what a person's grants allow. */
export function deskLinks(
  grants: readonly Grant[],
): { page: PagePath; text: string; icon: 'seal' | 'key' }[] {
  return [
    ...(caseOffices(grants).length > 0
      ? [{ page: 'casework/inbox/index', text: '收件箱', icon: 'seal' } as const]
      : []),
    ...(keyOffices(grants).length > 0
      ? [{ page: 'directory/keys/index', text: '我的钥匙', icon: 'key' } as const]
      : []),
  ];
}
