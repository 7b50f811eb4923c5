import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type StaffList, withdrawInvitation } from '#shared/identity/contract';
import { sayMoment } from '#shared/time';
import { Link } from '../../components/button';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { Table } from '../../components/table';
import { ROLE_NAMES } from '../../platform/office-entries';
import { send } from '../../platform/request';
import { useAct } from '../../platform/use-act';

interface Props {
  area: AreaCode;
  offered: StaffList['offered'];
  again: () => void;
}

/** Invitations that nobody has used, each of which can be taken back. */
export function Offers({ area, offered, again }: Props): ReactNode {
  const { problem, act } = useAct();
  const [gone, setGone] = useState<string>();
  const withdraw = async ({ offer, name }: Props['offered'][number]): Promise<void> => {
    const answer = await act(() => send(withdrawInvitation, { params: { area }, body: { offer } }));
    setGone(answer.ok ? name : undefined);
    again();
  };
  return (
    <>
      <Box className="desk-pad">
        <Heading level={2} className="t2">
          还没有用的邀请码
        </Heading>
        <NotDone title="没有收回" problem={problem} />
        {gone === undefined ? null : (
          <Note icon="ok" tone="done" title={`给${gone}的邀请码已收回`}>
            这个码现在用不了。要再给，重新做一个。
          </Note>
        )}
        {offered.length === 0 ? <Para className="mute mt8">没有。</Para> : null}
      </Box>
      {offered.length > 0 ? (
        <Table
          label="还没有用的邀请码"
          columns={[
            { head: '给谁', cell: ({ name }) => name },
            { head: '职务', cell: ({ role }) => ROLE_NAMES[role] },
            { head: '有效到', cell: ({ until }) => sayMoment(until) },
            {
              head: '收回',
              cell: (one) => (
                <Link label={`收回给${one.name}的邀请码`} onTap={() => void withdraw(one)}>
                  收回
                </Link>
              ),
            },
          ]}
          rows={offered}
          idOf={({ offer }) => offer}
        />
      ) : null}
    </>
  );
}
