import { Fragment, type ReactNode } from 'react';
import { go } from '../platform/navigate';
import { useSession } from '../platform/session';
import { useSettings, type Village } from '../platform/settings';
import { Button, Dock } from './button';
import { Head, Sheet } from './head';
import { NoVillage } from './no-village';
import { Page } from './page';

/** A page of the chosen village for whoever is signed in; the others are told what comes first. */
export function ForVillager({
  title,
  signedOut,
  children,
}: {
  title: string;
  signedOut: ReactNode;
  children: (village: Village) => ReactNode;
}): ReactNode {
  const session = useSession();
  const { village } = useSettings();
  if (!village) {
    return (
      <Page>
        <NoVillage title={title} />
      </Page>
    );
  }
  return session ? <Fragment key={session.person}>{children(village)}</Fragment> : signedOut;
}

/** What a page is for, why one signs in first, and how it goes without. */
export function SignInFirst({
  title,
  sub,
  then,
  children,
}: {
  title: string;
  sub: string;
  /** Under the button: what signing in does and does not. */
  then: string;
  children: ReactNode;
}): ReactNode {
  return (
    <Page
      dock={
        <Dock then={then}>
          <Button onTap={() => go('identity/sign-in/index')}>去登录</Button>
        </Dock>
      }
    >
      <Head title={title} sub={sub} />
      <Sheet pad join="first">
        {children}
      </Sheet>
    </Page>
  );
}
