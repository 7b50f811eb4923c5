import type { ReactNode } from 'react';
import { sayMoment } from '#shared/time';
import { Button } from '../../components/button';
import { Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { Row } from '../../components/row';
import { AskByPhone } from '../../components/states';
import { useNow } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useWaiting, type Waiting } from '../../platform/waiting';

function Unsent({ what, until, needsSignIn, open }: Waiting & { needsSignIn: boolean; open: () => void }) {
  return (
    <>
      <Note icon="wait" tone="due" title={`${what}已存好，还没送出`}>
        {`${needsSignIn ? '本人登录后才能送出。' : '有网会自动送出。'}${sayMoment(until)}前有效。`}
      </Note>
      {needsSignIn ? (
        <Row icon="me" name="登录后送出" onTap={() => go('identity/sign-in/index')} />
      ) : (
        <Row icon="pen" name="去看看" onTap={open} />
      )}
    </>
  );
}

function Ended({ note, onRead, ask }: { note: ReactNode; onRead: () => void; ask: boolean }): ReactNode {
  return (
    <>
      {note}
      <Box className="pad">
        <Button kind="second" onTap={onRead}>
          知道了
        </Button>
        {ask ? <AskByPhone lead="要问" /> : null}
      </Box>
    </>
  );
}

function One(waiting: Waiting): ReactNode {
  const now = useNow();
  const { what, until, state, page, query, onRead } = waiting;
  switch (state.kind) {
    case 'waiting':
      return <Unsent {...waiting} needsSignIn={state.needsSignIn} open={() => go(page, query)} />;
    case 'arrived': {
      const note = (
        <Note icon="proof" tone="done" title={`${what}已送到，已收录`}>
          {now < until ? `${sayMoment(until)}前想改还能改。` : null}
        </Note>
      );
      return <Ended note={note} onRead={onRead} ask={false} />;
    }
    case 'given-up': {
      const note = (
        <Note icon="bad" tone="red" title={`${what}${state.title}`}>
          {state.words}
        </Note>
      );
      return <Ended note={note} onRead={onRead} ask />;
    }
  }
}

/** What was stored on this phone without network: that it is not sent yet, that it went out, or that it did not. */
export function StoredHere(): ReactNode {
  return useWaiting().map((one) => (
    <Sheet key={`${one.person} ${one.what} ${one.until}`}>
      <One {...one} />
    </Sheet>
  ));
}
