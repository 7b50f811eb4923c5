import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Attachment } from '#shared/notice/notice';
import { Link } from '../../../components/button';
import { Icon } from '../../../components/icon';
import { Box, Tap, Words } from '../../../components/native';
import { ProgressBar } from '../../../components/steps';
import { ACCEPT, upload } from './upload';

interface Props {
  area: AreaCode;
  /** The notice whose files they are; it need not be stored yet. */
  noticeId: () => Promise<Id>;
  attachments: readonly Attachment[];
  /** Given what stands now, answers what shall stand. */
  onChange: (change: (now: readonly Attachment[]) => Attachment[]) => void;
  /** Nothing may be changed. */
  fixed: boolean;
}

interface Going {
  name: string;
  share: number;
  wrong?: string;
}

function useUploads({ area, noticeId, onChange }: Props) {
  const [going, setGoing] = useState<Going[]>([]);
  const put = (name: string, change: Partial<Going>) =>
    setGoing((all) => all.map((one) => (one.name === name ? { ...one, ...change } : one)));
  const take = async (files: readonly File[]): Promise<void> => {
    setGoing((all) => [
      ...all.filter(({ wrong }) => !wrong),
      ...files.map(({ name }) => ({ name, share: 0 })),
    ]);
    const notice = { area, id: await noticeId() };
    for (const file of files) {
      const done = await upload(notice, file, (share) => put(file.name, { share }));
      if (!done.ok) {
        put(file.name, { wrong: done.problem.title });
        continue;
      }
      setGoing((all) => all.filter(({ name }) => name !== file.name));
      onChange((now) => [...now.filter(({ sha256 }) => sha256 !== done.value.sha256), done.value]);
    }
  };
  return { going, take };
}

/** The files of a notice; one that is being sent says how far it is. */
export function Attachments(props: Props): ReactNode {
  const { attachments, onChange, fixed } = props;
  const { going, take } = useUploads(props);
  const input = useRef<HTMLInputElement>(null);
  const chosen = (e: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(e.target.files ?? [])];
    e.target.value = '';
    void take(files);
  };
  return (
    <Box className="field">
      <Words className="lab">附件</Words>
      {attachments.map(({ sha256, name }) => (
        <Box key={sha256} className="file-row">
          <Icon name="file" size="small" />
          <Words className="grow">{name}</Words>
          {fixed ? null : (
            <Tap
              className="file-off"
              label={`去掉 ${name}`}
              onTap={() => onChange((now) => now.filter((one) => one.sha256 !== sha256))}
            >
              <Icon name="x" size="small" />
            </Tap>
          )}
        </Box>
      ))}
      {going.map((one) => (
        <GoingFile key={one.name} {...one} />
      ))}
      {fixed ? null : (
        <>
          <input
            ref={input}
            type="file"
            multiple
            accept={ACCEPT}
            aria-label="附件"
            // Not `hidden`: the kit's own rule for inputs is stronger.
            style={{ display: 'none' }}
            onChange={chosen}
          />
          <Link icon="plus" onTap={() => input.current?.click()}>
            加附件
          </Link>
          <Words className="hint">PDF、图片、录音，20 MB 以内</Words>
        </>
      )}
    </Box>
  );
}

function GoingFile({ name, share, wrong }: Going): ReactNode {
  if (wrong === undefined) {
    return (
      <Box className="mt8">
        <ProgressBar words={`正在传 ${name}，${Math.round(share * 100)}%`} share={share} />
      </Box>
    );
  }
  return (
    <Box className="err" role="alert">
      <Icon name="bad" size="small" />
      <Words>{`${name}：${wrong}`}</Words>
    </Box>
  );
}
