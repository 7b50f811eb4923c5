import { type ReactNode, useState } from 'react';
import { type Office, officeText } from '#shared/directory/office';
import { mayGoOn } from '#shared/tip/rules';
import { partnerOf, REASONS_OF, type Target, type Way } from '#shared/tip/transfer';
import { TRANSFER_REASONS, TRANSFER_WORDS, type TransferReason } from '#shared/tip/transfer-reason';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { type Outcome, problemOf } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { type Choice, choicesOf, type Deciding, sealMove, type SealedMove, sendMove } from '../moving';
import { EachOnce } from '../each-once';
import type { OpenCase } from '../opening';
import { type Acting, useSpeaker } from '../saying';
import { Telling } from './telling';
import { Together, useTogether } from './together';
import { textFault } from './wording';

const WAYS = {
  up: '上级机关。转上去以后，本办公室打不开了',
  down: '下级机关。转下去以后，本办公室打不开了，过了最后一天没办，才能再看',
  aside: '另一个机关。来信人同意才能转',
  join: '请来联合办理。来信人同意才能请，主办还是本办公室',
} as const satisfies Record<Way, string>;

interface Props extends Acting {
  /** The case is another office's now, or still this one's, with a second one. */
  readonly onMoved: (to: Office) => void;
}

/**
 * Passing a case on: up, down, or, when its writer lets it go, to an office of another kind; or bringing one of these in to
 * handle it jointly. Not while its end is proposed.
 */
export function MoveCase(props: Props): ReactNode {
  const [shown, setShown] = useState<'move' | 'join'>();
  const choices = mayGoOn(props.open.view.state) ? choicesOf(props.open) : [];
  const joins = choices.filter(({ way }) => way === 'join');
  const moves = choices.filter(({ way }) => way !== 'join');
  const close = (): void => setShown(undefined);
  return (
    <>
      {moves.length > 0 ? (
        <Button kind="second" icon="move" onTap={() => setShown('move')}>
          转办……
        </Button>
      ) : null}
      {joins.length > 0 ? (
        <Button kind="second" icon="people" onTap={() => setShown('join')}>
          请来联合办理……
        </Button>
      ) : null}
      {shown === 'move' ? <Choose {...props} choices={moves} title="转办这封信" onClose={close} /> : null}
      {shown === 'join' ? <Choose {...props} choices={joins} title="请来联合办理" onClose={close} /> : null}
    </>
  );
}

/** Moves the case: sealed once, and sent again as it is until it is known to have gone or to be refused. */
function useMove({ open, office, keys, onMoved }: Props) {
  const { busy, problem, act } = useAct();
  const [each] = useState(() => new EachOnce<SealedMove, Office>());
  const move = async (deciding: Deciding, also: readonly OpenCase[]): Promise<boolean> => {
    const doing = {
      seal: (one: OpenCase): Promise<Outcome<SealedMove>> => {
        const target = one === open ? deciding.target : choiceOf(one, deciding.target);
        return target
          ? sealMove(one, office, keys, { ...deciding, target })
          : Promise.resolve({ ok: false, problem: problemOf('tip-elsewhere') });
      },
      send: (one: OpenCase, sealed: SealedMove) => sendMove(one, office, sealed),
    };
    // This one goes last: once it is gone, the page with all of them is.
    const outcome = await act(() => each.run([...also, open], doing, () => undefined));
    if (outcome.ok) onMoved(deciding.target.route.office.office);
    return outcome.ok;
  };
  return { busy, problem, unsettled: each.unsettled, move };
}

/** What is chosen for one case as it is a choice of another one's, where that may be done at once. */
function choiceOf(open: OpenCase, chosen: Target): Choice | undefined {
  if (!mayGoOn(open.view.state)) return undefined;
  return choicesOf(open).find((choice) => choice.ready && idOf(choice) === idOf(chosen));
}

/** Tells choices apart: an office may be one to which the case goes, and one that comes in. */
function idOf(target: Target): string {
  return `${target.way} ${officeText(partnerOf(target).office)}`;
}

/** What the officer has chosen and written so far. */
function useDraft(choices: readonly Choice[]) {
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState<TransferReason>();
  const [text, setText] = useState('');
  const [chosenAlong, setAlong] = useState(false);
  const find = (id: string | undefined) => choices.find((one) => idOf(one) === id);
  const choose = (id: string): void => {
    const next = find(id);
    setTo(id);
    setReason(next && REASONS_OF[next.way].length === 1 ? REASONS_OF[next.way][0] : undefined);
    const isOwn = text !== '' && choices.every((one) => text !== wordingOf(one));
    if (next && !isOwn) setText(wordingOf(next));
  };
  const choice = find(to);
  // Up goes all there is (工作规则 第15条: nothing is kept back), and what stays, stays; down and aside the officer says.
  const along = choice?.way === 'up' || choice?.way === 'join' || chosenAlong;
  const fault = faultOf(choice, reason, text);
  return { choice, choose, reason, setReason, text, setText, along, setAlong, fault };
}

type Draft = ReturnType<typeof useDraft>;

