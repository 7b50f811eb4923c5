import { type ReactNode, useState } from 'react';
import { lineOf } from '#shared/area/code';
import { ELECTION, type Office } from '#shared/directory/office';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { ProgressBar } from '../../components/steps';
import { holdsKeys, openKeys } from '../../platform/keyring';
import type { DeskVillage } from '../desk/village';

/** The election office, of the village or above it, for which this browser holds the person's keys. */
export function officeHere(person: string, village: DeskVillage): Office | undefined {
  return lineOf(village.code)
    .map((area): Office => ({ area, kind: ELECTION }))
    .find((office) => holdsKeys(person, office));
}

/** Asks for the passphrase; the keys stay open until the page is left. */
export function Unlock({ person, office }: { person: string; office: Office | undefined }): ReactNode {
  const [passphrase, setPassphrase] = useState('');
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<string>();
  if (!office) {
    return (
      <Note icon="key" tone="due" title="这个浏览器里没有您的钥匙">
        先在“名录与钥匙”页造好自己的钥匙，由县里签进名录。钥匙只在造它的那个浏览器里。
      </Note>
    );
  }
  const open = async () => {
    setError(undefined);
    setShare(0);
    const keys = await openKeys(person, office, passphrase, setShare);
    setShare(undefined);
    if (!keys) setError('口令不对，钥匙没有打开。请看清大小写再输一次');
  };
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        先打开您的钥匙
      </Heading>
      <Para className="tl mute">钥匙和口令都不离开这台电脑。</Para>
      <Field
        kind="password"
        label="口令"
        value={passphrase}
        error={error}
        onInput={setPassphrase}
        onDone={() => void open()}
      />
      {share === undefined ? (
        <Box className="row mt8">
          <Button icon="key" off={passphrase === ''} onTap={() => void open()}>
            打开钥匙
          </Button>
        </Box>
      ) : (
        <ProgressBar words="正在打开钥匙……" share={share} />
      )}
    </Box>
  );
}
