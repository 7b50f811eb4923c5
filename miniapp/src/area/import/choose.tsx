import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { textOf } from './file';

/** A table that was chosen: what to call it, and its text. */
export interface Chosen {
  name: string;
  text: string;
}

/** Chooses a file, or takes a table that was copied in a spreadsheet. */
export function Choose({ onChosen }: { onChosen: (chosen: Chosen) => void }): ReactNode {
  const [pasted, setPasted] = useState('');
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        一、选文件
      </Heading>
      <Para className="tl mute">表格另存为 CSV，或者 JSON。县、镇、村都在一张表里，顺序不限。</Para>
      <Box className="row mt8">
        <FileButton onChosen={onChosen}>选文件</FileButton>
      </Box>
      <Heading level={2} className="t2 mt16">
        二、或者粘贴
      </Heading>
      <Field
        area
        rows={10}
        label="从表格里复制，粘贴到这里"
        hint="第一行是列名：代码、名称；有的话，再加级别、上级、电话。"
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

/** A button that opens the computer's files. */
export function FileButton({
  children,
  kind = 'first',
  onChosen,
}: {
  children: ReactNode;
  kind?: 'first' | 'second';
  onChosen: (chosen: Chosen) => void;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const take = async (e: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = e.target.files?.[0];
    // Emptied, so that the same file can be chosen again once it is mended.
    e.target.value = '';
    if (file) onChosen({ name: file.name, text: await textOf(file) });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.json"
        aria-label="区划表"
        // Not `hidden`: the kit's own rule for inputs is stronger.
        style={{ display: 'none' }}
        onChange={(e) => void take(e)}
      />
      <Button icon="file" kind={kind} onTap={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}
