import { type ReactNode, useCallback, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { changesSince, type OfficeChange } from '#shared/directory/changes';
import {
  currentDirectory,
  type DirectoryDraft,
  directoryDraft,
  type DirectoryWire,
} from '#shared/directory/contract';
import { type Device, unvouchedIn } from '#shared/directory/device';
import { decodeEntry, type DirectoryEntry } from '#shared/directory/entry';
import { entryCode, fingerprintOf } from '#shared/directory/fingerprint';
import { holdersIn, type NamedHolder } from '#shared/directory/holder';
import { officeText, sameOffice } from '#shared/directory/office';
import { readRoot } from '#shared/directory/root';
import { enrolledFromWire, holderFromWire } from '#shared/directory/wire';
import { base64urlUpTo } from '#shared/ids';
import { Button } from '../../components/button';
import { DirectoryEnding } from '../../components/directory-ending';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
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
import { CheckCode } from './check-code';
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
      <DirectoryEnding key={said === 'published' ? 'new' : 'old'} county={county} />
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
      <Draft draft={draft} published={published} />
      {field}
      <Box className="mt12">
        <Button icon="proof" off={!isHeld(draft, published)} onTap={onSign}>
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

/** Everything that will be signed: each office that changed since the published snapshot, with who came and who left. */
function Draft({
  draft: { epoch, entries, officers, devices, holders },
  published,
}: {
  draft: DirectoryDraft;
  published: readonly DirectoryEntry[];
}): ReactNode {
  const offices = entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);
  const changes = changesSince(published, offices);
  const same = changes.filter(({ change }) => change === 'same').length;
  const registered = holders.map(holderFromWire);
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  return (
    <>
      <Para>{epoch === 0 ? '还没有公布过名录' : `现在公布的是第 ${epoch} 期`}</Para>
      <Para className="mt8">{`这次要签 ${offices.length} 个办公室，其中 ${same} 个和公布的一样。`}</Para>
      {changes
        .filter(({ change }) => change !== 'same')
        .map((one) => (
          <Changed key={officeText(one.entry.office)} change={one} names={names}>
            <Slipped devices={unvouchedOf(one.entry, devices, published)} names={names} />
            <Holders named={holdersIn(one.entry, registered, offices)} offices={offices} />
          </Changed>
        ))}
    </>
  );
}

function Changed({
  change: { entry, change, added, removed, moved },
  names,
  children,
}: {
  change: OfficeChange;
  names: ReadonlyMap<number, string>;
  children: ReactNode;
}): ReactNode {
  const devices = (id: number) => entry.officers.filter((one) => one.id === id).length;
  const people = (ids: readonly number[]) =>
    ids
      .map((id) => {
        const brings = devices(id) > 0 ? `，${devices(id)} 台设备` : '';
        return `${names.get(id) ?? '不认识的人'}（登记号 ${id}${brings}）`;
      })
      .join('、');
  const what = change === 'new' ? '新上名录' : '换了钥匙';
  return (
    <Box className="mt8">
      <Para className="b">{`${entry.name}：${what}，第 ${entry.epoch} 期，${new Set(entry.officers.map(({ id }) => id)).size} 人`}</Para>
      {added.length > 0 ? <Para className="tl">{`新增：${people(added)}`}</Para> : null}
      {removed.length > 0 ? <Para className="tl">{`去掉：${people(removed)}`}</Para> : null}
      {moved.length > 0 ? <Para className="tl">{`人没有变，设备变了：${people(moved)}`}</Para> : null}
      <Para className="mt8">
        核对码 <CheckCode code={entryCode(entry)} />
      </Para>
      <Para className="tl mute">
        用您自己存的号码打电话，请做这把钥匙的人念他屏幕上的核对码。一样才签，不一样就是有人换过。
      </Para>
      {children}
    </Box>
  );
}

/** Devices under the number of somebody whom the county knows, which none of theirs vouched for: nothing is signed. */
function Slipped({
  devices,
  names,
}: {
  devices: readonly Device[];
  names: ReadonlyMap<number, string>;
}): ReactNode {
  if (devices.length === 0) return null;
  const whose = [...new Set(devices.map(({ id }) => names.get(id) ?? `登记号 ${id}`))].join('、');
  return (
    <Note icon="bad" tone="red" title={`${whose}的一台设备没有原来的设备担保，不能签`}>
      它不一定是本人的。请打电话问本人，再请这个办公室重做钥匙。
    </Note>
  );
}

function unvouchedOf(
  entry: DirectoryEntry,
  devices: DirectoryDraft['devices'],
  published: readonly DirectoryEntry[],
): Device[] {
  const before = published.find(({ office }) => sameOffice(office, entry.office));
  return unvouchedIn(entry, devices.map(enrolledFromWire), before?.officers ?? []);
}

/** Who holds an office's recovery keys, with what to read to each of them. */
function Holders({
  named,
  offices,
}: {
  named: readonly (NamedHolder | null)[];
  offices: readonly DirectoryEntry[];
}): ReactNode {
  return named.map((one, i) => {
    const place = `恢复钥匙 ${i + 1}`;
    if (!one) {
      return (
        <Note key={place} icon="bad" tone="red" title={`${place}：不知道是谁的，不能签`}>
          没有人登记过它，或者登记的人已经离开。请这个办公室重做钥匙，再来签。
        </Note>
      );
    }
    const { name, office, recoveryPk } = one.holder;
    const where = offices.find((entry) => sameOffice(entry.office, office))?.name ?? '名录以外的办公室';
    return (
      <Box key={place} className="mt8">
        <Para className="tl">
          {`${place}：${name}（${where}），核对码 `}
          <CheckCode code={fingerprintOf(recoveryPk)} />
        </Para>
        {one.listed ? null : (
          <Para className="tl c-due b">名录里没有这个人的签名钥匙，请打电话和本人核对</Para>
        )}
      </Box>
    );
  });
}

/** Whether the holder of every recovery key that this signature would make new is known, and every device vouched for. */
function isHeld(
  { entries, devices, holders }: DirectoryDraft,
  published: readonly DirectoryEntry[],
): boolean {
  const offices = entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);
  const registered = holders.map(holderFromWire);
  return changesSince(published, offices)
    .filter(({ change }) => change !== 'same')
    .every(
      ({ entry }) =>
        holdersIn(entry, registered, offices).every((one) => one !== null) &&
        unvouchedOf(entry, devices, published).length === 0,
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
