import type { ReactNode } from 'react';
import type { AreaTree } from '#shared/area/contract';
import type { Office } from '#shared/directory/office';
import { DeskShell } from '../components/desk';
import { Empty } from '../components/states';
import { useCounty } from '../platform/county';
import { type Keys, useKeys } from '../platform/keyring';
import { useParams } from '../platform/navigate';
import { caseOffices, chosenOffice, officeName } from '../platform/offices';
import { useSession } from '../platform/session';
import { KeyState } from './key-state';

const INBOX = 'casework/inbox/index';

/** What a page shows of one office. */
export interface AtOffice {
  office: Office;
  person: string;
  /** Open on this desk. */
  keys: Keys | undefined;
  tree: AreaTree | undefined;
}

interface Props {
  title: string;
  /** Said to whoever acts on no cases. */
  onlyFor: string;
  /** Where one goes back to, where that is not the inbox. */
  backTo?: string;
  children: (at: AtOffice) => ReactNode;
}

/** A page beside the inbox: of the office that its link names, or of the first that this person acts for. */
export function OfficePage({ title, onlyFor, backTo = '收件箱', children }: Props): ReactNode {
  const session = useSession();
  const { office: named } = useParams();
  const { reading } = useCounty();
  const office = chosenOffice(caseOffices(session?.grants ?? []), named);
  const keys = useKeys(session?.person, office);
  if (!session || !office) {
    return (
      <DeskShell title={title} current={INBOX} backTo={backTo}>
        <Empty title={session ? '您不办信' : '请先登录'}>{onlyFor}</Empty>
      </DeskShell>
    );
  }
  const tree = reading.kind === 'ready' ? reading.value : undefined;
  const name = tree ? officeName(tree, office) : '';
  return (
    <DeskShell
      title={title}
      sub={name}
      office={name}
      current={INBOX}
      backTo={backTo}
      actions={<KeyState open={keys !== undefined} />}
    >
      {children({ office, person: session.person, keys, tree })}
    </DeskShell>
  );
}
