import { type ReactNode, useState } from 'react';
import type { KeptOut } from '#shared/archive/rules';
import { MOST_ARCHIVE_BYTES } from '#shared/archive/sizes';
import { Button } from '../../components/button';
import { ChoiceList, toggled } from '../../components/choice';
import { sizeWords } from '../../components/letter-files';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import type { Problem } from '../../platform/request';
import type { Names } from '../names';
import { caseLabel } from '../words';
import { type Archivable, bytesOfFiles, type StaysOut } from './checking';
import type { Along } from './making';

interface Props {
  cases: readonly Archivable[];
  out: readonly StaysOut[];
  names: Names;
  problem: Problem | undefined;
  onSeal: (along: Along) => void;
  onBack: () => void;
}

/** What was found: what can be sealed, what stays out and why, and what goes along. */
export function Checked({ cases, out, names, problem, onSeal, onBack }: Props): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const files = bytesOfFiles(cases);
  const choices = [
    { id: 'notes', name: '内部记录', more: '谁经办、怎么处置、谁回避、记的话，还有办理人员的名字' },
    ...(files > 0 ? [{ id: 'files', name: '随信的文件', more: `约 ${sizeWords(files)}` }] : []),
  ];
  const along = { notes: chosen.includes('notes') ? names : undefined, files: chosen.includes('files') };
  const isTooLarge = along.files && files > MOST_ARCHIVE_BYTES;
  return (
    <>
      <Heading level={2} className="t2 mt16">
        {cases.length > 0 ? `可以封 ${cases.length} 封` : '没有可以封的'}
      </Heading>
      <Out out={out} />
      {cases.length > 0 ? (
        <>
          <Para>
            来往的信、办理的每一步、签字，都封进去，到那里还能逐条核对。来信人留的姓名和电话在信里，也在里面。
          </Para>
          <Box className="lab mt12">另外要封的</Box>
          <ChoiceList
            label="另外要封的"
            choices={choices}
            chosen={chosen}
            onToggle={(id) => setChosen(toggled(chosen, id))}
          />
        </>
      ) : null}
      {isTooLarge ? (
        <Para className="tl c-due b mt8">文件太大，一个档案文件最多 200 MB。少选几封，分几次封。</Para>
      ) : null}
      <NotDone title="没有封成" problem={problem} />
      <Box className="row mt16">
        <Button kind="second" onTap={onBack}>
          重新选
        </Button>
        {cases.length > 0 ? (
          <Box className="ml8">
            <Button icon="lock" off={isTooLarge} onTap={() => onSeal(along)}>
              封好并记下
            </Button>
          </Box>
        ) : null}
      </Box>
    </>
  );
}

const WHY = {
  open: '还没有办结',
  erased: '内容已经删除',
  elsewhere: '不是本办公室主办',
  recused: '您已经回避',
  unread: '在这台电脑上没有读全',
  concern: '县里存档的办公室不收这一封',
} as const satisfies Record<KeptOut, string>;

/** Which cases stay here, each with why, and no more of what they say. */
function Out({ out }: { out: readonly StaysOut[] }): ReactNode {
  if (out.length === 0) return null;
  return (
    <Note icon="warn" tone="due" inset title={`这 ${out.length} 封不封，留在本办公室`}>
      {out.map(({ id, why }) => (
        <Para key={id}>{`${caseLabel(id)}：${typeof why === 'string' ? WHY[why] : why.title}`}</Para>
      ))}
    </Note>
  );
}
