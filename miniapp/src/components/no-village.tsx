import type { ReactNode } from 'react';
import { go } from '../platform/navigate';
import { Button } from './button';
import { Head, Sheet } from './head';
import { Box, Para } from './native';

/** For pages of a village when none is chosen yet. */
export function NoVillage({ title }: { title: string }): ReactNode {
  return (
    <>
      <Head title={title} />
      <Sheet join="first" pad>
        <Para>先选您的村，这里就有内容了。</Para>
        <Box className="mt12">
          <Button onTap={() => go('area/picker/index')}>选我的村</Button>
        </Box>
      </Sheet>
    </>
  );
}
