import { type ReactNode, useState } from 'react';
import { MOST_ENCLOSURES, PIECE_BYTES } from '#shared/tip/sizes';
import { Link } from '../components/button';
import { sizeWords } from '../components/letter-files';
import { Icon } from '../components/icon';
import { Box, Picture, Words } from '../components/native';
import { Row } from '../components/row';
import { type Chosen, chosenPhoto } from '../platform/chosen';
import { takePhotos } from '../platform/photo';
import type { Fit } from '../platform/small-photo';
import { Originals } from './originals';
import './files.css';

/** As good as one piece holds: what is photographed is often a paper with small writing. */
const ONE_PIECE: Fit = {
  bytesAtMost: PIECE_BYTES,
  sizes: [
    [2560, 0.85],
    [2048, 0.8],
    [1920, 0.7],
    [1600, 0.6],
    [1280, 0.5],
    [1000, 0.4],
    [800, 0.3],
  ],
};

interface Choosing {
  readonly files: readonly Chosen[];
  readonly disabled: boolean;
  readonly onChange: (files: readonly Chosen[]) => void;
}

/** Photographs, each under a number: the name that a phone gave it says when it was taken. */
async function photographs(files: readonly Chosen[]): Promise<{ files: Chosen[]; unread: number }> {
  const taken = await takePhotos(ONE_PIECE, MOST_ENCLOSURES - files.length);
  const read = taken.flatMap((one) => (one === 'unreadable' ? [] : [one]));
  const names = freeNames(files, read.length);
  const added = read.map(({ bytes, src }, i) => chosenPhoto(bytes, src, `${names[i] ?? '照片'}.jpg`));
  return { files: [...files, ...added], unread: taken.length - read.length };
}

/** 照片1, 照片2 .. as far as they are not there yet. */
function freeNames(files: readonly Chosen[], count: number): string[] {
  const all = Array.from({ length: MOST_ENCLOSURES * 2 }, (_, i) => `照片${i + 1}`);
  return all.filter((name) => !files.some((file) => file.name === `${name}.jpg`)).slice(0, count);
}

/** How photographs are added, and how many of the last ones could not be read. */
function useAdding({ files, onChange }: Choosing) {
  const [unread, setUnread] = useState(0);
  const add = async (): Promise<void> => {
    const next = await photographs(files);
    setUnread(next.unread);
    onChange(next.files);
  };
  return { unread, add, isFull: files.length >= MOST_ENCLOSURES };
}

function Unread({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <Box className="pad hint c-red b" live>
      {`有 ${count} 张照片读不出来，没有加上。请重新拍，或者换一张。`}
    </Box>
  );
}

/** What goes with a letter, and how more of it is chosen. */
export function FilesOf(choosing: Choosing): ReactNode {
  const { files, disabled } = choosing;
  const { unread, add, isFull } = useAdding(choosing);
  return (
    <>
      <Row
        icon="photo"
        name={files.length > 0 ? '再加照片' : '加照片'}
        news={isFull ? `已经有 ${MOST_ENCLOSURES} 个，再加要先去掉一个` : '照片里的地点和时间会去掉'}
        {...(disabled || isFull ? {} : { onTap: () => void add() })}
      />
      <Unread count={unread} />
      <Originals {...choosing} />
      <ChosenFiles {...choosing} />
    </>
  );
}

/** The chosen files, each to be taken away again. */
export function ChosenFiles({ files, disabled, onChange }: Choosing): ReactNode {
  if (files.length === 0) return null;
  return (
    <Box role="list" label="要一起送的照片和文件">
      {files.map((file) => (
        <Box key={file.name} className="file-row" role="listitem">
          {file.src ? (
            <Picture className="file-thumb" src={file.src} label="" />
          ) : (
            <Box className="file-icon" hidden>
              <Icon name="file" />
            </Box>
          )}
          <Box className="grow">
            <Words className="b">{file.name}</Words>
            <Box className="li-news">{sizeWords(file.length)}</Box>
          </Box>
          {disabled ? null : (
            <Link
              icon="x"
              label={`去掉${file.name}`}
              onTap={() => onChange(files.filter((one) => one !== file))}
            >
              去掉
            </Link>
          )}
        </Box>
      ))}
    </Box>
  );
}
