import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { FileButton } from '../../components/table-file';
import { saveBlank } from './files';
import type { Chosen } from './read-roll';

/** Chooses a file for the roll. */
export function RollFileButton({
  kind = 'first',
  children,
  onChosen,
}: {
  kind?: 'first' | 'second';
  children: ReactNode;
  onChosen: (chosen: Chosen) => void;
}): ReactNode {
  return (
    <FileButton
      label="选民名单"
      kind={kind}
      accept=".xlsx,.xls,.csv,.txt,.json"
      onFile={(file) => onChosen({ name: file.name, source: file })}
    >
      {children}
    </FileButton>
  );
}

/** What pasted text is called. */
export const PASTED = '粘贴的表格';

interface Pasting {
  /** Kept while it is checked, so that what is wrong can be mended here. */
  pasted: string;
  onPasted: (text: string) => void;
  onChosen: (chosen: Chosen) => void;
}

/** Chooses a file, or takes a table that was copied in a spreadsheet, or one person by hand. */
export function Choose({ onOne, ...pasting }: Pasting & { onOne: () => void }): ReactNode {
  const { onChosen } = pasting;
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        一、选文件
      </Heading>
      <Para className="tl mute">
        Excel、WPS 表格（.xlsx）或 CSV 都行。要有列名：姓名、身份证号、组；有的话，再加性别、出生日期、类别、
        会议同意日期、未在户籍地登记证明、党员、备注。先核对，不会马上写入。
      </Para>
      <Box className="row mt8">
        <RollFileButton onChosen={onChosen}>选文件</RollFileButton>
        <Button kind="second" icon="save" onTap={() => void saveBlank()}>
          下载空表
        </Button>
      </Box>
      <Paste {...pasting} />
      <ByHand onOne={onOne} />
    </Box>
  );
}

function Paste({ pasted, onPasted, onChosen }: Pasting): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        二、或者粘贴
      </Heading>
      <Field
        area
        rows={10}
        label="从表格里复制，粘贴到这里"
        hint="类别写：户籍在村、户籍在村外出、居住一年以上；居住一年以上的，写上会议同意的日期。"
        placeholder={'姓名\t身份证号\t组\t类别\t党员'}
        value={pasted}
        onInput={onPasted}
      />
      <Box className="row mt8">
        <Button kind="second" onTap={() => onChosen({ name: PASTED, source: pasted })}>
          核对粘贴的内容
        </Button>
      </Box>
    </>
  );
}

function ByHand({ onOne }: { onOne: () => void }): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        三、只加或者只改一个人
      </Heading>
      <Para className="tl mute">别的人都不动。和整张表一样核对，写好是新的一版。</Para>
      <Box className="row mt8">
        <Button kind="second" icon="pen" onTap={onOne}>
          加一个人，或者改一个人
        </Button>
      </Box>
    </>
  );
}
