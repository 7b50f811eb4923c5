import { type ReactNode, useState } from 'react';
import type { Session } from '#shared/identity/contract';
import { Button } from '../../components/button';
import { Box, Para } from '../../components/native';
import { canKeepPasskeys, signInHere } from '../passkey';

/** The way in by a passkey of this computer, where its browser keeps any. */
export function ByPasskey({
  verb,
  onSession,
}: {
  verb: string;
  onSession: (session: Session) => void;
}): ReactNode {
  const [state, setState] = useState<{ busy: boolean; said?: string }>({ busy: false });
  if (!canKeepPasskeys()) return null;
  const start = async (): Promise<void> => {
    setState({ busy: true });
    const answer = await signInHere();
    if (typeof answer === 'string')
      setState({ busy: false, said: '没有用成通行密钥。可以再试一次，或用手机扫码。' });
    else if (answer.ok) onSession(answer.value);
    else setState({ busy: false, said: answer.problem.title });
  };
  return (
    <Box className="mt12">
      <Button kind="second" icon="key" off={state.busy} onTap={() => void start()}>
        {state.busy ? '正在等这台电脑确认' : `用通行密钥${verb}`}
      </Button>
      {state.said === undefined ? null : <Para className="c-red b mt8">{state.said}</Para>}
    </Box>
  );
}
