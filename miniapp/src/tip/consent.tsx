import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Box, Para, Words } from '../components/native';
import { Note } from '../components/note';
import { Row } from '../components/row';
import { Sheet } from '../components/head';
import { isUnsettled } from '../platform/acknowledged';
import { call } from '../platform/device';
import type { Problem } from '../platform/request';
import { HOTLINE } from './reach';
import type { More, OpenCase } from './sending';

interface Props {
  open: OpenCase;
  sending: boolean;
  problem: Problem | undefined;
  onSend: (said: More) => Promise<boolean>;
}

/** The office asks whether the letter may go to an office of another kind: it goes only when its writer says so. */
export function Consent({ open, sending, problem, onSend }: Props): ReactNode {
  const { asked, officeName, nameOf } = open;
  if (!asked) return null;
  const name = nameOf(asked);
  const answer = (agreed: boolean): void => {
    const text = agreed ? `同意把这封信转到${name}。` : `不同意把这封信转到${name}。`;
    void onSend({ text, consent: { to: asked, agreed } });
  };
  const off = sending || isUnsettled(problem);
  return (
    <Sheet pad>
      <Note icon="move" tone="due" title={`${officeName}问：能不能转到${name}？`}>
        <Para>{`同意：${name}能看到全部来往，${officeName}以后打不开。回执不变，还在这里查。`}</Para>
        <Para>{`不同意：信还留在${officeName}。`}</Para>
      </Note>
      <Box className="mt12">
        <Button off={off} icon="move" onTap={() => answer(true)}>
          {`同意，转到${name}`}
        </Button>
      </Box>
      <Box className="mt8">
        <Button kind="second" off={off} onTap={() => answer(false)}>
          不同意
        </Button>
      </Box>
      {problem ? <Words className="c-red">{problem.title}</Words> : null}
    </Sheet>
  );
}

/** The letter was moved to where it may not go: nothing more is sealed to anybody there. */
export function Astray(): ReactNode {
  return (
    <Sheet join="first">
      <Note icon="bad" tone="red" title="这封信被转到了不该去的地方">
        手机核对不上这次转送，所以这里不能再写，写了可能被不该看的人看到。原来写的，那边可能已经看过。
      </Note>
      <Row
        icon="phone"
        name="向上级反映"
        news={`打 ${HOTLINE}，说清回执上的信被转走`}
        onTap={() => call(HOTLINE)}
      />
    </Sheet>
  );
}
