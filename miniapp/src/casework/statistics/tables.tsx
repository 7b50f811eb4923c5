import type { ReactNode } from 'react';
import type { AreaTree } from '#shared/area/contract';
import { officeText } from '#shared/directory/office';
import { Box, Heading, Words } from '../../components/native';
import { Table } from '../../components/table';
import { officeName } from '../../platform/offices';
import type { Count, OfficeCount } from './counts';

/** How many there are of each. */
export function CountList({
  label,
  counts,
  said = counts.map(({ count }) => String(count)),
}: {
  label: string;
  counts: readonly Count[];
  /** The counts as they are said. */
  said?: readonly string[];
}): ReactNode {
  return (
    <Box className="counts-one">
      <Heading level={3} className="counts-head">
        {label}
      </Heading>
      <Box role="list" label={label}>
        {counts.map(({ name }, i) => (
          <Box key={name} className="counts-row" role="listitem">
            <Words className="grow">{name}</Words>
            <Words className="b">{` ${said[i] ?? ''}`}</Words>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** What the offices below left undone past its last day, by where it stands. */
export function Below({
  offices,
  tree,
}: {
  offices: readonly OfficeCount[];
  tree: AreaTree | undefined;
}): ReactNode {
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        下级超期没办的
      </Heading>
      {offices.length === 0 ? (
        <Box className="tl mute">下级没有超期的信。</Box>
      ) : (
        <Table
          label="下级超期没办的"
          rows={offices}
          idOf={({ office }) => officeText(office)}
          columns={[
            { head: '办公室', cell: ({ office }) => (tree ? officeName(tree, office) : '') },
            {
              head: '超期的信',
              cell: ({ states }) => states.map(({ name, count }) => `${name} ${count}`).join('，'),
            },
          ]}
        />
      )}
    </Box>
  );
}
