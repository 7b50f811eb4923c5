import { type ReactNode, useEffect } from 'react';
import { dateOfDay, sayDate } from '#shared/time';
import { clarificationText } from '#shared/tip/clarification';
import { FormPaper } from '../../components/form-paper';
import { PaperBar, PaperPage } from '../../components/paper-page';
import { Empty } from '../../components/states';
import { useKeys } from '../../platform/keyring';
import { backTo } from '../../platform/navigate';
import { useSession } from '../../platform/session';
import { layClarification, useClarification } from './laid';

const back = (): void => backTo('casework/inbox/index');

/** A letter of clarification on A4, out of what an officer wrote at this desk: nothing is asked of the server. */
export default function ClarificationPage(): ReactNode {
  const session = useSession();
  const laid = useClarification();
  const keys = useKeys(session?.person, laid?.office);
  useEffect(() => () => layClarification(undefined), []);
  if (!laid || !keys) {
    return (
      <PaperPage>
        <PaperBar onBack={back} advice="" />
        <Empty title="这里没有函样">函样不存在任何地方。请再打开那封信，从内部记录里看函样。</Empty>
      </PaperPage>
    );
  }
  const { to, paragraphs } = clarificationText(laid.said);
  return (
    <FormPaper
      title="澄清函"
      to={to}
      paragraphs={paragraphs}
      sign={[laid.officeName, sayDate(dateOfDay(laid.day), 0), '（盖章）']}
      advice="A4 纸，印两份，盖章后当面交给本人和单位。信、来信人、编号都没有印在上面。"
      onBack={back}
    />
  );
}
