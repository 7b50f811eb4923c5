import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { currentDirectory, directoryDraft } from '#shared/directory/contract';
import { decodeEntry } from '#shared/directory/entry';
import { readRoot } from '#shared/directory/root';
import { base64urlUpTo } from '#shared/ids';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Read } from '../../components/states';
import { useTrust } from '../../platform/county';
import type { Keys } from '../../platform/keyring';
import { useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import { directoryPk, publishAll } from '../ceremony';
import { demoRootFor } from '../demo-root';

/** The county's signature over every office's newest entry; it holds for 30 days and is renewed on every change. */
export function CountyDirectory({ county, keys }: { county: AreaCode; keys: Keys }): ReactNode {
  const { reading, again } = useRead(directoryDraft, { params: { area: county } });
  const [said, setSaid] = useState<Problem | 'published'>();
  const root = useRoot(county, keys);
  const publish = async (): Promise<void> => {
    const statement = await root.get();
    if (statement === undefined) return;
    const outcome = await publishAll(send, county, keys, statement);
    setSaid(outcome.ok ? 'published' : outcome.problem);
    again();
  };
  return (
    <>
      <Section title="全县名录" />
      <Sheet join="first" pad>
        <Read reading={reading} what="全县名录" again={again}>
          {(draft) => <Draft epoch={draft.epoch} entries={draft.entries} />}
        </Read>
        {root.field}
        <Box className="mt12">
          <Button icon="proof" onTap={() => void publish()}>
            签名并公布
          </Button>
        </Box>
      </Sheet>
      {said === undefined ? null : said === 'published' ? (
        <Note icon="ok" tone="done" title="名录已经公布">
          30 天内有效。哪个办公室换了钥匙，都要再签一次。
        </Note>
      ) : (
        <Note icon="bad" tone="red" title="没有公布">
          {said.title}
        </Note>
      )}
    </>
  );
}

function Draft({ epoch, entries }: { epoch: number; entries: readonly string[] }): ReactNode {
  const offices = entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);
  return (
    <>
      <Para>{epoch === 0 ? '还没有公布过名录' : `现在公布的是第 ${epoch} 期`}</Para>
      <Para className="mt8">{`这次要签 ${offices.length} 个办公室：`}</Para>
      {offices.map(({ name, officers, epoch: own }) => (
        <Para key={name} className="tl">{`${name}，第 ${own} 期，${officers.length} 人`}</Para>
      ))}
    </>
  );
}

/** Where the root key's statement comes from: the published directory, the demo root, or a text pasted from offline. */
function useRoot(county: AreaCode, keys: Keys): { get: () => Promise<string | undefined>; field: ReactNode } {
  const trust = useTrust();
  const { reading } = useRead(currentDirectory, { params: { area: county } });
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState<string>();
  const own = directoryPk(keys);
  const fits = (text: string): boolean => {
    if (text === '' || !base64urlUpTo(256).safeParse(text).success || !trust) return false;
    const root = readRoot(bytesOf(text), bytesOf(trust.rootPk));
    return root !== null && toBase64url(root.directoryPk) === own;
  };
  const standing = reading.kind === 'ready' && fits(reading.value.root) ? reading.value.root : undefined;
  const get = async (): Promise<string | undefined> => {
    const found = trust?.demo ? await demoRootFor(own) : fits(pasted.trim()) ? pasted.trim() : standing;
    setWrong(found === undefined ? '这段根签名核对不上，请重新到保管根钥匙的人那里签' : undefined);
    return found;
  };
  const field = trust?.demo ? null : (
    <Field
      label="根签名"
      hint={`把这串公钥交给保管根钥匙的人离线签名，再贴回来：${own}`}
      value={pasted}
      error={wrong}
      onInput={setPasted}
    />
  );
  return { get, field };
}
