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

/** The office asks whether an office of another kind may have the letter, or handle it jointly: only when its writer says so. */
export function Consent({ open, sending, problem, onSend }: Props): ReactNode {
  const { asked, officeName, nameOf } = open;
  if (!asked) return null;
  const { to, joint } = asked;
  const words = (joint ? JOINTLY : MOVED)(nameOf(to), officeName);
  const answer = (agreed: boolean): void => {
    const consent = { to, agreed, ...(joint && { joint }) };
    void onSend({ text: agreed ? words.yes : words.no, consent });
  };
  const off = sending || isUnsettled(problem);
  return (
    <Sheet pad>
      <Note icon={joint ? 'people' : 'move'} tone="due" title={words.asks}>
        <Para>{words.agreed}</Para>
        <Para>{words.refused}</Para>
      </Note>
      <Box className="mt12">
        <Button off={off} icon={joint ? 'people' : 'move'} onTap={() => answer(true)}>
          {words.button}
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

const MOVED = (name: string, office: string) => ({
  asks: `${office}问：能不能转到${name}？`,
  agreed: `同意：${name}能看到全部来往，${office}以后打不开。回执不变，还在这里查。`,
  refused: `不同意：信还留在${office}。`,
  button: `同意，转到${name}`,
  yes: `同意把这封信转到${name}。`,
  no: `不同意把这封信转到${name}。`,
});

const JOINTLY = (name: string, office: string) => ({
  asks: `${office}问：能不能请${name}一起办？`,
  agreed: `同意：${name}也能看到全部来往，答复、办结还是${office}来做。回执不变，还在这里查。`,
  refused: `不同意：只有${office}办，${name}看不到。`,
  button: `同意，请${name}一起办`,
  yes: `同意请${name}一起办。`,
  no: `不同意请${name}一起办。`,
});

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
