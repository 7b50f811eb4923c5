import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Box, Tap, Words } from './native';
import { unbroken } from './unbroken';

interface Props {
  name: ReactNode;
  /** One live line: news, never a description of the feature. */
  news?: ReactNode;
  icon?: IconName;
  onTap?: () => void;
  /** At the right: an icon, or a part of its own. */
  end?: IconName | { part: ReactNode };
  /** Above the name: pills. */
  above?: ReactNode;
  label?: string;
}

/** A row of a sheet: icon, name, one live line, chevron; the whole row is the target. */
export function Row({ name, news, icon, onTap, end, above, label }: Props): ReactNode {
  const tail = end ?? (onTap ? 'right' : undefined);
  const inside = (
    <>
      {icon ? (
        <Box className="li-icon" hidden>
          <Icon name={icon} />
        </Box>
      ) : null}
      <Box className="grow">
        {above}
        <Words className={above ? 'li-name mt8' : 'li-name'}>{unbroken(name)}</Words>
        {news ? <Box className="li-news">{unbroken(news)}</Box> : null}
      </Box>
      {tail === undefined ? null : typeof tail === 'string' ? (
        <Box className="li-end" hidden>
          <Icon name={tail} />
        </Box>
      ) : (
        tail.part
      )}
    </>
  );
  return (
    <Box className="li">
      {onTap ? (
        <Tap className="li-in" role="link" label={label} onTap={onTap}>
          {inside}
        </Tap>
      ) : (
        <Box className="li-in">{inside}</Box>
      )}
    </Box>
  );
}
