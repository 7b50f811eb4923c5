import type { ReactNode } from 'react';
import { toHex } from '#shared/crypto/bytes';
import { deviceCode } from '#shared/directory/device';
import type { DirectoryEntry, OfficerRow } from '#shared/directory/entry';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { CheckCode } from './check-code';

/**
 * People whom the county never published at this office: that they exist is the server's word alone, and whoever made
 * the key has it from the same server. So each reads the code of their keys from their own screen.
 */
export function Newcomers({
  entry: { office, officers },
  published,
  names,
}: {
  entry: DirectoryEntry;
  /** The office's rows that the county published before. */
  published: readonly OfficerRow[];
  names: ReadonlyMap<number, string>;
}): ReactNode {
  const came = officers.filter(({ id }) => !published.some((one) => one.id === id));
  if (came.length === 0) return null;
  return (
    <Note icon="phone" tone="due" title="新来的人，请给每个人打电话核对">
      {came.map((device) => (
        <Para key={toHex(device.devicePk)} className="mt8">
          {`${names.get(device.id) ?? '不认识的人'}（登记号 ${device.id}）的核对码 `}
          <CheckCode code={deviceCode(office, device)} />
        </Para>
      ))}
      <Para className="mt8">
        用您自己存的号码打给本人，请他念“我的钥匙”里本台的核对码。一样才签。没有这个人，或者念的不一样，就是有人冒名，不要签。
      </Para>
    </Note>
  );
}
