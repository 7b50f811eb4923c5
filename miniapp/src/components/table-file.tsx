import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { textOf } from '../platform/text-file';
import { Button } from './button';

/** A table that was chosen: what to call it, and its text. */
export interface ChosenTable {
  name: string;
  text: string;
}

interface ButtonProps {
  /** Which table. */
  label: string;
  children: ReactNode;
  kind?: 'first' | 'second';
}

/** A button that opens the computer's files for one of the named endings. H5 only. */
export function FileButton({
  label,
  children,
  kind = 'first',
  accept,
  onFile,
}: ButtonProps & { accept: string; onFile: (file: File) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const take = (e: ChangeEvent<HTMLInputElement>): void => {
    const file = e.target.files?.[0];
    // Emptied, so that the same file can be chosen again once it is mended.
    e.target.value = '';
    if (file) onFile(file);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        // Not `hidden`: the kit's own rule for inputs is stronger.
        style={{ display: 'none' }}
        onChange={take}
      />
      <Button icon="file" kind={kind} onTap={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}

/** A button that opens the computer's files for a table as text. H5 only. */
export function TableFileButton({
  onChosen,
  ...rest
}: ButtonProps & { onChosen: (chosen: ChosenTable) => void }): ReactNode {
  const take = async (file: File): Promise<void> => {
    onChosen({ name: file.name, text: await textOf(file) });
  };
  return <FileButton {...rest} accept=".csv,.txt,.json" onFile={(file) => void take(file)} />;
}
