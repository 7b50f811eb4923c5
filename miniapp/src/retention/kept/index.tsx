import type { ReactNode } from 'react';
import { type Kept, KEPT, NOT_KEPT } from '#shared/retention/kept';
import { Head, Section, Sheet } from '../../components/head';
import { Box } from '../../components/native';
import { Page } from '../../components/page';
import { Row } from '../../components/row';
import { AskByPhone } from '../../components/states';

function KeptRow({ what, why, until }: Kept): ReactNode {
  const news = (
    <>
      <Box>{why}</Box>
      <Box className="ink">{until}</Box>
    </>
  );
  return <Row name={what} news={news} />;
}

/** What is kept of a person, what for and until when; and what is not kept at all. */
export default function KeptPage(): ReactNode {
  return (
    <Page>
      <Head title="您的资料存到什么时候" sub="到了日子系统自己删，不用您申请" />
      <Section title="存下的" />
      <Sheet join="first">
        {KEPT.map((kept) => (
          <KeptRow key={kept.what} {...kept} />
        ))}
      </Sheet>
      <Section title="不存的" />
      <Sheet join="first">
        {NOT_KEPT.map(({ what, instead }) => (
          <Row key={what} name={what} news={instead} />
        ))}
      </Sheet>
      <Box className="pad">
        <AskByPhone lead="想问自己的资料" />
      </Box>
    </Page>
  );
}
