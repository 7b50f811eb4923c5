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
      <Para className="tl mute">表格另存为 CSV，或者 JSON。县、镇、村都在一张表里，顺序不限。</Para>
      <Box className="row mt8">
        <TableFileButton label="区划表" onChosen={onChosen}>
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
        hint="第一行是列名：代码、名称；有的话，再加级别、上级、电话、地址、纪委电话、纪委地址。空着的，照原来的不变。不收网上的举报信，就在县那一行的“网上举报”列填停，再收就填开。"
        placeholder={'代码\t名称\t电话'}
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
