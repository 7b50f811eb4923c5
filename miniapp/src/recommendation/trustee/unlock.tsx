import type { ReactNode } from 'react';
import { lineOf } from '#shared/area/code';
import { ELECTION, type Office } from '#shared/directory/office';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Passphrase } from '../../components/passphrase';
import { holdsKeys, openKeys } from '../../platform/keyring';
import type { DeskArea } from '../../components/desk-area';

/** The election office, of the village or above it, for which this browser holds the person's keys. */
export function officeHere(person: string, village: Pick<DeskArea, 'code'>): Office | undefined {
  return lineOf(village.code)
    .map((area): Office => ({ area, kind: ELECTION }))
    .find((office) => holdsKeys(person, office));
}

/** Asks for the passphrase; the keys stay open until the page is left. */
export function Unlock({ person, office }: { person: string; office: Office | undefined }): ReactNode {
  if (!office) {
    return (
      <Note icon="key" tone="due" title="这个浏览器里没有您的钥匙">
        先在“我的钥匙”里做好自己的钥匙，由县里签进名录。钥匙只在做它的那个浏览器里。
      </Note>
    );
  }
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        先打开您的钥匙
      </Heading>
      <Para className="tl mute">钥匙和口令都不离开这台电脑。</Para>
      <Passphrase
        verb="打开钥匙"
        onGiven={async (passphrase, progress) =>
          (await openKeys(person, office, passphrase, progress))
            ? undefined
            : '口令不对，钥匙没有打开。请看清大小写再输一次'
        }
      />
    </Box>
  );
}
