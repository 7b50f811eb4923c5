import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { safeName } from '#shared/tip/file-kind';
import { type GetPiece, openEnclosure } from '../platform/enclosed';
import type { Problem } from '../platform/request';
import { keepFile, playSound, type Shown, showPicture } from '../platform/show-file';
import { Link } from './button';
import { Icon } from './icon';
import { Box, Para, Picture, Words } from './native';
import { Sound } from './sound';
import { ProgressBar } from './steps';
import './letter-files.css';

/** How large a file is, as most would say it. */
export function sizeWords(bytes: number): string {
  const kilo = Math.max(1, Math.round(bytes / 1000));
  return kilo < 1000 ? `${kilo} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The files of a letter: opened on this device alone, each when it is asked for. */
export function LetterFiles({
  files,
  get,
}: {
  /** Null where what the server gave is not what was sealed. */
  files: readonly ProvenEnclosure[] | null;
  get: GetPiece;
}): ReactNode {
  if (files === null) {
    return <Para className="tl c-red b mt8">随信的文件和封信时的对不上，没有显示。信里的字不受影响。</Para>;
  }
  if (files.length === 0) return null;
  return (
    <Box className="letter-files" role="list" label="随信的文件">
      {files.map((file) => (
        <OneFile key={file.enclosure.id.join()} file={file} get={get} />
      ))}
    </Box>
  );
}

type State =
  | { at: 'closed'; problem?: Problem }
  | { at: 'opening'; done: number }
  | { at: 'picture' | 'sound'; shown: Shown; parts: readonly Uint8Array[] }
  | { at: 'other'; parts: readonly Uint8Array[] };

function OneFile({ file, get }: { file: ProvenEnclosure; get: GetPiece }): ReactNode {
  const { name, length, pieces } = file.enclosure;
  const { state, open, stop, onlyKeep } = useOpening(file, get);
  const called = safeName(name);
  return (
    <Box className="letter-file" role="listitem">
      <Box className="row">
        <Icon name="file" size="small" />
        <Words className="grow ml4">{`${called}，${sizeWords(length)}`}</Words>
        {state.at === 'closed' ? (
          <Link icon="see" label={`打开${called}`} onTap={() => void open()}>
            打开
          </Link>
        ) : null}
        {state.at === 'opening' && pieces > 1 ? (
          <Link icon="x" label={`不打开${called}`} onTap={stop}>
            停下
          </Link>
        ) : null}
        {'parts' in state ? (
          <Link icon="save" label={`保存${called}`} onTap={() => keepFile(state.parts, name)}>
            保存
          </Link>
        ) : null}
      </Box>
      <Opened state={state} name={called} of={pieces} onFailed={onlyKeep} />
    </Box>
  );
}

function Opened({
  state,
  name,
  of,
  onFailed,
}: {
  state: State;
  name: string;
  of: number;
  onFailed: () => void;
}): ReactNode {
  switch (state.at) {
    case 'closed':
      return state.problem ? <Para className="tl c-red b">{state.problem.title}</Para> : null;
    case 'opening':
      return <ProgressBar words="正在取来，在这里打开……" share={(state.done + 0.5) / of} />;
    case 'picture':
      return <Picture className="letter-picture" src={state.shown.src} label={name} />;
    case 'sound':
      return <Sound src={state.shown.src} label={`听${name}`} onFailed={onFailed} />;
    case 'other':
      return <Para className="tl c-due b">已经打开，可以保存。文件里可能有病毒，保存后先查毒，再看。</Para>;
  }
}

/** Opens a file once it is asked for; what was shown is let go with the page. */
function useOpening(file: ProvenEnclosure, get: GetPiece) {
  const [state, setState] = useState<State>({ at: 'closed' });
  const running = useRef(true);
  const shown = useRef<Shown>(undefined);
  useEffect(() => {
    running.current = true;
    return () => {
      running.current = false;
      shown.current?.letGo();
    };
  }, []);
  const isRunning = (): boolean => running.current;
  const open = async (): Promise<void> => {
    running.current = true;
    setState({ at: 'opening', done: 0 });
    const opened = await openEnclosure(file, get, (done) => {
      if (isRunning()) setState({ at: 'opening', done });
      return isRunning();
    });
    if (!isRunning()) return;
    setState(opened.ok ? stateOf(opened.value) : { at: 'closed', problem: opened.problem });
  };
  const stateOf = (parts: readonly Uint8Array[] | undefined): State => {
    if (!parts) return { at: 'closed' };
    const picture = showPicture(parts);
    shown.current = picture ?? playSound(parts);
    if (!shown.current) return { at: 'other', parts };
    return { at: picture ? 'picture' : 'sound', shown: shown.current, parts };
  };
  /** What looked like a sound and plays as none can still be kept. */
  const onlyKeep = (): void => setState((now) => ('parts' in now ? { at: 'other', parts: now.parts } : now));
  const stop = (): void => {
    running.current = false;
    setState({ at: 'closed' });
  };
  return { state, open, stop, onlyKeep };
}
