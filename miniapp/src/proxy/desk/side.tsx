import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract';
import { sayActedFor } from '#shared/election/acted-for';
import { actedFor } from '#shared/election/board';
import {
  type DeskProxy,
  moveProxy,
  type Proxy,
  type ProxyMove,
  type readProxies,
  readProxyPaper,
} from '#shared/proxy/contract';
import { hasEnded } from '#shared/proxy/rules';
import { dateOfDay, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { KeyValue } from '../../components/desk';
import { Field } from '../../components/field';
import { Box, Heading, Para, Picture } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';
import { showJpeg } from '../show-jpeg';
import { sayEnd, sayState } from '../words';
import './desk.css';

/** A village's proxies, and until when they are taken. */
export type Found = Answer<typeof readProxies>;

interface Props {
  shown: DeskProxy;
  found: Found;
  onMoved: () => void;
}

/** One proxy: who, whom, why, its paper, and the next lawful acts. */
export function ProxySide({ shown, found, onMoved }: Props): ReactNode {
  const { proxy } = shown;
  const { principal, agent, relation, reason, askedOn, atCounter, photographed } = proxy;
  return (
    <>
      <Heading level={2} className="t2">
        {`第 ${proxy.number} 号`}
      </Heading>
      <KeyValue name="委托人">{`${principal.name} ${principal.group}`}</KeyValue>
      <KeyValue name="受委托人">{`${agent.name} ${agent.group}`}</KeyValue>
      <KeyValue name="关系">{relation}</KeyValue>
      <KeyValue name="原因">{reason}</KeyValue>
      <KeyValue name="收到">{`${sayDate(askedOn)}（${atCounter ? '当面' : '手机'}）`}</KeyValue>
      <Consented proxy={proxy} />
      <KeyValue name="现在">{sayEnd(proxy) ?? sayState(proxy)}</KeyValue>
      {photographed && !hasEnded(proxy) ? <Paper proxy={proxy} /> : null}
      <OnList listing={shown.listing} />
      {hasEnded(proxy) || dateOfDay(today()) >= found.electionDay ? null : (
        <Acts {...{ shown, found, onMoved }} />
      )}
    </>
  );
}

/** Where the published list and what counts differ. */
function OnList({ listing }: Pick<DeskProxy, 'listing'>): ReactNode {
  if (listing === 'stale') {
    return (
      <Note icon="warn" tone="due" title="公布的名单里还有这一份">
        请更正委托名单公告，或者另发一份新的名单，去掉这一份。
      </Note>
    );
  }
  return listing === 'dropped' ? (
    <Note icon="bad" tone="red" title="公布的名单里没有这一份了">
      没有公布的不能代投。请把它写回委托名单公告，再到“委托名单公告”里记下。
    </Note>
  ) : null;
}

function Consented({ proxy }: { proxy: Proxy }): ReactNode {
  if (!('consent' in proxy)) return null;
  const { consent } = proxy;
  const how = consent.how === 'self' ? '受委托人在手机上同意' : '两人都在纸上签名';
  return (
    <>
      <KeyValue name="同意">{`${sayDate(consent.on)}${how}${sayActedFor(consent.by)}`}</KeyValue>
      {'check' in proxy ? (
        <KeyValue name="核对">{`${sayDate(proxy.check.on)}${sayActedFor(proxy.check.by)}`}</KeyValue>
      ) : null}
    </>
  );
}

/** The photograph, for the village's own office. */
function Paper({ proxy: { area, id } }: { proxy: Proxy }): ReactNode {
  const grants = useSession()?.grants ?? [];
  const [src, setSrc] = useState<string>();
  const { problem, act } = useAct();
  if (actedFor(grants, area) !== undefined) {
    return <Para className="mute tl mt8">委托书的照片只有本村选举委员会能看。</Para>;
  }
  const open = async (): Promise<void> => {
    const answer = await act(() => send(readProxyPaper, { params: { area, id } }));
    if (answer.ok) setSrc(showJpeg(answer.value.paper));
  };
  if (src) return <Picture className="proxy-paper" src={src} label="委托书的照片" />;
  return (
    <Box className="mt8">
      <NotDone title="照片没打开" problem={problem} />
      <Button kind="second" icon="photo" onTap={() => void open()}>
        看委托书
      </Button>
    </Box>
  );
}

function useMoving({ area, id }: Proxy, onMoved: () => void) {
  const { busy, problem, act } = useAct();
  const move = async (body: ProxyMove): Promise<void> => {
    const answer = await act(() => send(moveProxy, { params: { area, id }, body }));
    if (answer.ok) onMoved();
  };
  return { problem, busy, move };
}

type Moving = ReturnType<typeof useMoving>;

function Acts({ shown: { proxy, agentStands }, found, onMoved }: Props): ReactNode {
  const moving = useMoving(proxy, onMoved);
  const { problem } = moving;
  return (
    <Box className="mt16">
      <NotDone title="没有记下" problem={problem} />
      {agentStands ? <Void proxy={proxy} moving={moving} /> : <Next proxy={proxy} moving={moving} />}
      {proxy.state === 'listed' ? null : <Refuse basis={found.basis} moving={moving} />}
      <Withdraw moving={moving} />
    </Box>
  );
}

function Void({ proxy: { agent }, moving: { busy, move } }: { proxy: Proxy; moving: Moving }): ReactNode {
  return (
    <>
      <Note icon="bad" tone="red" title={`${agent.name}在候选人名单上`}>
        候选人不得接受委托。请告诉委托人另找一个人，或者自己来投票。
      </Note>
      <Button off={busy} onTap={() => void move({ to: 'void' })}>
        这份委托作废
      </Button>
    </>
  );
}

function Next({ proxy: { state }, moving: { busy, move } }: { proxy: Proxy; moving: Moving }): ReactNode {
  if (state === 'asked') {
    return (
      <>
        <Button off={busy} onTap={() => void move({ to: 'consented' })}>
          受委托人签了名
        </Button>
        <Para className="then">纸上看到两人签名才点；不点，就等他在手机上同意。</Para>
      </>
    );
  }
  if (state === 'consented') {
    return (
      <>
        <Button off={busy} onTap={() => void move({ to: 'checked' })}>
          核对过，可以委托
        </Button>
        <Para className="then">两人都在名单上，签名是本人的，选举日在外。</Para>
      </>
    );
  }
  return state === 'checked' ? (
    <Para className="then">名单公布以后才能代投，去“委托名单公告”公布。</Para>
  ) : null;
}

/** What a proxy is refused for, as the law and its paper ask. */
const REASONS = [
  '委托书上没有本人签名',
  '选举期间没有外出，可以自己来投票',
  '委托书写得不全，或者看不清',
  '别的原因',
] as const;
const OTHER: string = REASONS[3];

function Refuse({ basis, moving: { busy, move } }: { basis: string; moving: Moving }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<string>();
  const [other, setOther] = useState('');
  const why = picked === OTHER ? other.trim() : picked && `${picked}。依据${basis}。`;
  if (!isOpen) {
    return (
      <Box className="mt12">
        <Button kind="second" onTap={() => setOpen(true)}>
          不通过……
        </Button>
      </Box>
    );
  }
  return (
    <Box className="mt12">
      <ChoiceList
        one
        label="为什么不通过"
        choices={REASONS.map((name) => ({ id: name, name }))}
        chosen={picked ? [picked] : []}
        onToggle={setPicked}
      />
      {picked === OTHER ? (
        <Field area label="原因" hint="写上依据哪一条" rows={2} max={100} value={other} onInput={setOther} />
      ) : null}
      <Box className="mt8">
        <Button
          kind="danger"
          off={busy || !why || why.length < 4}
          onTap={() => void (why && move({ to: 'refused', why }))}
        >
          记下不通过
        </Button>
      </Box>
      <Para className="then">委托人和受委托人在手机上看得到原因。照片随后删掉。</Para>
    </Box>
  );
}

function Withdraw({ moving: { busy, move } }: { moving: Moving }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <Box className="mt12">
      {isOpen ? (
        <>
          <Button kind="danger" off={busy} onTap={() => void move({ to: 'withdrawn' })}>
            记下撤回
          </Button>
          <Para className="then">委托人本人来说了才记。记下以后不能再改，照片随后删掉。</Para>
        </>
      ) : (
        <Button kind="second" onTap={() => setOpen(true)}>
          委托人来撤回……
        </Button>
      )}
    </Box>
  );
}
