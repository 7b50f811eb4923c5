import { createElement, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type {
  BoxProps,
  HeadingProps,
  InputProps,
  PartProps,
  PictureProps,
  RootProps,
  ScrollProps,
  TapProps,
} from './element';
import { classes } from './element';
import { unbrokenHtml } from './unbroken-html';

// H5: real elements, so that roles, focus and keys come from the browser. native.weapp.tsx is the other half.

const TAGS: Partial<Record<NonNullable<BoxProps['role']>, string>> = {
  article: 'article',
  banner: 'header',
  list: 'ul',
  listitem: 'li',
  main: 'main',
  navigation: 'nav',
};

/** A block; with a role where it means something. */
export function Box({
  role,
  label,
  hidden,
  live,
  width,
  height,
  className,
  id,
  children,
}: BoxProps): ReactNode {
  const tag = (role && TAGS[role]) ?? 'div';
  const style = {
    ...(width === undefined ? {} : { width: `${width * 100}%` }),
    ...(height === undefined ? {} : { height: `${height}px` }),
  };
  return createElement(
    tag,
    {
      id,
      className,
      role: tag === 'div' ? role : undefined,
      'aria-label': label,
      'aria-hidden': hidden,
      'aria-live': live ? 'polite' : undefined,
      ...(width === undefined && height === undefined ? {} : { style }),
    },
    children,
  );
}

/** A run of words inside a line. */
export function Words({ className, id, children }: PartProps): ReactNode {
  return (
    <span className={className} id={id}>
      {children}
    </span>
  );
}

/** A paragraph. */
export function Para({ className, id, children }: PartProps): ReactNode {
  return (
    <p className={className} id={id}>
      {children}
    </p>
  );
}

/** A heading; each page has one of level 1. */
export function Heading({ level, className, id, children }: HeadingProps): ReactNode {
  return createElement(`h${level}`, { className, id }, children);
}

/** Whatever can be tapped. */
export function Tap(props: TapProps): ReactNode {
  const {
    onTap,
    role = 'button',
    label,
    checked,
    current,
    expanded,
    disabled,
    className,
    id,
    children,
  } = props;
  const toggles = role === 'radio' || role === 'checkbox' || role === 'switch';
  return (
    <button
      type="button"
      id={id}
      className={classes('tap', className)}
      role={role === 'button' ? undefined : role}
      aria-label={label}
      aria-checked={toggles ? (checked ?? false) : undefined}
      aria-selected={role === 'tab' ? (current ?? false) : undefined}
      aria-current={role !== 'tab' && current ? 'page' : undefined}
      aria-expanded={expanded}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onTap}
    >
      {children}
    </button>
  );
}

const KINDS = {
  text: 'text',
  digits: 'text',
  id: 'text',
  search: 'search',
  password: 'password',
  date: 'date',
} as const;

/** A line of input, bare: `Field` gives it its label, hint and error. */
export function Input(props: InputProps): ReactNode {
  const { kind = 'text', onDone } = props;
  const done = (e: KeyboardEvent): void => {
    if (e.key === 'Enter' && !e.nativeEvent.isComposing) onDone?.();
  };
  return (
    <input
      id={props.id}
      className={classes('control', props.className)}
      type={KINDS[kind]}
      inputMode={kind === 'digits' ? 'numeric' : undefined}
      autoComplete="off"
      aria-label={props.id ? undefined : props.label}
      aria-invalid={props.wrong || undefined}
      aria-describedby={props.describedBy}
      value={props.value}
      placeholder={props.placeholder}
      maxLength={props.max}
      disabled={props.disabled}
      onChange={(e) => props.onInput(e.target.value)}
      onKeyDown={done}
    />
  );
}

/** Several lines of input. */
export function TextArea(props: InputProps): ReactNode {
  return (
    <textarea
      id={props.id}
      className={classes('control', props.className)}
      rows={props.rows ?? 6}
      autoComplete="off"
      aria-label={props.id ? undefined : props.label}
      aria-invalid={props.wrong || undefined}
      aria-describedby={props.describedBy}
      value={props.value}
      placeholder={props.placeholder}
      maxLength={props.max}
      disabled={props.disabled}
      onChange={(e) => props.onInput(e.target.value)}
    />
  );
}

/** The label of an input. */
export function Label({ htmlFor, className, children }: PartProps & { htmlFor: string }): ReactNode {
  return (
    <label className={className} htmlFor={htmlFor}>
      {children}
    </label>
  );
}

/** The part that scrolls when a dock stands below it. */
export function Scroll({ className, into, children }: ScrollProps): ReactNode {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (into !== undefined && box.current) bringIntoView(box.current, into);
  }, [into]);
  return (
    <main ref={box} className={classes('scroll', className)}>
      {children}
    </main>
  );
}

/** Kept free below what is brought into view, in px. */
const AIR = 8;

/** Scrolls no further than it must; of a part higher than the view its top is seen. */
function bringIntoView(scroll: HTMLElement, id: string): void {
  const part = scroll.querySelector(`[id="${id}"]`);
  if (!part) return;
  const [view, at] = [scroll.getBoundingClientRect(), part.getBoundingClientRect()];
  scroll.scrollTop += Math.min(at.top - view.top, Math.max(0, at.bottom + AIR - view.bottom));
  part.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
}

/** Rich text, already cleaned by the server. */
export function Rich({ html, className }: { html: string; className?: string | undefined }): ReactNode {
  const whole = unbrokenHtml(html, '<span class="nw">');
  return <div className={className} dangerouslySetInnerHTML={{ __html: whole }} />;
}

export function Picture({ src, label, className }: PictureProps): ReactNode {
  return <img className={className} src={src} alt={label} />;
}

/** The root of a page: carries the tokens, the view and the phone's font factor. */
export function Root({ factor, className, children }: RootProps): ReactNode {
  return (
    <div className={className} style={{ '--f': factor }}>
      {children}
    </div>
  );
}

/** A button that opens the share sheet; absent where a page cannot be shared. */
export const ShareTap: (props: PartProps) => ReactNode = () => null;

/** Whether `ShareTap` exists here. */
export const CAN_SHARE: boolean = false;