interface ChooseProps extends Props {
  choices: readonly Choice[];
  title: string;
  onClose: () => void;
}

function Choose(props: ChooseProps): ReactNode {
  const { choices, title, onClose } = props;
  const draft = useDraft(choices);
  const moving = useMove(props);
  const asking = useSpeaker(props);
  const { choice, reason, fault } = draft;
  const together = useTogether(
    props.group,
    (one) => choice?.ready === true && choiceOf(one, choice) !== undefined,
  );
  const busy = moving.busy || asking.busy;
  const go = async (): Promise<void> => {
    if (!choice || fault !== undefined || busy) return;
    const text = draft.text.trim();
    if (choice.ready) {
      const deciding = reason && { target: choice, reason, text, along: draft.along };
      if (deciding && (await moving.move(deciding, together.also))) onClose();
      return;
    }
    const ask = {
      to: partnerOf(choice).office,
      ...(choice.way === 'join' && { joint: true as const }),
    };
    if (await asking.say({ act: { act: 'reply' }, text, ask })) onClose();
  };
  const isAsking = choice !== undefined && !choice.ready;
  return (
    <Telling
      title={title}
      label={isAsking ? '问来信人' : '告诉来信人'}
      text={draft.text}
      onInput={draft.setText}
      fault={fault}
      after={choice?.way === 'join' ? AFTER_JOINING : AFTER}
      verb={isAsking ? '密封并问来信人' : choice?.way === 'join' ? '重新密封并请来' : '重新密封并转办'}
      later={choice?.way === 'join' ? '先不请' : '先不转'}
      busy={busy}
      unsettled={moving.unsettled || asking.unsettled}
      problem={moving.problem ?? asking.problem}
      onSend={() => void go()}
      onClose={onClose}
    >
      <Where choices={choices} draft={draft} />
      {choice?.ready ? <Together {...together} /> : null}
    </Telling>
  );
}

/** To which office, and under which rule where there is more than one. */
function Where({ choices, draft }: { choices: readonly Choice[]; draft: Draft }): ReactNode {
  const { choice, choose, reason, setReason } = draft;
  return (
    <>
      <ChoiceList
        one
        label={choices[0]?.way === 'join' ? '请谁来' : '转到哪里'}
        choices={choices.map((one) => ({ id: idOf(one), name: partnerOf(one).name, more: WAYS[one.way] }))}
        chosen={choice ? [idOf(choice)] : []}
        onToggle={choose}
      />
      {choice?.ready && (choice.way === 'down' || choice.way === 'aside') ? <Along draft={draft} /> : null}
      {choice && REASONS_OF[choice.way].length > 1 ? (
        <Reasons way={choice.way} chosen={reason} onChoose={setReason} />
      ) : null}
    </>
  );
}

/** Whether another office gets the internal notes too: else from then on they open for nobody. */
function Along({ draft: { along, setAlong } }: { draft: Draft }): ReactNode {
  return (
    <ChoiceList
      label="内部记录"
      choices={[
        {
          id: 'along',
          name: '内部记录也一起转',
          more: along ? '那边都看得到' : '不勾就不转，从此谁也打不开',
        },
      ]}
      chosen={along ? ['along'] : []}
      onToggle={() => setAlong(!along)}
    />
  );
}

const AFTER =
  '转办时，这台电脑把每一条来往都重新密封给新的办公室，转上级时内部记录也在内，原来的封口同时删掉。回执不变，来信人下次打开看到转到了哪里、为什么。您已经看过的、抄下的，由您保密。';

const AFTER_JOINING =
  '这台电脑把每一条来往都给那个办公室另封一份，他们从现在起看得到全部来往，看不到内部记录；受理、答复、办结还是本办公室来做。来信人下次打开会看到。';

function Reasons({
  way,
  chosen,
  onChoose,
}: {
  way: Way;
  chosen: TransferReason | undefined;
  onChoose: (reason: TransferReason) => void;
}): ReactNode {
  return (
    <ChoiceList
      one
      label="转办的理由"
      choices={REASONS_OF[way].map((id) => ({ id, name: TRANSFER_WORDS[id] }))}
      chosen={chosen ? [chosen] : []}
      onToggle={(id) => {
        const reason = TRANSFER_REASONS.find((one) => one === id);
        if (reason) onChoose(reason);
      }}
    />
  );
}

/** A first wording for the writer, or the question to them. */
function wordingOf(choice: Choice): string {
  const { ready, way } = choice;
  const { name } = partnerOf(choice);
  if (way === 'join')
    return ready
      ? `这件事请${name}一起办。主办、回执都不变。`
      : `这件事${name}也管。想请他们一起办，要您同意。同意不同意，请在这里点一下。`;
  return ready
    ? `这件事按规定转到${name}办理。回执不变，还在这里查。`
    : `这件事归${name}管。想转过去，要您同意。同意不同意，请在这里点一下。`;
}

function faultOf(
  choice: Choice | undefined,
  reason: TransferReason | undefined,
  text: string,
): string | undefined {
  if (!choice) return '先选一个办公室。';
  if (choice.ready && !reason) return '先选转办的理由。';
  return textFault(text);
}
