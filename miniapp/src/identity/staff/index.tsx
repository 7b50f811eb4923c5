import { type ReactNode, useState } from 'react';
import { type HeldGrant, type StaffList, staffList } from '#shared/identity/contract';
import { INVITERS } from '#shared/identity/role';
import { dateOfDay, sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { Empty, Read } from '../../components/states';
import { Table } from '../../components/table';
import { go } from '../../platform/navigate';
import { ROLE_NAMES } from '../../platform/office-entries';
import { useRead } from '../../platform/read';
import { Holder, nameOf } from './holder';
import { Offers } from './offers';

const PAGE = 'identity/staff/index';

const idOf = ({ role, person }: HeldGrant): string => `${role} ${person}`;

/** Who works in an area and which invitations wait; where a duty is ended. */
export default function Staff(): ReactNode {
  return (
    <ForArea title="人员" page={PAGE} roles={INVITERS} levels={['county', 'town', 'village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(staffList, { params: { area: area.code } });
  const [picked, setPicked] = useState<string>();
  const [ended, setEnded] = useState<string>();
  const staff = reading.kind === 'ready' ? reading.value : undefined;
  const holder = staff?.held.find((one) => idOf(one) === picked);
  const onEnded = (name: string): void => {
    setEnded(name);
    setPicked(undefined);
    again();
  };
  return (
    <DeskShell
      title={`人员·${area.name}`}
      current={PAGE}
      actions={
        <>
          {area.elsewhere ? <Link onTap={area.elsewhere}>换一个地方</Link> : null}
          <Button kind="second" onTap={() => go('identity/invite/index', { area: area.code })}>
            邀请
          </Button>
        </>
      }
      side={
        staff && holder ? (
          <Holder
            key={idOf(holder)}
            area={area}
            holder={holder}
            revision={staff.revision}
            onEnded={onEnded}
            again={again}
          />
        ) : undefined
      }
    >
      {ended !== undefined ? (
        <Box className="desk-pad">
          <Note icon="ok" tone="done" title={`${ended}的职务已停`}>
            各处的登录都退出了。已经打开的页面，最多再过十分钟就办不了事。
          </Note>
        </Box>
      ) : null}
      <Read reading={reading} what="人员" again={again}>
        {(value) => <Lists area={area.code} staff={value} picked={picked} onPick={setPicked} again={again} />}
      </Read>
    </DeskShell>
  );
}

function Lists({
  area,
  staff: { held, offered },
  picked,
  onPick,
  again,
}: {
  area: DeskArea['code'];
  staff: StaffList;
  picked: string | undefined;
  onPick: (id: string) => void;
  again: () => void;
}): ReactNode {
  return (
    <>
      {held.length === 0 ? (
        <Empty title="这里还没有人">发了邀请码，对方接受以后，就列在这里。</Empty>
      ) : (
        <Table
          label="在职的人"
          columns={[
            { head: '姓名', cell: nameOf },
            { head: '职务', cell: ({ role }) => ROLE_NAMES[role] },
            { head: '从哪天起', cell: ({ since }) => sayDate(dateOfDay(since)) },
            { head: '名录里的钥匙', cell: ({ keys }) => (keys.length > 0 ? '有' : '没有') },
          ]}
          rows={held}
          idOf={idOf}
          selected={picked}
          onSelect={onPick}
        />
      )}
      <Offers {...{ area, offered, again }} />
    </>
  );
}
