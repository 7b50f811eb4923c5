import { type ReactNode } from 'react';
import { deskLinks } from '../platform/desk-links';
import { backTo as backToPage, go } from '../platform/navigate';
import { ROLE_NAMES, workGrants } from '../platform/office-entries';
import type { PagePath } from '../platform/pages';
import { useSession } from '../platform/session';
import './desk.css';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Heading, Para, Root, Tap, Words } from './native';
import { Seal } from './seal';

interface Props {
  title: ReactNode;
  sub?: ReactNode;
  /** The entry of the rail that this page is, or belongs to. */
  current: PagePath;
  /** Whose desk it is; what the person's grants are called if not said. */
  office?: string | undefined;
  /** At the right of the head: state of the keys, second buttons, the first button. */
  actions?: ReactNode;
  /** Filter chips, search. */
  tools?: ReactNode;
  tabs?: ReactNode;
  side?: ReactNode;
  foot?: ReactNode;
  backTo?: string | undefined;
  children: ReactNode;
}

function Rail({ current, office, backTo }: Pick<Props, 'current' | 'office' | 'backTo'>): ReactNode {
  const session = useSession();
  const grants = session?.grants ?? [];
  const roles = [...new Set(workGrants(grants).map(({ role }) => ROLE_NAMES[role]))];
  const open = (page: PagePath): void => {
    if (page !== current) go(page);
    else if (backTo) backToPage(current);
  };
  return (
    <Box className="desk-rail" role="navigation" label="栏目">
      <Box className="desk-brand">
        <Seal />
        <Words>阳光换届</Words>
      </Box>
      {deskLinks(grants).map((link) => (
        <Tap
          key={link.page}
          role="link"
          className={classes('desk-nav', link.page === current && 'on')}
          current={link.page === current}
          onTap={() => open(link.page)}
        >
          <Icon name={link.icon} />
          <Words>{link.text}</Words>
        </Tap>
      ))}
      {session ? (
        <Box className="desk-me">
          <Para>{office || roles.join('、')}</Para>
          {session.name ? <Para>{session.name}</Para> : null}
          <Tap className="link" role="link" onTap={() => go('identity/devices/index')}>
            登录和设备
          </Tap>
        </Box>
      ) : null}
    </Box>
  );
}

/** The desk: rail 176, work area, side panel 336. H5 only. */
export function DeskShell(props: Props): ReactNode {
  return (
    <Root factor={1} className="page desk">
      <Rail current={props.current} office={props.office} backTo={props.backTo} />
      <Box className="desk-main" role="main">
        <Box className="desk-head">
          {props.backTo ? (
            <Tap className="desk-back" onTap={() => backToPage(props.current)}>
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
