import type { ReactNode } from 'react';
import { Sheet } from '../components/head';
import { Para } from '../components/native';
import { Note } from '../components/note';
import { Row } from '../components/row';
import { SwitchRow } from '../components/switch-row';
import { call } from '../platform/device';

const POLICE = '110';

/** Whether what is written next tells of reprisal: sealed with it, and seen first by whoever opens the letter. */
export function Reprisal({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }): ReactNode {
  return (
    <Sheet list>
      <SwitchRow
        icon="warn"
        name="有人因为这封信报复我"
        news={on ? '下面写的，办理的人一打开就先看到' : '打开这个开关，再写是怎么回事'}
        on={on}
        onChange={onChange}
      />
      {on ? (
        <>
          <Note icon="warn" tone="due" title="在下面写几句">
            <Para>谁、哪天、做了什么、伤着人没有。写好点“密封并送出”。</Para>
            <Para>写这些，对方也许猜得到是谁写的信。不想让人猜，就只写要紧的。</Para>
          </Note>
          <Row
            icon="phone"
            name={`有人身危险，先打 ${POLICE}`}
            news="点这里打电话"
            onTap={() => call(POLICE)}
          />
        </>
      ) : null}
    </Sheet>
  );
}
