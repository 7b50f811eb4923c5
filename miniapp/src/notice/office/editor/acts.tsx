import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { discardNotice } from '#shared/notice/contract';
import type { NoticeText } from '#shared/notice/notice';
import { Button, Link } from '../../../components/button';
import type { DeskArea } from '../../../components/desk-area';
import { Words } from '../../../components/native';
import { go, replace } from '../../../platform/navigate';
import { send } from '../../../platform/request';
import { useSession } from '../../../platform/session';
import { PublishDialog, ReasonDialog, ScheduleDialog } from './dialogs';
import {
  correcting as correct,
  type Desk,
  erasing,
  publishing,
  unscheduling,
  withdrawing,
} from './use-notice';

interface Props {
  area: DeskArea;
  desk: Desk;
  correcting: boolean;
  onCorrect: () => void;
  /** Goes back to what is stored, or to nothing. */
  leaveUnsaved: () => void;
  /** The correction is published. */
  onCorrected: () => void;
}

type Asking = 'publish' | 'schedule' | 'withdraw' | 'erase' | { correct: NoticeText };

/** What may be done with the notice now, by its state; questions before what cannot be undone. */
export function Acts(props: Props): ReactNode {
  const { desk, area } = props;
  const [asking, setAsking] = useState<Asking>();
  const mayWrite = useSession()?.grants.some(({ role }) => STAFF.some((staff) => staff === role)) ?? false;
  const id = desk.notice?.id;
  return (
    <>
      {id ? (
        <Link icon="print" onTap={() => go('notice/office/print/index', { area: area.code, id })}>
          打印
        </Link>
      ) : null}
      {mayWrite ? <ByState {...props} ask={setAsking} /> : null}
      {asking ? <Question {...props} asking={asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}

function ByState(props: Props & { ask: (asking: Asking) => void }): ReactNode {
  const { desk, correcting, onCorrect, leaveUnsaved, ask } = props;
  if (correcting) {
    const publish = (): void => {
      const text = desk.checked(true);
      if (text) ask({ correct: text });
    };
    return (
      <>
        <Button kind="second" onTap={leaveUnsaved}>
          不改了
        </Button>
        <Button off={!desk.dirty} onTap={publish}>
          核对并公布更正
        </Button>
      </>
    );
  }
  switch (desk.notice?.state.kind) {
    case 'scheduled':
      return (
        <>
          <Button kind="second" off={desk.busy} onTap={() => void desk.act(unscheduling)}>
            改回草稿
          </Button>
          <Button kind="second" onTap={() => ask('schedule')}>
            改时间
          </Button>
          <Button onTap={() => ask('publish')}>现在就公布</Button>
        </>
      );
    case 'published':
      return (
        <>
          <Erase ask={ask} />
          <Button kind="second" onTap={() => ask('withdraw')}>
            撤回
          </Button>
          <Button onTap={onCorrect}>更正</Button>
        </>
      );
    case 'withdrawn':
      return <Erase ask={ask} />;
    case 'erased':
      return null;
    default:
      return <ForDraft {...props} />;
  }
}

/** Only the county erases, and only unlawful or personal text. */
function Erase({ ask }: { ask: (asking: Asking) => void }): ReactNode {
  const isCounty = useSession()?.grants.some(({ role }) => role === 'county') ?? false;
  return isCounty ? <Link onTap={() => ask('erase')}>删除内容</Link> : null;
}

function ForDraft({ area, desk, leaveUnsaved, ask }: Props & { ask: (asking: Asking) => void }): ReactNode {
  const { notice, dirty, busy } = desk;
  const discard = async (): Promise<void> => {
    if (!notice) return;
    const params = { area: area.code, id: notice.id };
    const gone = await send(discardNotice, { params, body: { revision: notice.revision } });
    if (gone.ok) replace('notice/office/index', { area: area.code });
  };
  const saved = notice && !dirty;
  const askOnceSaved = async (what: 'publish' | 'schedule'): Promise<void> => {
    if (await desk.save(true)) ask(what);
  };
  return (
    <>
      <Words className="mute tl">{saved ? '已存草稿' : dirty ? '还没有存' : ''}</Words>
      {saved ? <Link onTap={() => void discard()}>不要了</Link> : null}
      {dirty && !notice ? <Link onTap={leaveUnsaved}>不要了</Link> : null}
      <Button kind="second" off={busy || saved === true} onTap={() => void desk.save()}>
        存草稿
      </Button>
      <Button kind="second" off={busy} onTap={() => void askOnceSaved('schedule')}>
        定时公布
      </Button>
      <Button off={busy} onTap={() => void askOnceSaved('publish')}>
        核对并公布
      </Button>
    </>
  );
}

function Question({
  area,
  desk,
  asking,
  onClose,
  onCorrected,
}: Props & { asking: Asking; onClose: () => void }): ReactNode {
  const shared = { busy: desk.busy, problem: desk.problem, onClose };
  const then = async (done: Promise<boolean>, more?: () => void): Promise<void> => {
    if (!(await done)) return;
    onClose();
    more?.();
  };
  if (asking === 'publish') {
    const { title } = desk.form;
    const publish = () => void then(desk.act(publishing()));
    return <PublishDialog {...shared} place={area.name} title={title} onPublish={publish} />;
  }
  if (asking === 'schedule') {
    return <ScheduleDialog {...shared} onSchedule={(at) => void then(desk.act(publishing(at)))} />;
  }
  if (asking === 'withdraw') {
    return (
      <ReasonDialog
        {...shared}
        act="withdraw"
        onReason={(reason) => void then(desk.act(withdrawing(reason)))}
      />
    );
  }
  if (asking === 'erase') {
    return (
      <ReasonDialog {...shared} act="erase" onReason={(reason) => void then(desk.act(erasing(reason)))} />
    );
  }
  const { correct: text } = asking;
  return (
    <ReasonDialog
      {...shared}
      act="correct"
      onReason={(reason) => void then(desk.act(correct(text, reason)), onCorrected)}
    />
  );
}
