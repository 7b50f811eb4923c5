import {
  Button as TaroButton,
  Image as TaroImage,
  Input as TaroInput,
  RichText as TaroRichText,
  ScrollView as TaroScrollView,
  Text as TaroText,
  Textarea as TaroTextarea,
  View as TaroView,
} from '@tarojs/components';
import { nextTick } from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
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

// The mini-program: views with aria attributes (miniapp/config/aria.cjs lets them through). native.tsx is the other half.

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
  const style = {
    ...(width === undefined ? {} : { width: `${width * 100}%` }),
    ...(height === undefined ? {} : { height: `${height}px` }),
  };
  return (
    <TaroView
      {...(id ? { id } : {})}
      className={classes(className)}
      style={style}
      {...(role ? { ariaRole: role } : {})}
      {...(label ? { ariaLabel: label } : {})}
      {...(hidden ? { ariaHidden: true } : {})}
      {...(live ? { ariaLive: 'polite' } : {})}
    >
      {children}
    </TaroView>
  );
}

/** A run of words inside a line. */
export function Words({ className, id, children }: PartProps): ReactNode {
  return (
    <TaroText {...(id ? { id } : {})} className={classes(className)}>
      {children}
    </TaroText>
  );
}

/** A paragraph. */
export function Para({ className, id, children }: PartProps): ReactNode {
  return (
    <TaroView {...(id ? { id } : {})} className={classes(className)}>
      {children}
    </TaroView>
  );
}

/** A heading; each page has one of level 1. */
export function Heading({ className, id, children }: HeadingProps): ReactNode {
  return (
    <TaroView {...(id ? { id } : {})} className={classes(className)} ariaRole="heading">
      {children}
    </TaroView>
  );
}

/** Whatever can be tapped. */
export function Tap(props: TapProps): ReactNode {
  const { onTap, role = 'button', label, checked, current, disabled, className, id, children } = props;
  const toggles = role === 'radio' || role === 'checkbox' || role === 'switch';
  return (
    <TaroView
      {...(id ? { id } : {})}
      className={classes('tap', className)}
      hoverClass={disabled ? 'none' : 'pressed'}
      ariaRole={role}
      {...(label ? { ariaLabel: label } : {})}
      {...(toggles ? { ariaChecked: checked ?? false } : {})}
      {...(current ? { ariaSelected: true } : {})}
      {...(disabled ? { ariaDisabled: true } : {})}
      onClick={() => {
        if (!disabled) onTap?.();
      }}
    >
      {children}
    </TaroView>
  );
}

/** A line of input, bare: `Field` gives it its label, hint and error. */
export function Input(props: InputProps): ReactNode {
  const { kind = 'text' } = props;
  return (
    <TaroInput
      {...(props.id ? { id: props.id } : {})}
      className={classes('control', props.className)}
      type={kind === 'digits' ? 'number' : kind === 'id' ? 'idcard' : 'text'}
      password={kind === 'password'}
      ariaLabel={props.label}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      placeholderClass="ph"
      maxlength={props.max ?? 200}
      disabled={props.disabled ?? false}
      onInput={(e) => props.onInput(e.detail.value)}
      onConfirm={() => props.onDone?.()}
    />
  );
}

/** Several lines of input. */
export function TextArea(props: InputProps): ReactNode {
  return (
    <TaroTextarea
      {...(props.id ? { id: props.id } : {})}
      className={classes('control', props.className)}
      autoHeight
      ariaLabel={props.label}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      placeholderClass="ph"
      maxlength={props.max ?? -1}
      disabled={props.disabled ?? false}
      onInput={(e) => props.onInput(e.detail.value)}
    />
  );
}

/** The label of an input: the input itself carries it for the reader. */
export function Label({ className, children }: PartProps & { htmlFor: string }): ReactNode {
  return <TaroView className={classes(className)}>{children}</TaroView>;
}

/** The part that scrolls when a dock stands below it. */
export function Scroll({ className, into, children }: ScrollProps): ReactNode {
  const [target, setTarget] = useState<string>();
  useEffect(() => {
    // An id that came with this very change is found only once the view has it.
    nextTick(() => setTarget(into));
  }, [into]);
  return (
    <TaroScrollView
      scrollY
      className={classes('scroll', className)}
      {...(target === undefined ? {} : { scrollIntoView: target })}
    >
      {children}
    </TaroScrollView>
  );
}

// Style sheets do not reach into rich text here, so its few elements carry what kit.css gives them on H5.
const RICH_STYLES = {
  p: 'margin-top:12px;text-indent:2em',
  h3: 'margin-top:20px;font-size:var(--heading);line-height:var(--heading-lh);font-weight:600',
  ul: 'margin-top:12px;padding-left:1.4em;list-style:disc',
  ol: 'margin-top:12px;padding-left:1.6em;list-style:decimal',
  table: 'border-collapse:collapse;margin-top:12px;font-size:var(--label);line-height:var(--label-lh)',
  td: 'border:1px solid var(--edge);padding:6px 8px',
  th: 'border:1px solid var(--edge);padding:6px 8px;text-align:left',
} as const;

function styled(html: string): string {
  return Object.entries(RICH_STYLES).reduce(
    (text, [tag, style]) => text.replace(new RegExp(`<${tag}>`, 'g'), `<${tag} style="${style}">`),
    html,
  );
}

/** Rich text, already cleaned by the server. */
export function Rich({ html, className }: { html: string; className?: string | undefined }): ReactNode {
  return (
    <TaroView className={classes(className)}>
      <TaroRichText nodes={styled(unbrokenHtml(html, '<span style="white-space:nowrap">'))} />
    </TaroView>
  );
}

export function Picture({ src, label, className }: PictureProps): ReactNode {
  return <TaroImage className={classes(className)} src={src} mode="widthFix" ariaLabel={label} />;
}

/** The root of a page: carries the tokens, the view and the phone's font factor. */
export function Root({ factor, className, children }: RootProps): ReactNode {
  return (
    <TaroView className={classes(className)} style={{ '--f': factor }}>
      {children}
    </TaroView>
  );
}

/** A button that opens the share sheet. */
export function ShareTap({ className, children }: PartProps): ReactNode {
  return (
    <TaroButton className={classes('tap', className)} openType="share" plain>
      {children}
    </TaroButton>
  );
}

/** Whether `ShareTap` exists here. */
export const CAN_SHARE: boolean = true;
