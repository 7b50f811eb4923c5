import { type ReactNode, useState } from 'react';
import { deskLinks } from '../platform/desk-links';
import { backTo as backToPage, go } from '../platform/navigate';
import { ROLE_NAMES, workGrants } from '../platform/office-entries';
import type { PagePath } from '../platform/pages';
import { useSession } from '../platform/session';
import { changeSettings, useSettings } from '../platform/settings';
import { Link } from './button';
import './desk.css';
import { DeskRoot } from './desk-root';
import { HeadSide, Side } from './desk-side';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Heading, Para, Tap, Words } from './native';
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
  // On a phone the entries fold into a menu under the one that is open.
  const [unfolded, setUnfolded] = useState(false);
  const links = deskLinks(session?.grants ?? []);
  const here = links.find(({ page }) => page === current);
  const open = (page: PagePath): void => {
    setUnfolded(false);
    if (page !== current) go(page);
    else if (backTo) backToPage(current);
  };
  return (
    <Box className={classes('desk-rail', unfolded && 'open')} role="navigation" label="栏目">
      <Box className="desk-brand">
        <Seal />
        <Words>阳光换届</Words>
      </Box>
      <Tap className="desk-menu" expanded={unfolded} onTap={() => setUnfolded(!unfolded)}>
        <Icon name={here?.icon ?? 'grid'} size="small" />
        <Words>{here?.text ?? '栏目'}</Words>
        <Icon name={unfolded ? 'up' : 'down'} size="small" />
      </Tap>
      <Box className="desk-navs">
        {links.map((link) => (
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
        <Me office={office} />
      </Box>
    </Box>
  );
}

/** Who is at the desk, and how large its letters are. */
function Me({ office }: Pick<Props, 'office'>): ReactNode {
  const session = useSession();
  const { elder } = useSettings();
  const roles = [...new Set(workGrants(session?.grants ?? []).map(({ role }) => ROLE_NAMES[role]))];
  return (
    <Box className="desk-me">
      {session ? (
        <>
          <Para>{office || roles.join('、')}</Para>
          {session.name ? <Para>{session.name}</Para> : null}
          <Link onTap={() => go('identity/devices/index')}>登录和设备</Link>
        </>
      ) : null}
      <Link onTap={() => changeSettings({ elder: !elder })}>{elder ? '换成标准字' : '换成大字'}</Link>
    </Box>
  );
}

/** The desk: rail, work area, side panel. H5 only. */
export function DeskShell(props: Props): ReactNode {
  return (
    <DeskRoot>
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
          {props.actions ? <HeadSide>{props.actions}</HeadSide> : null}
        </Box>
        {props.tools ? <Box className="desk-tools">{props.tools}</Box> : null}
        {props.tabs}
        <Box className="desk-body">
          <Box className="desk-pane">{props.children}</Box>
          {props.side ? <Side>{props.side}</Side> : null}
        </Box>
        {props.foot ? <Box className="desk-foot">{props.foot}</Box> : null}
      </Box>
    </DeskRoot>
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
