import type { ReactNode } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { recoveryHolders } from '#shared/directory/contract';
import { fingerprintOf } from '#shared/directory/fingerprint';
import { HOLDERS, isHoldersOwn } from '#shared/directory/holder';
import { type Office, sameOffice } from '#shared/directory/office';
import { holderFromWire } from '#shared/directory/wire';
import { ChoiceList, toggled } from '../../components/choice';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Loading, Read } from '../../components/states';
import { useCounty } from '../../platform/county';
import { officeName } from '../../platform/offices';
import { useRead } from '../../platform/read';

/** Who registered a recovery key and may hold for this office: three are chosen, by their public keys. */
export function RecoveryHolders({
  office,
  chosen,
  onChosen,
}: {
  office: Office;
  /** Public keys, in the order of the entry. */
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
}): ReactNode {
  const { reading, again } = useRead(recoveryHolders, { params: office });
  const { reading: county } = useCounty();
  return (
    <Box className="mt12">
      <Box className="b">{`恢复钥匙交给哪 ${HOLDERS} 个人保管`}</Box>
      <Para className="mute mt8">
        办公室的钥匙全丢了，他们里的两个人一起，才能救回一封信。名字后面是核对码，请打电话和本人对一遍。
      </Para>
      <Read reading={reading} what="保管人" again={again}>
        {({ holders }) => {
          // What its holder did not sign is nobody's, whoever sends it.
          const own = holders.map(holderFromWire).filter(isHoldersOwn);
          if (county.kind !== 'ready') return <Loading what="办公室" />;
          return (
            <>
              {own.length < HOLDERS ? <TooFew have={own.length} /> : null}
              <Box className="mt8">
                <ChoiceList
                  label="恢复钥匙的保管人"
                  max={HOLDERS}
                  choices={own.map((one) => ({
                    id: toBase64url(one.recoveryPk),
                    name: one.name,
                    more: `${sameOffice(one.office, office) ? '本办公室' : officeName(county.value, one.office)}，核对码 ${fingerprintOf(one.recoveryPk)}`,
                  }))}
                  chosen={chosen}
                  onToggle={(key) => onChosen(toggled(chosen, key))}
                />
              </Box>
            </>
          );
        }}
      </Read>
    </Box>
  );
}

function TooFew({ have }: { have: number }): ReactNode {
  return (
    <Note icon="warn" tone="due" title={`登记了保管卡的只有 ${have} 个人，还差 ${HOLDERS - have} 个`}>
      请本办公室、县纪委监委或县换届办的人，各自在自己的“我的钥匙”里做一张保管卡，再来选。
    </Note>
  );
}
