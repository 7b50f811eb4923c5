import type { ReactNode } from 'react';
import { archiveOf } from '#shared/archive/rules';
import { officeText, sameOffice } from '#shared/directory/office';
import { Button, Link } from '../../components/button';
import { Box, Para } from '../../components/native';
import { OpenKeys } from '../../components/open-keys';
import { NotDone } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import type { Keys } from '../../platform/keyring';
import { go } from '../../platform/navigate';
import { officeName } from '../../platform/offices';
import { useNames } from '../names';
import { type AtOffice, OfficePage } from '../office-page';
import { Checked } from './checked';
import { Choosing } from './choosing';
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
            <Box className="mt16">
              <OpenKeys {...at} none="这个浏览器里没有您的钥匙，封不了档案。请到做过钥匙的那台电脑上来做。" />
            </Box>
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
