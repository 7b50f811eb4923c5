import type { ReactNode } from 'react';
import type { Office } from '#shared/directory/office';
import { holdsKeys, openKeys } from '../platform/keyring';
import { Para } from './native';
import { Passphrase } from './passphrase';

interface Props {
  person: string;
  office: Office;
  verb?: string;
  /** What is said where this browser holds none of theirs. */
  none?: string;
}

/** Opens somebody's own keys of an office, which lie in this browser under their passphrase. H5 only. */
export function OpenKeys({ person, office, verb = '打开钥匙', none }: Props): ReactNode {
  if (none !== undefined && !holdsKeys(person, office)) return <Para>{none}</Para>;
  return (
    <Passphrase
      verb={verb}
      onGiven={async (passphrase, progress) =>
        (await openKeys(person, office, passphrase, progress)) ? undefined : '口令不对，请再输一遍'
      }
    />
  );
}
