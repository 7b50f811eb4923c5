import type { ReactNode } from 'react';
import { myDevices } from '#shared/identity/contract';
import { Button } from '../../components/button';
import { Head, Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { Page } from '../../components/page';
import { Read } from '../../components/states';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { useSession } from '../../platform/session';
import { Passkeys } from './passkeys';
import { Phones } from './phones';
import { SignedInList } from './signed-in';

/** Where one is signed in, and by which phones and passkeys; ended, added and removed here. */
export default function Devices(): ReactNode {
  const session = useSession();
  return (
    <Page>
      <Head title="登录和设备" sub={session ? '看看哪些手机和电脑能用您的身份登录' : undefined} />
      {session ? (
        <Mine key={session.person} />
      ) : (
        <Sheet pad join="first">
          <Para>先登录，才能看到。</Para>
          <Box className="mt12">
            <Button onTap={() => go('identity/sign-in/index')}>去登录</Button>
          </Box>
        </Sheet>
      )}
    </Page>
  );
}

function Mine(): ReactNode {
  const { reading, again } = useRead(myDevices, {});
  return (
    <Read reading={reading} what="登录和设备" again={again}>
      {({ phones, passkeys, signedIn }) => (
        <>
          <SignedInList places={signedIn} again={again} />
          <Phones phones={phones} />
          <Passkeys passkeys={passkeys} again={again} />
        </>
      )}
    </Read>
  );
}
