import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { type ChosenTable, TableFileButton } from '../../components/table-file';

/** Chooses a file, or takes a table that was copied in a spreadsheet. */
export function Choose({ onChosen }: { onChosen: (chosen: ChosenTable) => void }): ReactNode {
  const [pasted, setPasted] = useState('');
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        一、选文件
      </Heading>
      <Para className="tl mute">
        表格另存为 CSV。第一行是列名：姓名、身份证号、组；有的话，再加类别、党员。
      </Para>
      <Box className="row mt8">
        <TableFileButton label="选民名单" onChosen={onChosen}>
          选文件
        </TableFileButton>
      </Box>
      <Heading level={2} className="t2 mt16">
        二、或者粘贴
      </Heading>
      <Field
        area
        rows={10}
        label="从表格里复制，粘贴到这里"
        hint="类别写：户籍在村、户籍在村外出、居住一年以上。党员写：是、否。"
        placeholder={'姓名\t身份证号\t组\t类别\t党员'}
        value={pasted}
        onInput={setPasted}
      />
      <Box className="row mt8">
        <Button kind="second" onTap={() => onChosen({ name: '粘贴的表格', text: pasted })}>
          核对粘贴的内容
        </Button>
      </Box>
    </Box>
  );
}
