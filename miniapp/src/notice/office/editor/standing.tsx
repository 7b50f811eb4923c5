import type { ReactNode } from 'react';
import type { OfficeNotice } from '#shared/notice/notice';
import { Box } from '../../../components/native';
import { Note } from '../../../components/note';
import { NotDone } from '../../../components/states';
import { sayWhen } from '../words';
import type { Desk } from './use-notice';

/** Where the notice stands, and what went wrong last: above the text. */
export function Standing({ desk, correcting }: { desk: Desk; correcting: boolean }): ReactNode {
  const { notice, problem, errors, restored, dirty } = desk;
  const wrong = Object.keys(errors).length;
  return (
    <Box className="write-notes">
      <NotDone title="没有办成" problem={problem} />
      {wrong > 0 ? <Note icon="bad" tone="red" title={`有 ${wrong} 处要改，已在旁边写明`} /> : null}
      {restored && dirty ? (
        <Note icon="save" title="上次没存的内容放回来了">
          这台电脑上写过，还没有存。接着写就行。
        </Note>
      ) : null}
      {correcting ? (
        <Note icon="pen" tone="due" title={`正在写第 ${(notice?.version ?? 0) + 1} 版，还没有公布`} />
      ) : null}
      {notice && !correcting ? <StateNote notice={notice} /> : null}
    </Box>
  );
}

function StateNote({ notice: { state, version } }: { notice: OfficeNotice }): ReactNode {
  switch (state.kind) {
    case 'draft':
      return null;
    case 'scheduled':
      return (
        <Note icon="clock" tone="due" title={`${sayWhen(state.publishAt)} 自己公布`}>
          要改内容，先改回草稿。
        </Note>
      );
    case 'published':
      return (
        <Note icon="ok" tone="done" title={`${sayWhen(state.publishedAt)} 起公开`}>
          {state.reason ? `第 ${version} 版，${sayWhen(state.changedAt)} 更正：${state.reason}` : null}
        </Note>
      );
    case 'withdrawn':
      return (
        <Note icon="bad" tone="red" title={`${sayWhen(state.withdrawnAt)} 撤回`}>
          {`原因：${state.reason}。原文还看得到，不能再改。`}
        </Note>
      );
    case 'erased':
      return (
        <Note icon="bad" tone="red" title={`${sayWhen(state.erasedAt)} 删除内容`}>
          {`原因：${state.reason}。每一版的内容和附件都没有了，公开日志里的凭据还在。`}
        </Note>
      );
  }
}
