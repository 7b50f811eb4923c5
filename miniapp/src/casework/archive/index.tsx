import { type ReactNode, useState } from 'react';
import { archiveOf } from '#shared/archive/rules';
import { MOST_CASES } from '#shared/archive/sizes';
import { type Office, officeText, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { InboxLine } from '#shared/tip/contract';
import { mayErase } from '#shared/tip/rules';
import { STATE_WORDS } from '#shared/tip/words';
import { Button, Link } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Box, Para } from '../../components/native';
import { Passphrase } from '../../components/passphrase';
import { Empty, NotDone, Read } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { holdsKeys, type Keys, openKeys } from '../../platform/keyring';
import { go } from '../../platform/navigate';
import { officeName } from '../../platform/offices';
import { useLines } from '../lines';
import { useNames } from '../names';
import { type AtOffice, OfficePage } from '../office-page';
import { useGlimpses } from '../opening';
import { Rest } from '../rest';
import { caseLabel, sayDay, titleOf } from '../words';
import { Checked } from './checked';
import { Made } from './made';
import { type Stage, useMaking } from './use-making';

/** Handing ended cases to the county's archive, as a file that is sealed at this desk and opens there. */
export default function ArchivePage(): ReactNode {
  return (
    <OfficePage title="封存档案" onlyFor="档案只给纪委的办案人员和换届办。">
      {(at) => (
        <Box className="desk-pad">
          <Intro {...at} />
          {at.keys ? null : <OpenOne office={at.office} />}
          {at.keys ? (
            <Making key={officeText(at.office)} {...at} keys={at.keys} to={toWords(at)} />
          ) : (
            <Locked {...at} />
          )}
        </Box>
      )}
    </OfficePage>
  );
}

/** Whose archive it is, as a sentence names it. */
function toWords({ office, tree }: AtOffice): string {
  const to = archiveOf(office);
  if (sameOffice(to, office)) return '本办公室';
  return tree ? officeName(tree, to) : '县里同类的办公室';
}

function Intro(at: AtOffice): ReactNode {
  const to = toWords(at);
  const readers = to === '本办公室' ? '本办公室' : `${to}和本办公室`;
  return (
    <Para>
      {`把办结的信封成一个文件，交${to}存档。文件只有${readers}的人能打开，捡到的人打不开。只在这台电脑上做，不上传。`}
    </Para>
  );
}

/** Whoever was handed a file has nothing to make. */
function OpenOne({ office }: Pick<AtOffice, 'office'>): ReactNode {
  return (
    <Box className="mt8">
      <Link icon="file" onTap={() => go('casework/archived/index', { office: officeText(office) })}>
        收到了档案文件，去打开
      </Link>
    </Box>
  );
}

function Locked({ office, person }: AtOffice): ReactNode {
  if (!holdsKeys(person, office))
    return <Para className="mt16">这个浏览器里没有您的钥匙，封不了档案。请到做过钥匙的那台电脑上来做。</Para>;
  return (
    <Box className="mt16">
      <Passphrase
        verb="打开钥匙"
        onGiven={async (passphrase, progress) =>
          (await openKeys(person, office, passphrase, progress)) ? undefined : '口令不对，请再输一遍'
        }
      />
    </Box>
  );
}

function Making({ office, keys, to }: AtOffice & { keys: Keys; to: string }): ReactNode {
  const making = useMaking(office, keys);
  const names = useNames(office);
  const { stage, problem, check, seal, note, stop } = making;
  switch (stage.at) {
    case 'choosing':
      return (
        <>
          <OpenOne office={office} />
          <NotDone title="没有核对完" problem={problem} />
          <Choosing office={office} onChosen={(ids) => void check(ids)} />
        </>
      );
    case 'checking':
    case 'sealing':
      return <Going stage={stage} onStop={stop} />;
    case 'checked':
      return (
        <Checked
          {...stage}
          names={names}
          problem={problem}
          onSeal={(along) => void seal(stage, along)}
          onBack={stop}
        />
      );
    case 'noting':
    case 'unnoted':
    case 'made':
      return (
        <Made
          {...stage}
          to={to}
          problem={problem}
          onNote={() => void note(stage.made, stage.cases)}
          onAgain={stop}
        />
      );
  }
}

function Going({
  stage: { at, done, of },
  onStop,
}: {
  stage: Extract<Stage, { done: number }>;
  onStop: () => void;
}): ReactNode {
  const words = at === 'checking' ? '正在这台电脑上逐封核对' : '正在这台电脑上封存';
  return (
    <Box className="mt16">
      <ProgressBar words={`${words}，第 ${done + 1} 封，共 ${of} 封……`} share={(done + 0.5) / of} />
      <Box className="mt8">
        <Button kind="second" onTap={onStop}>
          停下
        </Button>
      </Box>
    </Box>
  );
}

function Choosing({
  office,
  onChosen,
}: {
  office: Office;
  onChosen: (ids: readonly Id[]) => void;
}): ReactNode {
  const { reading, again, goOn } = useLines(office, 'closed');
  return (
    <Read reading={reading} what="办结的信" again={again}>
      {(read) => {
        const lines = read.lines.filter(
          (line) => mayErase({ state: line.state }) && sameOffice(line.office, office),
        );
        return (
          <>
            <Rest read={read} again={again} goOn={goOn} />
            {lines.length > 0 ? (
              <Choices lines={lines} onChosen={onChosen} />
            ) : read.coming && read.left.length > 0 ? null : (
              <Empty title="还没有可以封存的信">本办公室办结的、不受理的信会到这里来。</Empty>
            )}
          </>
        );
      }}
    </Read>
  );
}

function Choices({
  lines,
  onChosen,
}: {
  lines: readonly InboxLine[];
  onChosen: (ids: readonly Id[]) => void;
}): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const glimpses = useGlimpses();
  const ids = lines.map((line) => line.case).filter((id) => chosen.includes(id));
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const all = (): void => setChosen(lines.slice(0, MOST_CASES).map((line) => line.case));
  return (
    <>
      <Box className="lab mt16">{`封哪几封，一个文件最多 ${MOST_CASES} 封`}</Box>
      <ChoiceList
        label="封哪几封"
        max={MOST_CASES}
        choices={lines.map((line) => ({
          id: line.case,
          name: caseLabel(line.case),
          more: [
            `${sayDay(line.received, 0)}收到`,
            STATE_WORDS[line.state],
            titleOf(glimpses.get(line.case), 12),
          ]
            .filter(Boolean)
            .join('·'),
        }))}
        chosen={ids}
        onToggle={toggle}
      />
      <Box className="row mt16">
        <Button kind="second" onTap={ids.length > 0 ? () => setChosen([]) : all}>
          {ids.length > 0 ? '都不选' : lines.length > MOST_CASES ? `选前 ${MOST_CASES} 封` : '全选'}
        </Button>
        <Box className="ml8">
          <Button off={ids.length === 0} onTap={() => onChosen(ids)}>
            {ids.length === 0 ? '先选要封的信' : `核对这 ${ids.length} 封`}
          </Button>
        </Box>
      </Box>
    </>
  );
}
