import { type ReactNode, useId } from 'react';
import { classes, type InputProps } from './element';
import { Icon, type IconName } from './icon';
import { Box, Input, Label, TextArea, Words } from './native';

interface Props extends Omit<InputProps, 'id' | 'wrong' | 'describedBy' | 'className'> {
  hint?: ReactNode;
  /** What to do about it; stays until it is mended. */
  error?: string | undefined;
  /** Several lines. */
  area?: boolean;
  icon?: IconName;
  /** The label is for the reader alone: a search box says it in its place. */
  bare?: boolean;
}

/** A field: label above, hint, box, and the error under the box saying what to do. */
export function Field({ hint, error, area, icon, bare, ...input }: Props): ReactNode {
  const id = `f${useId().replace(/:/g, '')}`;
  const Part = area ? TextArea : Input;
  const about = classes(hint ? `${id}-hint` : undefined, error !== undefined && `${id}-error`);
  return (
    <Box className="field">
      {bare ? null : (
        <Label htmlFor={id} className="lab">
          {input.label}
        </Label>
      )}
      {hint ? (
        <Words id={`${id}-hint`} className="hint">
          {hint}
        </Words>
      ) : null}
      <Box className={classes('inp', area && 'area-box', error !== undefined && 'wrong')}>
        {icon ? <Icon name={icon} /> : null}
        <Part
          {...input}
          id={bare ? undefined : id}
          wrong={error !== undefined}
          describedBy={about === '' ? undefined : about}
        />
      </Box>
      {error === undefined ? null : (
        <Box className="err" role="alert" id={`${id}-error`}>
          <Icon name="bad" size="small" />
          <Words>{error}</Words>
        </Box>
      )}
    </Box>
  );
}
