import { type ReactNode } from 'react';
import type { PagePath } from '../platform/pages';
import { back, go } from '../platform/navigate';
import './desk.css';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Heading, Root, Tap, Words } from './native';
import { Seal } from './seal';

export interface DeskLink {
  page: PagePath;
  text: string;
  icon: IconName;
}

interface Props {
  title: ReactNode;
  sub?: ReactNode;
  /** The rail's entries and the one that is open. */
  links: readonly DeskLink[];
  current: PagePath;
  /** Whose desk it is: office, person. */
  me?: ReactNode;
  /** At the right of the head: state of the keys, second buttons, the first button. */
  actions?: ReactNode;
  /** Filter chips, search. */
  tools?: ReactNode;
  tabs?: ReactNode;
  side?: ReactNode;
  foot?: ReactNode;
  backTo?: string;
  children: ReactNode;
}

function Rail({ links, current, me }: Pick<Props, 'links' | 'current' | 'me'>): ReactNode {
  return (
    <Box className="desk-rail" role="navigation" label="栏目">
      <Box className="desk-brand">
        <Seal />
        <Words>阳光换届</Words>
      </Box>
      {links.map((link) => (
        <Tap
          key={link.page}
          role="link"
          className={classes('desk-nav', link.page === current && 'on')}
          current={link.page === current}
          onTap={() => {
            if (link.page !== current) go(link.page);
          }}
        >
          <Icon name={link.icon} />
          <Words>{link.text}</Words>
        </Tap>
      ))}
      {me ? <Box className="desk-me">{me}</Box> : null}
    </Box>
  );
}

/** The desk: rail 176, work area, side panel 336. H5 only. */
export function DeskShell(props: Props): ReactNode {
  return (
    <Root factor={1} className="page desk">
      <Rail links={props.links} current={props.current} me={props.me} />
      <Box className="desk-main" role="main">
        <Box className="desk-head">
          {props.backTo ? (
            <Tap className="desk-back" onTap={back}>
              <Icon name="left" size="small" />
              <Words>{props.backTo}</Words>
            </Tap>
          ) : null}
          <Box className="grow">
            <Heading level={1} className="t1">
              {props.title}
            </Heading>
            {props.sub ? <Box className="mute tl">{props.sub}</Box> : null}
          </Box>
          {props.actions ? <Box className="desk-head-side">{props.actions}</Box> : null}
        </Box>
        {props.tools ? <Box className="desk-tools">{props.tools}</Box> : null}
        {props.tabs}
        <Box className="desk-body">
          <Box className="desk-pane">{props.children}</Box>
          {props.side ? <Box className="desk-side">{props.side}</Box> : null}
        </Box>
        {props.foot ? <Box className="desk-foot">{props.foot}</Box> : null}
      </Box>
    </Root>
  );
}

/** A filter with its count; one or more may be on. */
export function Chip({
  on,
  icon,
  children,
  onTap,
}: {
  on: boolean;
  icon?: IconName;
  children: ReactNode;
  onTap: () => void;
}): ReactNode {
  return (
    <Tap className={classes('chip', on && 'on')} role="checkbox" checked={on} onTap={onTap}>
      {icon ? <Icon name={icon} /> : null}
      <Words>{children}</Words>
    </Tap>
  );
}

/** Views of one thing, one of them open. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string;
  tabs: readonly { value: T; text: string }[];
  value: T;
  onChange: (value: T) => void;
}): ReactNode {
  return (
    <Box className="tabsl" role="tablist" label={label}>
      {tabs.map((tab) => (
        <Tap
          key={tab.value}
          role="tab"
          className={classes('tabsl-one', tab.value === value && 'on')}
          current={tab.value === value}
          onTap={() => onChange(tab.value)}
        >
          {tab.text}
        </Tap>
      ))}
    </Box>
  );
}

/** A name and its value in a side panel. */
export function KeyValue({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <Box className="kv">
      <Box className="kv-key">{name}</Box>
      <Box className="grow">{children}</Box>
    </Box>
  );
}

/** Keys that work here: `<Keys keys={[['↑ ↓', '换信'], ['Enter', '打开']]} />`. */
export function Keys({ keys }: { keys: readonly (readonly [string, string])[] }): ReactNode {
  return (
    <Box className="keys">
      {keys.map(([cap, does]) => (
        <Words key={cap}>
          <Words className="key-cap">{cap}</Words>
          {` ${does}`}
        </Words>
      ))}
    </Box>
  );
}
