import type { ReactNode } from 'react';
import { classes } from './element';
import { Box, Heading } from './native';
import { unbroken } from './unbroken';

/** The page's own title, the first line of its content; a question with its place above it is smaller. */
export function Head({
  title,
  sub,
  above,
  side,
  before,
  small = above !== undefined,
}: {
  title: ReactNode;
  sub?: ReactNode;
  above?: ReactNode;
  side?: ReactNode;
  before?: ReactNode;
  small?: boolean;
}): ReactNode {
  return (
    <Box className="head head-row">
      {before}
      <Box className="grow">
        {above ? <Box className="tl mute">{above}</Box> : null}
        <Heading level={1} className={small ? 't1' : 't0'}>
          {unbroken(title)}
        </Heading>
        {sub ? <Box className="tl mute">{unbroken(sub)}</Box> : null}
      </Box>
      {side ? <Box className="head-side">{side}</Box> : null}
    </Box>
  );
}

/** A heading over a sheet, with a few words at its right. */
export function Section({ title, side }: { title: ReactNode; side?: ReactNode }): ReactNode {
  return (
    <Box className="sec">
      <Heading level={2} className="sec-title">
        {title}
      </Heading>
      {side ? <Box className="sec-side">{side}</Box> : null}
    </Box>
  );
}

/** A white sheet on the paper ground. `first` follows a heading, `under` joins what is above it. */
export function Sheet({
  children,
  join,
  pad,
  list,
}: {
  children: ReactNode;
  join?: 'first' | 'under' | undefined;
  pad?: boolean | undefined;
  list?: boolean | undefined;
}): ReactNode {
  return (
    <Box className={classes('sheet', join, pad && 'pad')} role={list ? 'list' : undefined}>
      {children}
    </Box>
  );
}
