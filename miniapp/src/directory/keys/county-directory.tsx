import { type ReactNode, useCallback, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import {
  currentDirectory,
  type DirectoryDraft,
  directoryDraft,
  type DirectoryWire,
} from '#shared/directory/contract';
import { fingerprintOf } from '#shared/directory/fingerprint';
import { readRoot } from '#shared/directory/root';
import { base64urlUpTo } from '#shared/ids';
import { Button } from '../../components/button';
import { DirectoryEnding } from '../../components/directory-ending';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { Loading, Read } from '../../components/states';
import { useTrust } from '../../platform/county';
import { today } from '../../platform/clock';
import type { Keys } from '../../platform/keyring';
import { type Reading, useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import type { Trust } from '../../platform/trust';
import { directoryPk, publishAll } from '../ceremony';
import { demoRootFor } from '../demo-root';
import { Changes, isSignable } from './changes';
import { type Published, publishedAt, rememberSigned } from './published';
import { useEvery } from './standing';

/** The county's signature over every office's newest entry; it holds for 30 days and is renewed on every change. */
export function CountyDirectory({ county, keys }: { county: AreaCode; keys: Keys }): ReactNode {
  const { reading, again } = useRead(directoryDraft, { params: { area: county } });
  const [said, setSaid] = useState<Problem | 'published'>();
  const root = useRoot(county, keys);
  const { again: rootAgain } = root;
  const readAgain = useCallback(() => {
    again();
    rootAgain();
  }, [again, rootAgain]);
  const publish = async (shown: DirectoryDraft): Promise<void> => {
    const statement = await root.get();
    if (statement === undefined) return;
    const outcome = await publishAll(send, county, keys, statement, shown);
    if (outcome.ok) rememberSigned(shown.epoch + 1);
    setSaid(outcome.ok ? 'published' : outcome.problem);
    readAgain();
  };
  return (
    <>
      <Section title="全县名录" />
      {said === 'published' ? null : <DirectoryEnding county={county} />}
      <Sheet join="first" pad>
        <Read reading={reading} what="全县名录" again={again}>
          {(draft) =>
            root.read === undefined ? (
              <Loading what="全县名录" />
            ) : (
              <Signing
                draft={draft}
                published={publishedAt(draft.epoch, ...root.read)}
                field={root.field}
                onSign={() => void publish(draft)}
                again={readAgain}
              />
            )
          }
        </Read>
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

/** What is signed beside what stands, and the signature; without what stands nothing is signed. */
function Signing({
  draft,
  published,
  field,
  onSign,
  again,
}: {
  draft: DirectoryDraft;
  published: Published;
  field: ReactNode;
  onSign: () => void;
  again: () => void;
}): ReactNode {
  if (published === 'late' || published === 'unknown') return <Uncompared why={published} again={again} />;
  return (
    <>
      <Changes draft={draft} published={published} />
      {field}
      <Box className="mt12">
        <Button icon="proof" off={!isSignable(draft, published)} onTap={onSign}>
          签名并公布
        </Button>
      </Box>
    </>
  );
}

const EVERY = 5000;

/** Why nothing can be signed now; read again by itself. */
function Uncompared({ why, again }: { why: 'late' | 'unknown'; again: () => void }): ReactNode {
  useEvery(again, EVERY);
  return why === 'late' ? (
    <Note icon="wait" tone="due" title="刚公布的名录还没有登进公开日志，先等一等">
      登进去以后，这里自己会变，才看得出哪个办公室变了。等了半小时还这样，请先不要签，打电话问管系统的人。
    </Note>
  ) : (
    <Note icon="bad" tone="red" title="没有读到现在公布的那一期名录，不能签">
      对不上它，就看不出有没有人塞进别的设备。请看看网络，再打开这一页。还读不到，或者一直对不上，请打电话给管系统的人和保管根钥匙的人，查清楚再签。
    </Note>
  );
}

interface RootStatement {
  get: () => Promise<string | undefined>;
  field: ReactNode;
  /** What was read as the published directory, and whom this app trusts; undefined while they are being read. */
  read: readonly [Reading<DirectoryWire>, Trust] | undefined;
  again: () => void;
}

/** Where the root key's statement comes from: the published directory, the demo root, or a text pasted from offline. */
function useRoot(county: AreaCode, keys: Keys): RootStatement {
  const trust = useTrust();
  const { reading, again } = useRead(currentDirectory, { params: { area: county } });
  const [pasted, setPasted] = useState('');
  const [wrong, setWrong] = useState<string>();
  const own = directoryPk(keys);
  const fits = (text: string): boolean => {
    if (text === '' || !base64urlUpTo(256).safeParse(text).success || !trust) return false;
    const root = readRoot(bytesOf(text), bytesOf(trust.rootPk));
    const holds = root !== null && root.firstDay <= today() && today() <= root.lastDay;
    return holds && toBase64url(root.directoryPk) === own;
  };
  const standing = reading.kind === 'ready' && fits(reading.value.root) ? reading.value.root : undefined;
  const get = async (): Promise<string | undefined> => {
    const found = trust?.demo ? await demoRootFor(own) : fits(pasted.trim()) ? pasted.trim() : standing;
    setWrong(found === undefined ? '没有管着今天的根签名，请保管根钥匙的人再签一次，贴在这里' : undefined);
    return found;
  };
  const field = trust?.demo ? null : (
    <Field
      label="根签名"
      hint={`把这串公钥交给保管根钥匙的人离线签名，电话里念核对码，再把签名贴回来。公钥：${own} 核对码：${fingerprintOf(bytesOf(own))}`}
      value={pasted}
      error={wrong}
      onInput={setPasted}
    />
  );
  const read = reading.kind === 'loading' || !trust ? undefined : ([reading, trust] as const);
  return { get, field, read, again };
}
