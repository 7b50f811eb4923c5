import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { textOf } from '../platform/text-file';
import { Button } from './button';

/** A table that was chosen: what to call it, and its text. */
export interface ChosenTable {
  name: string;
  text: string;
}

/** A button that opens the computer's files for a table; `label` says which table. H5 only. */
export function TableFileButton({
  label,
  children,
  kind = 'first',
  onChosen,
}: {
  label: string;
  children: ReactNode;
  kind?: 'first' | 'second';
  onChosen: (chosen: ChosenTable) => void;
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
        aria-label={label}
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
