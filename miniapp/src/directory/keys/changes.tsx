import type { ReactNode } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { changesSince, missingFrom, type OfficeChange } from '#shared/directory/changes';
import type { DirectoryDraft } from '#shared/directory/contract';
import { unvouchedIn } from '#shared/directory/device';
import { decodeEntry, type Device, type DirectoryEntry } from '#shared/directory/entry';
import { entryCode, fingerprintOf } from '#shared/directory/fingerprint';
import { holdersIn, type NamedHolder } from '#shared/directory/holder';
import { type KeyOrigin, originOf } from '#shared/directory/made';
import { officeText, sameOffice } from '#shared/directory/office';
import { enrolledFromWire, holderFromWire } from '#shared/directory/wire';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Pill } from '../../components/pill';
import { CheckCode } from './check-code';
import { Newcomers } from './newcomers';

interface Props {
  draft: DirectoryDraft;
  published: readonly DirectoryEntry[];
}

type Names = ReadonlyMap<number, string>;

/** Everything that will be signed: each office that changed since the published snapshot, with who came and who left. */
export function Changes({ draft, published }: Props): ReactNode {
  const { epoch, officers, devices, holders } = draft;
  const offices = officesOf(draft);
  const changes = changesSince(published, offices);
  const same = changes.filter(({ change }) => change === 'same').length;
  const registered = holders.map(holderFromWire);
  const names = new Map(officers.map(({ id, name }) => [id, name]));
  return (
    <>
      <Para>{epoch === 0 ? '还没有公布过名录' : `现在公布的是第 ${epoch} 期`}</Para>
      <Para className="mt8">{`这次要签 ${offices.length} 个办公室，其中 ${same} 个和公布的一样。`}</Para>
      <Missing offices={missingFrom(published, offices)} />
      {changes
        .filter(({ change }) => change !== 'same')
        .map((one) => (
          <Changed key={officeText(one.entry.office)} change={one} names={names}>
            <Box className="mt8">
              <Origin origin={originIn(one.entry, draft, published)} entry={one.entry} names={names} />
            </Box>
            <Newcomers entry={one.entry} published={rowsBefore(one.entry, published)} names={names} />
            <Slipped devices={unvouchedOf(one.entry, devices, published)} names={names} />
            <Holders named={holdersIn(one.entry, registered, offices)} offices={offices} />
          </Changed>
        ))}
    </>
  );
}

/**
 * Whether all of it can be signed: no office is missing, the holder of every recovery key that this signature would make
 * new is known, every device is vouched for, and where each new key comes from is known or can be asked by telephone.
 */
export function isSignable(draft: DirectoryDraft, published: readonly DirectoryEntry[]): boolean {
  const offices = officesOf(draft);
  const registered = draft.holders.map(holderFromWire);
  return (
    missingFrom(published, offices).length === 0 &&
    changesSince(published, offices)
      .filter(({ change }) => change !== 'same')
      .every(
        ({ entry }) =>
          originIn(entry, draft, published).kind !== 'refused' &&
          holdersIn(entry, registered, offices).every((one) => one !== null) &&
          unvouchedOf(entry, draft.devices, published).length === 0,
      )
  );
}

function officesOf({ entries }: DirectoryDraft): DirectoryEntry[] {
  return entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);
}

function originIn(
  entry: DirectoryEntry,
  { made }: DirectoryDraft,
  published: readonly DirectoryEntry[],
): KeyOrigin {
  const before = published.find(({ office }) => sameOffice(office, entry.office));
  return originOf(entry, made.map(bytesOf), before);
}

/** Offices that were published and are handed over no more: on the next directory each would come as a new one. */
function Missing({ offices }: { offices: readonly DirectoryEntry[] }): ReactNode {
  if (offices.length === 0) return null;
  const named = offices.map(({ name }) => name).join('、');
  return (
    <Box className="mt8">
      <Note icon="bad" tone="red" title={`公布过的${named}不见了，不能签`}>
        上了名录的办公室不会自己没有。请打电话给管系统的人，查清楚再签。
      </Note>
    </Box>
  );
}

function Changed({
  change: { entry, change, added, removed, moved },
  names,
  children,
}: {
  change: OfficeChange;
  names: Names;
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
      {children}
    </Box>
  );
}

/** Where an office's new key comes from: what was checked here, what has to be asked, or why nothing is signed. */
function Origin({
  origin,
  entry,
  names,
}: {
  origin: KeyOrigin;
  entry: DirectoryEntry;
  names: Names;
}): ReactNode {
  if (origin.kind === 'signed') {
    const who = names.get(origin.officer) ?? `登记号 ${origin.officer}`;
    return <Pill icon="ok" tone="done">{`${who}的设备做的，签名对得上`}</Pill>;
  }
  if (origin.kind === 'call') return <ToAsk why={origin.why} code={entryCode(entry)} />;
  return <Refused why={origin.why} />;
}

/** A key whose maker the county knows no device of: its code is compared by telephone. */
function ToAsk({ why, code }: { why: 'first' | 'gone'; code: string }): ReactNode {
  const title = why === 'first' ? '第一次上名录' : '名录里原来的设备一台也没有了';
  return (
    <Note icon="phone" tone="due" title={`${title}，请打电话核对`}>
      <Para>
        办公室钥匙的核对码 <CheckCode code={code} />
      </Para>
      <Para className="mt8">
        用您自己存的号码打电话，请做这把钥匙的人念他屏幕上的这个码。一样才签，不一样就是有人换过。
      </Para>
    </Note>
  );
}

function Refused({ why }: { why: 'earlier' | 'unsigned' }): ReactNode {
  return why === 'earlier' ? (
    <Note icon="bad" tone="red" title="这是以前的一把钥匙，不能签">
      公布的比它新，有人拿旧的来换。请打电话给管系统的人，查清楚再签。
    </Note>
  ) : (
    <Note icon="bad" tone="red" title="看不出这把钥匙是谁做的，不能签">
      名录里这个办公室的设备还在，却没有一台为它签过名，可能有人换过。请打电话告诉他们，用名录里列着的设备重做一把。
    </Note>
  );
}

/** Devices under the number of somebody whom the county knows, which none of theirs vouched for: nothing is signed. */
function Slipped({ devices, names }: { devices: readonly Device[]; names: Names }): ReactNode {
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
  return unvouchedIn(entry, devices.map(enrolledFromWire), rowsBefore(entry, published));
}

/** The office's rows that the county published before. */
function rowsBefore(
  { office }: DirectoryEntry,
  published: readonly DirectoryEntry[],
): DirectoryEntry['officers'] {
  return published.find((one) => sameOffice(one.office, office))?.officers ?? [];
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
