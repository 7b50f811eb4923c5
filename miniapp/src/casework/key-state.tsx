import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Box } from '../components/native';
import { Pill } from '../components/pill';
import { lockKeys } from '../platform/keyring';

/** Whether this desk's keys are open, and how to lock them. */
export function KeyState({ open }: { open: boolean }): ReactNode {
  if (!open) return <Pill icon="lock">钥匙锁着</Pill>;
  return (
    <>
      <Pill icon="key" tone="done">
        钥匙已打开，关掉页面就锁
      </Pill>
      <Box className="ml8">
        <Button kind="second" icon="lock" onTap={lockKeys}>
          现在锁上
        </Button>
      </Box>
    </>
  );
}
