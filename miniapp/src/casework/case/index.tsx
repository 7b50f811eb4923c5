import { type ReactNode, useEffect, useState } from 'react';
import { type Office, officeFrom, officeText, sameOffice } from '#shared/directory/office';
import { Id } from '#shared/ids';
import type { Session } from '#shared/identity/contract';
import { isErased } from '#shared/tip/rules';
import { MATTER_SHORT, STATE_WORDS } from '#shared/tip/words';
import { DeskShell } from '../../components/desk';
import { Sheet } from '../../components/head';
import { Box, Para } from '../../components/native';
import { OpenKeys } from '../../components/open-keys';
import { Pill } from '../../components/pill';
import { Empty, Failed, Loading } from '../../components/states';
import { useCounty } from '../../platform/county';
import { holdsKeys, type Keys, useKeys } from '../../platform/keyring';
import { useParams } from '../../platform/navigate';
import { caseOffices, chosenOffice, officeName } from '../../platform/offices';
import type { Problem } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useGroup } from '../group';
import { KeyState } from '../key-state';
import { openCase, type OpenCase } from '../opening';
import { renewTemplates } from '../own-templates';
import { PrintCase } from '../print/choose';
import type { Acting } from '../saying';
import { caseLabel, sayDay, titleOf } from '../words';
import { CaseActions } from './actions';
import { EraseCase } from './erase';
import { Extend } from './extend';
import { MergedCases } from './merged';
import { MoveCase } from './move';
import { CaseNotes } from './notes';
import { RecoverCase } from './recover';
import { CaseSide } from './side';
import { SideBySide } from './side-by-side';
import { CaseFoot, CaseThread } from './thread';

const INBOX = 'casework/inbox/index';

/** One case: its letters, the next lawful act, its clock and who can read it. Opened on this device alone. */
export default function CasePage(): ReactNode {
  const session = useSession();
  const params = useParams();
  const id = Id.safeParse(params['case']);
  const office = chosenOffice(caseOffices(session?.grants ?? []), params['office']);
  const keys = useKeys(session?.person, office);
  if (!session || !office || !id.success) {
    return (
      <DeskShell title="信" current={INBOX} backTo="收件箱">
        <Empty title="打不开这封信">请先登录，再从收件箱打开。</Empty>
      </DeskShell>
    );
  }
  const place = { session, office, holder: officeFrom(params['holder']) ?? office, caseId: id.data };
  return keys ? <UnlockedCase key={id.data} {...place} keys={keys} /> : <LockedCase {...place} />;
}

interface Place {
  session: Session;
  office: Office;
  /** Whose case it is: another office's when it came up here undecided. */
  holder: Office;
  caseId: Id;
}

function LockedCase({ session, office, caseId }: Place): ReactNode {
  const { person } = session;
  return (
    <DeskShell
      title={caseLabel(caseId)}
      sub="锁着的信"
      current={INBOX}
      backTo="收件箱"
      actions={<KeyState open={false} />}
    >
      <Sheet pad>
        {holdsKeys(person, office) ? (
          <>
            <Para>输入您的口令，在这台电脑上打开。服务器上没有能打开它的钥匙。</Para>
            <OpenKeys person={person} office={office} verb="打开这封信" />
          </>
        ) : (
          <Para>这个浏览器里没有您的钥匙。请到做过钥匙的那台电脑上打开，或者在“我的钥匙”里重做一把。</Para>
        )}
      </Sheet>
    </DeskShell>
  );
}

/** The case opened with these keys, and again after each act. */
function useOpened(
  office: Office,
  holder: Office,
  caseId: Id,
  keys: Keys,
): {
  open: OpenCase | undefined;
  problem: Problem | undefined;
  setOpen: (open: OpenCase) => void;
  again: () => void;
} {
  const [open, setOpen] = useState<OpenCase>();
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const own = officeText(office);
  const held = officeText(holder);
  useEffect(() => {
    let here = true;
    const [mine, theirs] = [officeFrom(own), officeFrom(held)];
    if (!mine || !theirs) return undefined;
    // Where these cannot be had, words still begin from the county's.
    void renewTemplates(mine, keys);
    void openCase(theirs, caseId, mine, keys).then((outcome) => {
      if (!here) return;
      if (outcome.ok) setOpen(outcome.value);
      else setProblem(outcome.problem);
    });
    return () => {
      here = false;
    };
  }, [own, held, caseId, keys, tries]);
  return { open, problem, setOpen, again: () => setTries((count) => count + 1) };
}

