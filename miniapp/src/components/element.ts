import type { ReactNode } from 'react';

/** What the native parts take, the same on H5 and in the mini-program. */
export interface PartProps {
  className?: string | undefined;
  id?: string | undefined;
  children?: ReactNode;
}

export type Role =
  | 'alert'
  | 'article'
  | 'banner'
  | 'group'
  | 'img'
  | 'list'
  | 'listitem'
  | 'log'
  | 'main'
  | 'navigation'
  | 'progressbar'
  | 'radiogroup'
  | 'region'
  | 'status'
  | 'tablist';

export interface BoxProps extends PartProps {
  role?: Role | undefined;
  label?: string | undefined;
  /** Kept from the screen reader: the words beside it say the same. */
  hidden?: boolean | undefined;
  /** Changes are spoken when the reader is free. */
  live?: boolean | undefined;
  /** Share of a length, 0 to 1, for bars. */
  width?: number | undefined;
  /** In px, for places kept for content that comes later. */
  height?: number | undefined;
}

export interface ScrollProps extends PartProps {
  /** Id of the part inside that must be seen, its top at least; a new id asks anew. On H5 a field in it takes the focus. */
  into?: string | undefined;
}

export interface TapProps extends PartProps {
  onTap?: (() => void) | undefined;
  role?: 'button' | 'link' | 'radio' | 'checkbox' | 'switch' | 'tab' | undefined;
  label?: string | undefined;
  /** For radio, checkbox, switch. */
  checked?: boolean | undefined;
  /** The page or tab one is on. */
  current?: boolean | undefined;
  /** Whether what it opens is open. */
  expanded?: boolean | undefined;
  /** Looks and says that it cannot be used now; stays in reach of the screen reader. */
  disabled?: boolean | undefined;
}

export interface HeadingProps extends PartProps {
  level: 1 | 2 | 3;
}

export interface InputProps {
  id?: string | undefined;
  value: string;
  onInput: (value: string) => void;
  label: string;
  kind?: 'text' | 'digits' | 'id' | 'search' | 'password' | 'date' | undefined;
  placeholder?: string | undefined;
  max?: number | undefined;
  disabled?: boolean | undefined;
  wrong?: boolean | undefined;
  /** Ids of the hint and the error. */
  describedBy?: string | undefined;
  onDone?: (() => void) | undefined;
  rows?: number | undefined;
  className?: string | undefined;
}

export interface RootProps extends PartProps {
  /** How much larger than usual the person has set text on the phone: 1 to 2. */
  factor: number;
}

export interface PictureProps {
  src: string;
  label: string;
  className?: string | undefined;
}

/** Joins class names, leaving out what is not there. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
