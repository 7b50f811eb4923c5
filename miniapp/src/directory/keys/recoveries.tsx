import { type ReactNode, useEffect, useState } from 'react';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { readCard } from '#shared/directory/card';
import type { Office } from '#shared/directory/office';
import { recoveriesToHold, type RecoveryView } from '#shared/recovery/contract';
import { LOSS_WORDS, nameOfAgreed, namesOf } from '#shared/recovery/words';
import { dateOfDay, sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Section, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone, Read } from '../../components/states';
import type { Keys } from '../../platform/keyring';
import { useRead } from '../../platform/read';
import type { Outcome, Problem } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { agree, checkRequest, type HandedOn, handOn, type SoundRequest } from '../holding';
import { CARD_HINT, sayFault } from './card-words';

/** Letters that offices ask a recovery holder for; nothing where nobody asks. */
export function Recoveries({ office, keys }: { office: Office; keys: Keys }): ReactNode {
  const { reading, again } = useRead(recoveriesToHold, { params: office });
  if (reading.kind === 'ready' && reading.value.recoveries.length === 0) return null;
  return (
    <>
      <Section title="有办公室请您救回信" />
      <Read reading={reading} what="请求" again={again}>
        {({ recoveries }) =>
          recoveries.map((view) => (
            <Request key={view.ask} view={view} office={office} keys={keys} again={again} />
          ))
        }
      </Read>
    </>
  );
}

interface Props {
  view: RecoveryView;
  office: Office;
  keys: Keys;
  again: () => void;
}

/** A request, once it is known who asks. */
function Request(props: Props): ReactNode {
  const { view, again } = props;
  const [checked, setChecked] = useState<Outcome<SoundRequest>>();
  useEffect(() => {
    let here = true;
    void checkRequest(view).then((outcome) => {
      if (here) setChecked(outcome);
    });
    return () => {
      here = false;
    };
  }, [view]);
  if (!checked) return null;
  if (!checked.ok) return <NotSound problem={checked.problem} again={again} />;
  return (
    <Sheet join="first" pad>
      <Said request={checked.value} />
      <Doing {...props} request={checked.value} />
    </Sheet>
  );
}

/** A request of which something is wrong; or one that could not be looked at, which says nothing of who asks. */
function NotSound({ problem, again }: { problem: Problem; again: () => void }): ReactNode {
  if (problem.code === 'recovery-untrusted') return <NotDone title="这个请求先不要办" problem={problem} />;
  return (
    <Note icon="wait" tone="due" title="还不知道是谁请的，先等一等">
      <Para>{problem.title}</Para>
      <Box className="mt8">
        <Button kind="second" onTap={again}>
          再核对一次
        </Button>
      </Box>
    </Note>
  );
}

function Said({ request: { view, ask, office } }: { request: SoundRequest }): ReactNode {
  const agreed = view.agreed.map((one) => ({ name: nameOfAgreed(one) }));
  return (
    <>
      <Box className="b">{`${office.name}请您救回一封信`}</Box>
      <Para className="mt8">
        {`${sayDate(dateOfDay(ask.day))}请的，原因：${LOSS_WORDS[ask.loss]}。一共 ${ask.seqs.length} 条来往，用现在的钥匙都打不开。`}
      </Para>
      <Para className="mute mt8">
        先打电话给那里的人，问清楚是不是真的都打不开了。要两位保管人同意；公开日志会记下有这么一次，看不出是谁的信。您和另一位都看不到信。
      </Para>
      {agreed.length > 0 ? <Para className="mt8">{`${namesOf(agreed)}同意了。`}</Para> : null}
    </>
  );
}

/** What this holder does next: agreeing, then handing on with their card. */
function Doing({ request, office, keys, again }: Props & { request: SoundRequest }): ReactNode {
  const { view } = request;
  const mine = view.holders.find(
    ({ officer, office: at }) =>
      officer === keys.officer && at.area === office.area && at.kind === office.kind,
  );
  const hasAgreed = view.agreed.some(({ recoveryPk }) => recoveryPk === mine?.recoveryPk);
  const hasHanded = view.parts.some(({ recoveryPk }) => recoveryPk === mine?.recoveryPk);
  if (!mine)
    return (
      <Note icon="key" tone="due" inset title="您登记的卡和这台电脑的钥匙对不上">
        重做过钥匙的，先在上面把手上的卡登记一次。
      </Note>
    );
  if (hasAgreed)
    return <HandOn request={request} office={office} pk={mine.recoveryPk} handed={hasHanded} again={again} />;
  if (view.use) return <Para className="mute mt8">已经有两位同意，不用您再办。</Para>;
  return <Agree request={request} office={office} keys={keys} pk={mine.recoveryPk} again={again} />;
}