function UnlockedCase({ office, holder, caseId, keys }: Omit<Place, 'session'> & { keys: Keys }): ReactNode {
  const { reading } = useCounty();
  const { open, problem, setOpen, again } = useOpened(office, holder, caseId, keys);
  const group = useGroup(caseId, office, keys);
  const [beside, setBeside] = useState<OpenCase>();
  const [movedTo, setMovedTo] = useState<Office>();
  const [recused, setRecused] = useState(false);
  const name = reading.kind === 'ready' ? officeName(reading.value, office) : '';
  const shell = { current: INBOX, backTo: '收件箱', office: name } as const;
  const instead = (words: ReactNode): ReactNode => (
    <DeskShell {...shell} title={caseLabel(caseId)}>
      {words}
    </DeskShell>
  );
  if (movedTo) {
    const to = reading.kind === 'ready' ? officeName(reading.value, movedTo) : '别的办公室';
    return instead(
      <Empty title={`已转到${to}`}>这封信从现在起由那里办理，这里打不开了。来信人下次打开会看到。</Empty>,
    );
  }
  if (recused || problem?.code === 'tip-recused')
    return instead(<Empty title="您已经回避这封信">您打不开，也不能办。同事在自己的电脑上办。</Empty>);
  if (!open) return instead(problem ? <Failed what="这封信" problem={problem} /> : <Loading what="这封信" />);
  if (open.view.role === 'above' && isErased(open.view.state))
    return instead(<Empty title="已确认删除">您签了字，内容从现在起谁也打不开。其余的由那边办。</Empty>);
  const acting = { open, office, keys, onDone: setOpen, group } as const;
  return (
    <DeskShell
      {...shell}
      title={titleOf(open.first, 16) ?? caseLabel(caseId)}
      sub={subOf(caseId, open)}
      actions={<Acts {...acting} onMoved={(to) => (sameOffice(to, office) ? again() : setMovedTo(to))} />}
      side={
        <Beside
          {...acting}
          name={name}
          onRecused={() => setRecused(true)}
          beside={beside}
          onBeside={setBeside}
        />
      }
    >
      <RecoverCase {...acting} />
      {beside ? <SideBySide open={open} beside={beside} onClose={() => setBeside(undefined)} /> : null}
      {beside ? <CaseFoot {...acting} /> : <CaseThread {...acting} />}
    </DeskShell>
  );
}

/** Where it stands, and what may be done with it. */
function Acts(props: Acting & { onMoved: (to: Office) => void }): ReactNode {
  const { view, first } = props.open;
  return (
    <>
      <Pill icon="sun" tone="sun">
        {STATE_WORDS[view.state.state]}
      </Pill>
      <Box className="row ml8">
        {/* Nobody decides on a letter that they cannot read. */}
        {first ? (
          <>
            <CaseActions {...props} />
            <Extend {...props} />
            <MoveCase {...props} />
          </>
        ) : null}
        <EraseCase {...props} />
      </Box>
    </>
  );
}

interface BesideProps extends Acting, Pick<Parameters<typeof MergedCases>[0], 'beside' | 'onBeside'> {
  name: string;
  onRecused: () => void;
}

/** Its clock, what the office notes for itself, and its way to paper. */
function Beside({ name, onRecused, beside, onBeside, ...acting }: BesideProps): ReactNode {
  const { open, office } = acting;
  return (
    <>
      <CaseSide open={open} name={name} />
      <MergedCases acting={acting} beside={beside} onBeside={onBeside} />
      <CaseNotes
        {...acting}
        onRecused={onRecused}
        also={(notes) => <PrintCase open={open} office={office} notes={notes} />}
      />
      {open.view.role === 'above' ? <PrintCase open={open} office={office} /> : null}
    </>
  );
}

function subOf(caseId: Id, { first, view: { state } }: OpenCase): string {
  // Whether a name was left is in what was written: unread, or gone with it.
  if (!first) return `${sayDay(state.received)}收到`;
  const matter = first.matter ? `·${MATTER_SHORT[first.matter]}` : '';
  return `${caseLabel(caseId)}${matter}·${first.name ? `留名：${first.name.name} ${first.name.phone}` : '不留名，不追查来信人'}`;
}
