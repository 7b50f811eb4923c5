import { type ReactNode, useState } from 'react';
import type { Progress } from '../platform/keyring';
import { Button } from './button';
import { Field } from './field';
import { Box } from './native';
import { ProgressBar } from './steps';

const SHORTEST = 8;

/** Asks for a passphrase, twice when it is a new one, and shows how far its stretching is. H5 only. */
export function Passphrase({
  fresh,
  verb,
  onGiven,
}: {
  /** Typed twice, because nobody can tell it to them later. */
  fresh?: boolean;
  verb: string;
  /** Answers what is wrong, or nothing when it worked. */
  onGiven: (passphrase: string, progress: Progress) => Promise<string | undefined>;
}): ReactNode {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [wrong, setWrong] = useState<string>();
  const [share, setShare] = useState<number>();
  const give = async (): Promise<void> => {
    const fault = fresh ? faultOf(first, second) : undefined;
    setWrong(fault);
    if (fault !== undefined) return;
    setShare(0);
    setWrong(await onGiven(first, setShare));
    setShare(undefined);
  };
  const busy = share !== undefined;
  const line = { kind: 'password', max: 200, disabled: busy } as const;
  const done = (): void => void give();
  return (
    <Box className="short">
      <Field
        {...line}
        label="口令"
        hint={fresh ? `至少 ${SHORTEST} 个字，别用生日和电话` : undefined}
        value={first}
        error={wrong}
        onInput={setFirst}
        {...(fresh ? {} : { onDone: done })}
      />
      {fresh ? <Field {...line} label="再输一遍" value={second} onInput={setSecond} onDone={done} /> : null}
      <Box className="mt12">
        {busy ? (
          <ProgressBar words="正在用口令算钥匙，要一两秒……" share={share} />
        ) : (
          <Button icon="key" onTap={done}>
            {verb}
          </Button>
        )}
      </Box>
    </Box>
  );
}

function faultOf(first: string, second: string): string | undefined {
  if (first.length < SHORTEST) return `口令至少 ${SHORTEST} 个字`;
  return first === second ? undefined : '两遍不一样，请都重新输一遍';
}
