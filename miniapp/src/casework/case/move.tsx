import { type ReactNode, useState } from 'react';
import { type Office, officeText, sameOffice } from '#shared/directory/office';
import { mayGoOn } from '#shared/tip/rules';
import { REASONS_OF, type Way } from '#shared/tip/transfer';
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
} as const satisfies Record<Way, string>;

interface Props extends Acting {
  /** The case is another office's now. */
  readonly onMoved: (to: Office) => void;
}

/** Passing a case on: up, down, or, when its writer lets it go, to an office of another kind. Not while its end is proposed. */
export function MoveCase(props: Props): ReactNode {
  const [shown, setShown] = useState(false);
  const choices = mayGoOn(props.open.view.state) ? choicesOf(props.open) : [];
  if (choices.length === 0) return null;
  return (
    <>
      <Button kind="second" icon="move" onTap={() => setShown(true)}>
        转办……
      </Button>
      {shown ? <Choose {...props} choices={choices} onClose={() => setShown(false)} /> : null}
    </>
  );
}

/** Moves the case: sealed once, and sent again as it is until it is known to have gone or to be refused. */
function useMove({ open, office, keys, onMoved }: Props) {
  const { busy, problem, act } = useAct();
  const [each] = useState(() => new EachOnce<SealedMove, Office>());
  const move = async (deciding: Deciding, also: readonly OpenCase[]): Promise<void> => {
    const { office: to } = deciding.target.route.office;
    const doing = {
      seal: (one: OpenCase): Promise<Outcome<SealedMove>> => {
        const target = one === open ? deciding.target : choiceOf(one, to);
        return target
          ? sealMove(one, office, keys, { ...deciding, target })
          : Promise.resolve({ ok: false, problem: problemOf('tip-elsewhere') });
      },
      send: (one: OpenCase, sealed: SealedMove) => sendMove(one, office, sealed),
    };
    // This one goes last: once it is gone, the page with all of them is.
    const outcome = await act(() => each.run([...also, open], doing, () => undefined));
    if (outcome.ok) onMoved(to);
  };
  return { busy, problem, unsettled: each.unsettled, move };
}

/** The same office as it is a choice of another case's, where that may go there at once. */
function choiceOf(open: OpenCase, to: Office): Choice | undefined {
  if (!mayGoOn(open.view.state)) return undefined;
  return choicesOf(open).find(({ ready, route }) => ready && sameOffice(route.office.office, to));
}

/** What the officer has chosen and written so far. */
function useDraft(choices: readonly Choice[]) {
  const [to, setTo] = useState<string>();
  const [reason, setReason] = useState<TransferReason>();
  const [text, setText] = useState('');
  const [chosenAlong, setAlong] = useState(false);
  const find = (id: string | undefined) =>
    choices.find(({ route }) => officeText(route.office.office) === id);
  const choose = (id: string): void => {
    const next = find(id);
    setTo(id);
    setReason(next && REASONS_OF[next.way].length === 1 ? REASONS_OF[next.way][0] : undefined);
    const isOwn = text !== '' && choices.every((one) => text !== wordingOf(one));
    if (next && !isOwn) setText(wordingOf(next));
  };
  const choice = find(to);
  // Up goes all there is (工作规则 第15条: nothing is kept back); down and aside the officer says.
  const along = choice?.way === 'up' || chosenAlong;
  const fault = faultOf(choice, reason, text);
  return { choice, choose, reason, setReason, text, setText, along, setAlong, fault };
}

type Draft = ReturnType<typeof useDraft>;

function Choose(props: Props & { choices: readonly Choice[]; onClose: () => void }): ReactNode {
  const { choices, onClose } = props;
  const draft = useDraft(choices);
  const moving = useMove(props);
  const asking = useSpeaker(props);
  const { choice, reason, fault } = draft;
  const to = choice?.ready ? choice.route.office.office : undefined;
  const together = useTogether(props.group, (one) => to !== undefined && choiceOf(one, to) !== undefined);
  const busy = moving.busy || asking.busy;
  const go = async (): Promise<void> => {
    if (!choice || fault !== undefined || busy) return;
    const text = draft.text.trim();
    if (choice.ready) {
      if (reason) await moving.move({ target: choice, reason, text, along: draft.along }, together.also);
      return;
    }
    const ask = { to: choice.route.office.office };
    if (await asking.say({ act: { act: 'reply' }, text, ask })) onClose();
  };
  const isAsking = choice !== undefined && !choice.ready;
  return (
    <Telling
      title="转办这封信"
      label={isAsking ? '问来信人' : '告诉来信人'}
      text={draft.text}
      onInput={draft.setText}
      fault={fault}
      after={AFTER}
      verb={isAsking ? '密封并问来信人' : '重新密封并转办'}
      later="先不转"
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
        label="转到哪里"
        choices={choices.map(({ route, way }) => ({
          id: officeText(route.office.office),
          name: route.office.name,
          more: WAYS[way],
        }))}
        chosen={choice ? [officeText(choice.route.office.office)] : []}
        onToggle={choose}
      />
      {choice?.ready && choice.way !== 'up' ? <Along draft={draft} /> : null}
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
function wordingOf({ ready, route }: Choice): string {
  const { name } = route.office;
  return ready
    ? `这件事按规定转到${name}办理。回执不变，还在这里查。`
    : `这件事归${name}管。想转过去，要您同意。同意不同意，请在这里点一下。`;
}

function faultOf(
  choice: Choice | undefined,
  reason: TransferReason | undefined,
  text: string,
): string | undefined {
  if (!choice) return '先选转到哪里。';
  if (choice.ready && !reason) return '先选转办的理由。';
  return textFault(text);
}
