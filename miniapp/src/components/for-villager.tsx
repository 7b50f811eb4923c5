import { Fragment, type ReactNode } from 'react';
import { go } from '../platform/navigate';
import { useSession } from '../platform/session';
import { useSettings, type Village } from '../platform/settings';
import { Button, Dock } from './button';
import { Head, Sheet } from './head';
import { NoVillage } from './no-village';
import { Para } from './native';
import { Page } from './page';
import { AskByPhone } from './states';

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

/** Whoever is signed in, and not yet the one of the roll they are. */
export function MatchFirst({
  title,
  says = '先用姓名和身份证号后六位，和名单上的本人对上。',
}: {
  title: string;
  says?: string;
}): ReactNode {
  return (
    <Page
      dock={
        <Dock then="不要手机号，不保存身份证号。">
          <Button onTap={() => go('identity/entry/index')}>去对一对</Button>
        </Dock>
      }
    >
      <Head title={title} />
      <Sheet pad join="first">
        <Para>{says}</Para>
        <AskByPhone lead="也可以打电话问" />
      </Sheet>
    </Page>
  );
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
