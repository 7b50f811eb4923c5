import type { ReactNode } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Para } from '../../components/native';
import { NotDone } from '../../components/states';
import type { Speaker } from '../saying';

interface Props extends Pick<Speaker, 'busy' | 'problem' | 'unsettled'> {
  title: string;
  /** What the words are for: to tell the writer, or to ask them. */
  label: string;
  text: string;
  onInput: (text: string) => void;
  /** Why it cannot be sent yet. */
  fault: string | undefined;
  /** What happens once it is sent. */
  after: string;
  verb: string;
  later: string;
  onSend: () => void;
  onClose: () => void;
  /** What is chosen before it is written; nothing else is chosen while what was sent may have arrived. */
  children?: ReactNode;
}

/** Something the office does and tells the writer, sealed: sent again as it is until it is known to have arrived. */
export function Telling(props: Props): ReactNode {
  const { busy, problem, unsettled, fault, onClose, onSend } = props;
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        {props.later}
      </Button>
      <Button off={fault !== undefined || busy} icon="lock" onTap={onSend}>
        {busy ? '正在密封' : unsettled ? '再送一次' : props.verb}
      </Button>
    </>
  );
  return (
    <Dialog title={props.title} onClose={onClose} buttons={buttons}>
      {unsettled ? null : props.children}
      <Field
        area
        label={props.label}
        hint="不要写出能认出来信人的话"
        value={props.text}
        max={MAX_TEXT}
        rows={4}
        disabled={busy || unsettled}
        onInput={props.onInput}
      />
      {fault ? <Para className="tl c-due b mt8">{fault}</Para> : null}
      <Para className="tl mute mt8">{props.after}</Para>
      <NotDone title={unsettled ? '还不知道办成没有' : '没有办成'} problem={problem} />
    </Dialog>
  );
}
