import type { ReactNode } from 'react';
import { Head } from '../components/head';
import { Page } from '../components/page';

export default function Later(): ReactNode {
  return (
    <Page>
      <Head title="页面" />
    </Page>
  );
}
