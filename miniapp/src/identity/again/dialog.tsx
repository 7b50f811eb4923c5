import { type ReactNode, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { endSession, type Session } from '#shared/identity/contract';
import { Button } from '../../components/button';
import { DeskRoot } from '../../components/desk-root';
import { Dialog } from '../../components/dialog';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { send } from '../../platform/request';
import { takeProof, useSession } from '../../platform/session';
import { checkNumber } from '../check-number';
import { ByPasskey } from '../sign-in/by-passkey';
import { DemoPeople } from '../sign-in/demo-people';
import { Code, useDesk } from '../sign-in/desk-code';

let asking: Promise<boolean> | undefined;

/**
 * Asks the person at this desk to prove again who they are; true once they have, false when they close it. Whoever
 * asks meanwhile waits for the same answer.
 */
export function askInDialog(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

/** The act that asks stands on a page below, whichever that is: so the dialog has a root of its own. */
async function ask(): Promise<boolean> {
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  try {
    return await new Promise((answer) => root.render(<ProveAgain onAnswer={answer} />));
  } finally {
    root.unmount();
    box.remove();
  }
}

/** Takes the new session in place of the old, which is ended; a session of somebody else is ended itself. */
async function takeOver(proved: Session): Promise<boolean> {
  const replaced = takeProof(proved);
  await send(endSession, { body: { refresh: replaced ?? proved.refresh } });
  return replaced !== undefined;
}

function ProveAgain({ onAnswer }: { onAnswer: (proved: boolean) => void }): ReactNode {
  const [isOther, setOther] = useState(false);
  const onSession = useCallback(
    (session: Session) => {
      void takeOver(session).then((proved) => {
        if (proved) onAnswer(true);
        else setOther(true);
      });
    },
    [onAnswer],
  );
  const { desk, problem, again } = useDesk(onSession);
  const name = useSession()?.name;
  const close = (): void => onAnswer(false);
  return (
    <DeskRoot className="again">
      <Dialog
        title="请再确认一次是您本人"
        onClose={close}
        buttons={
          <Button kind="second" onTap={close}>
            先不办
          </Button>
        }
      >
        <Para>这件事办了收不回来。离您上次确认过了十分钟，要用您的手机再确认一次，确认完自动接着办。</Para>
        {isOther ? (
          <Note icon="bad" tone="red" title="还没有确认">
            刚才确认的是另一个人的手机。请用登录这台电脑的那部手机再扫一次，填好的内容还在。
          </Note>
        ) : null}
        <Box className="row mt16">
          <Code key={desk?.scan} desk={desk} problem={problem} again={again} />
          <Box className="grow again-words">
            <Para>用手机微信扫这个二维码，核对数字</Para>
            <Box className="check-number">{desk ? String(checkNumber(desk.scan)) : '…'}</Box>
            <Para>再点“是我登录”。</Para>
            <ByPasskey verb="确认" onSession={onSession} />
          </Box>
        </Box>
        {name === undefined ? null : (
          <DemoPeople title="这是演示县：不用手机" name={name} onSession={onSession} />
        )}
      </Dialog>
    </DeskRoot>
  );
}
