import { type ReactNode, useState } from 'react';
import { Field } from './field';
import { Sheet } from './head';

interface Errors {
  name?: string;
  idLastSix?: string;
}

function check(name: string, idLastSix: string): Errors {
  const missing = 6 - idLastSix.length;
  return {
    ...(name.trim() === '' ? { name: '还没有填姓名' } : {}),
    ...(missing > 0
      ? { idLastSix: missing === 6 ? '请填身份证号后六位' : `少了 ${missing} 位，要填 6 位` }
      : {}),
    ...(missing === 0 && !/^\d{5}[\dX]$/.test(idLastSix) ? { idLastSix: '只有最后一位可以是字母 X' } : {}),
  };
}

/** By what somebody is found on the roll: name and the last six of the ID number, as they are being typed. */
export interface RollTyping {
  name: string;
  idLastSix: string;
  errors: Errors;
  setName: (name: string) => void;
  setIdLastSix: (text: string) => void;
  /** Whether both are whole; says at their fields what is not. */
  isWhole: () => boolean;
  /** Says at their fields what the county found wrong; what is typed stays. */
  mark: (errors: Errors) => void;
  clear: () => void;
}

export function useRollTyping(): RollTyping {
  const [name, setName] = useState('');
  const [idLastSix, setId] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const isWhole = (): boolean => {
    const wrong = check(name, idLastSix);
    setErrors(wrong);
    return Object.keys(wrong).length === 0;
  };
  const setIdLastSix = (text: string): void => setId(text.toUpperCase().replace(/[^0-9X]/g, ''));
  const clear = (): void => {
    setName('');
    setId('');
  };
  return { name, idLastSix, errors, setName, setIdLastSix, isWhole, mark: setErrors, clear };
}

/** Both fields. */
export function RollFields({
  typing: { name, idLastSix, errors, setName, setIdLastSix },
  labels = ['姓名', '身份证号后六位'],
}: {
  typing: RollTyping;
  labels?: readonly [name: string, idLastSix: string];
}): ReactNode {
  return (
    <Sheet pad join="first">
      <Field
        label={labels[0]}
        hint="和身份证上一样"
        value={name}
        max={40}
        onInput={setName}
        error={errors.name}
      />
      <Field
        label={labels[1]}
        hint="最后一位是字母 X 的也要填"
        kind="id"
        value={idLastSix}
        max={6}
        onInput={setIdLastSix}
        error={errors.idLastSix}
      />
    </Sheet>
  );
}
