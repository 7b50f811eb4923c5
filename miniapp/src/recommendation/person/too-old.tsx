import type { ReactNode } from 'react';
import { Button, Dock } from '../../components/button';
import { Head, Sheet } from '../../components/head';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { call } from '../../platform/device';
import { useSettings } from '../../platform/settings';
import { NotAVote } from './words';

/** A phone that cannot seal sends nothing unsealed instead: it says where else one can recommend. */
export function TooOld(): ReactNode {
  const { village } = useSettings();
  const { phone, office = '村民选举委员会' } = village ?? {};
  const dock = phone ? (
    <Dock then="还没有选人，也没有送出任何内容。">
      <Button icon="phone" onTap={() => call(phone)}>
        {`打 ${phone} 问怎么推荐`}
      </Button>
    </Dock>
  ) : undefined;
  return (
    <Page dock={dock}>
      <Head title="请走别的路" {...(village ? { sub: village.name } : {})} />
      <Sheet join="first">
        <Note icon="move">这部手机的系统太旧，没法在手机上密封，所以不能从这里推荐。您的推荐权利还在。</Note>
        <Row icon="pen" name="在纸上推荐" news="到村委会在纸上推荐，一样算数" />
        <Row icon="me" name="换一部手机" news="用您自己的微信登录，截止前都能推荐" />
        {phone ? <Row icon="phone" name={`打 ${phone}`} news={office} onTap={() => call(phone)} /> : null}
      </Sheet>
      {village ? <NotAVote area={village.code} /> : null}
    </Page>
  );
}