function Agree({
  request,
  office,
  keys,
  pk,
  again,
}: {
  request: SoundRequest;
  office: Office;
  keys: Keys;
  pk: string;
  again: () => void;
}): ReactNode {
  const { busy, problem, act } = useAct();
  const run = async (): Promise<void> => {
    const outcome = await act(() => agree(request, office, keys, bytesOf(pk)));
    if (outcome.ok) again();
  };
  return (
    <Box className="mt12">
      <Button icon="ok" off={busy} onTap={() => void run()}>
        {busy ? '正在签名' : '问清楚了，签名同意'}
      </Button>
      <NotDone title="没有同意成" problem={problem} />
    </Box>
  );
}

interface Handing {
  request: SoundRequest;
  office: Office;
  /** The key that the holder registered. */
  pk: string;
  handed: boolean;
  again: () => void;
}

/** What is left to do for a holder who agreed. */
function HandOn(props: Handing): ReactNode {
  if (props.request.view.use) return <TypeCard {...props} />;
  return (
    <Box className="mt12">
      <Note icon="ok" tone="done" inset title="您同意了，等另一位保管人">
        另一位也同意、公开日志记下以后，请您再来，照着卡输一次。
      </Note>
      <Box className="mt8">
        <Button kind="second" onTap={props.again}>
          看看有没有新进度
        </Button>
      </Box>
    </Box>
  );
}

/** Reads what was typed from the card, and hands on by it. */
function useCard({ request, office, pk }: Handing) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [done, setDone] = useState<HandedOn>();
  const { busy, problem, act } = useAct();
  const check = async (): Promise<void> => {
    const read = readCard(typed);
    const fault = 'fault' in read ? sayFault(read) : isOther(read, pk) ? OTHER_CARD : undefined;
    setWrong(fault);
    if ('fault' in read || fault) return;
    const outcome = await act(() => handOn(request, office, read));
    if (!outcome.ok) return;
    setTyped('');
    setDone(outcome.value);
  };
  return { typed, setTyped, wrong, done, busy, problem, check };
}

const isOther = (ikm: Uint8Array, pk: string): boolean => toBase64url(deriveKeyPair(ikm).publicKey) !== pk;

/** The card is typed in for this once, and kept nowhere. */
function TypeCard(props: Handing): ReactNode {
  const { typed, setTyped, wrong, done, busy, problem, check } = useCard(props);
  if (done) return <Handed done={done} />;
  return (
    <Box className="mt12">
      {props.handed ? (
        <Note icon="ok" tone="done" inset title="您的一份交了">
          办公室说打不开的，才要照着卡再交一次。
        </Note>
      ) : null}
      <Field
        area
        label="照着保管卡上的数字输"
        hint={CARD_HINT}
        value={typed}
        error={wrong}
        max={400}
        disabled={busy}
        onInput={setTyped}
      />
      <Box className="mt12">
        <Button icon="key" off={busy} onTap={() => void check()}>
          {busy ? '正在打开' : '打开我的一份，封好交出'}
        </Button>
      </Box>
      <Para className="tl mute mt8">只在这个浏览器里用这一次，不存，也不送到服务器。</Para>
      <NotDone title="没有交出" problem={problem} />
    </Box>
  );
}

const OTHER_CARD = '这张卡和您登记的不是同一张，请看看是不是拿错了';

/** What the card opened. That nothing opened is no fault of the holder's. */
function Handed({ done: { opened, all } }: { done: HandedOn }): ReactNode {
  return (
    <Box className="mt12">
      {opened > 0 ? (
        <Note icon="ok" tone="done" inset title="您的一份交了">
          {`打开了 ${opened} 条里您的那一份，只封给那个办公室。请把卡装回信封，锁好。`}
        </Note>
      ) : (
        <Note icon="warn" tone="due" inset title="您的卡没有打开这封信">
          {`${all} 条都没有给您留钥匙：多半是来信人说的事和保管人所在的办公室有关，封的时候谁也没有给。那就救不回来了，请告诉那个办公室。`}
        </Note>
      )}
    </Box>
  );
}
