import type { ReactNode } from 'react';
import { Button, Dock } from '../components/button';
import { Head, Sheet } from '../components/head';
import type { Chosen } from '../platform/chosen';
import { FilesOf } from './files';
import { Frame } from './frame';

/** Choosing what goes with a later message: the same, and as much of it, as with the first letter. */
export function MoreFiles({
  files,
  onChange,
  onBack,
}: {
  files: readonly Chosen[];
  onChange: (files: readonly Chosen[]) => void;
  /** To where the message is written. */
  onBack: () => void;
}): ReactNode {
  return (
    <Frame
      onBack={onBack}
      atStake={files.length > 0}
      dock={
        <Dock then="还没有送出。回去写几句，再密封送出。">
          <Button onTap={onBack}>{files.length > 0 ? '选好了，回去写' : '不加了，回去写'}</Button>
        </Dock>
      }
    >
      <Head small title="一起送的照片和文件" sub="收据、录音、文件，都可以补充" />
      <Sheet join="first">
        <FilesOf files={files} disabled={false} onChange={onChange} />
      </Sheet>
    </Frame>
  );
}
