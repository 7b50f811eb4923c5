import { type ReactNode, useRef, useState } from 'react';
import type { Office } from '#shared/directory/office';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { MOST_ENCLOSURES } from '#shared/tip/sizes';
import { Link } from '../../components/button';
import { sizeWords } from '../../components/letter-files';
import { Box, Words } from '../../components/native';
import { Sending } from '../../components/sending-bar';
import { chooseOriginals } from '../../platform/choose-originals';
import type { Chosen } from '../../platform/chosen';
import { type Progress, sendUploads, type Upload, uploadsOf } from '../../platform/enclosing';
import type { Problem } from '../../platform/request';
import { takeOriginals } from '../../platform/take-originals';
import { type OpenCase, putPiece } from '../opening';

/** Files that go with what an officer writes: chosen here, sealed on this computer, laid down before the record. */
export function useEnclosing(open: OpenCase, own: Office) {
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [known, setKnown] = useState<readonly Upload[]>([]);
  const [progress, setProgress] = useState<Progress>();
  const stopping = useRef(false);
  const [stopped, setStopped] = useState(false);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const add = async (): Promise<void> => {
    const taken = takeOriginals(files, await chooseOriginals(MOST_ENCLOSURES - files.length));
    setRefused(taken.refused);
    setFiles(taken.files);
  };
  const drop = (file: Chosen): void => setFiles(files.filter((one) => one !== file));
  const enclose = async (): Promise<readonly ProvenEnclosure[] | undefined> => {
    setProblem(undefined);
    setStopped(false);
    stopping.current = false;
    const uploads = await uploadsOf(files, known);
    setKnown(uploads);
    const watch = {
      onProgress: (done: number, of: number) => setProgress(of > 0 ? { done, of } : undefined),
      isStopped: () => stopping.current,
    };
    const sent = await sendUploads(uploads, (piece) => putPiece(open, own, piece), watch);
    setProgress(undefined);
    if (!sent.ok) setProblem(sent.problem);
    setStopped(sent.ok && sent.value === undefined);
    return sent.ok ? sent.value : undefined;
  };
  const stop = (): void => {
    stopping.current = true;
  };
  return { files, progress, stopped, refused, problem, add, drop, enclose, stop, clear: () => setFiles([]) };
}

/** What is enclosed, and room for more. */
export function Enclosing({
  enclosing: { files, progress, stopped, refused, problem, add, drop, stop },
  disabled,
}: {
  enclosing: ReturnType<typeof useEnclosing>;
  disabled: boolean;
}): ReactNode {
  return (
    <Box className="mt8">
      {files.map((file) => (
        <Box key={file.name} className="row">
          <Words className="grow">{`${file.name}，${sizeWords(file.length)}`}</Words>
          {disabled ? null : (
            <Link icon="x" label={`去掉${file.name}`} onTap={() => drop(file)}>
              去掉
            </Link>
          )}
        </Box>
      ))}
      {disabled || files.length >= MOST_ENCLOSURES ? null : (
        <Link icon="file" onTap={() => void add()}>
          附上照片或文件
        </Link>
      )}
      {[...refused, ...(problem ? [problem.title] : [])].map((why) => (
        <Box key={why} className="c-red b" live>
          {why}
        </Box>
      ))}
      {stopped ? (
        <Box className="c-due b" live>
          停下了，什么也没有送给来信人。再点“密封并送出”，文件从停下的地方接着送。
        </Box>
      ) : null}
      {progress ? <Sending progress={progress} words="正在密封" onStop={stop} /> : null}
    </Box>
  );
}
