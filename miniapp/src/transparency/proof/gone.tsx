import type { ReactNode } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { LegalDate, dayOfDate, startOfDay } from '#shared/time';
import { loggedDocument } from '#shared/transparency/contract';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { sayDay } from '../../components/notice-row';
import { AskByPhone } from '../../components/states';
import { useRead } from '../../platform/read';

/** What became of a version that its own page does not show: erased by law, or lost; else only not to be seen. */
export type Gone = { kind: 'erased'; on?: string; reason?: string } | { kind: 'lost' } | { kind: 'unknown' };

/** What lies beside the log of a version, where it is `isAsked`; undefined while it is being asked. */
export function useGone(hash: Uint8Array, isAsked: boolean): Gone | undefined {
  // The file itself is no document of this app: what matters is why there is none.
  const { reading } = useRead(loggedDocument, isAsked ? { params: { leaf: toBase64url(hash) } } : undefined);
  if (!isAsked) return { kind: 'unknown' };
  if (reading.kind !== 'failed') return undefined;
  const { code, fields = [] } = reading.problem;
  if (code === 'not-found') return { kind: 'lost' };
  if (code !== 'document-erased') return { kind: 'unknown' };
  const said = Object.fromEntries(fields.map(({ path, message }) => [path, message]));
  return { kind: 'erased', ...said };
}

/** Says that a version was erased, and why; or that it is lost, and whom to ring. */
export function GoneNote({ version, gone }: { version: number; gone: Gone }): ReactNode {
  if (gone.kind === 'unknown') return null;
  if (gone.kind === 'lost') {
    return (
      <Note icon="warn" tone="due" title={`第 ${version} 版的内容丢失了`}>
        <Box>
          公开日志证明它公布过，县里的系统里却找不到它的内容。多半是恢复数据时丢的，哪一天丢的，这里看不出来。
        </Box>
        <Box>请看村里张贴过的纸质公告，或打电话问清楚。</Box>
        <AskByPhone lead="问村民选举委员会" />
      </Note>
    );
  }
  const on = LegalDate.safeParse(gone.on);
  const day = on.success ? sayDay(startOfDay(dayOfDate(on.data))) : '';
  return (
    <Note icon="bad" tone="red" title={`第 ${version} 版的内容${day}依法删除了`}>
      {`删除原因：${gone.reason ?? '没有写'}`}
    </Note>
  );
}
