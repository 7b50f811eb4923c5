import { type ReactNode, useState } from 'react';
import { Id } from '#shared/ids';
import type { FirstContent } from '#shared/tip/content';
import { mayMerge } from '#shared/tip/merging';
import { MATTER_SHORT } from '#shared/tip/words';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import type { Problem } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import { canMerge, type Member, type Members, openMember } from '../merging';
import { useGlimpses } from '../opening';
import type { Acting } from '../saying';
import { caseLabel, titleOf } from '../words';

interface Props {
  acting: Acting;
  members: Members;
  busy: boolean;
  problem: Problem | undefined;
  onMerge: (other: Id) => Promise<boolean>;
  onClose: () => void;
}

/** Which letter says the same: one that was opened at this desk, opened once more and read before anything is noted. */
export function MergeDialog({ acting, members, busy, problem, onMerge, onClose }: Props): ReactNode {
  const others = useOthers(acting, members);
  const [other, setOther] = useState<Member>();
  const { busy: opening, problem: closed, act } = useAct();
  const choose = async (id: string): Promise<void> => {
    setOther(undefined);
    const found = await act(() => openMember(Id.parse(id), acting.office, acting.keys));
    if (found.ok) setOther(found.value);
  };
  const fits = other !== undefined && canMerge(acting.open, other.open);
  const off = !fits || busy || opening;
  const go = async (): Promise<void> => {
    if (fits && !off && (await onMerge(other.open.view.case))) onClose();
  };
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        先不合并
      </Button>
      <Button off={off} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : '合并办理'}
      </Button>
    </>
  );
  return (
    <Dialog title="和说同一件事的信合并办理" onClose={onClose} buttons={buttons}>
      {others.length === 0 ? <Para>{NOBODY}</Para> : null}
      <ChoiceList
        one
        label="和哪一封合并"
        choices={others.map(([id, first]) => ({
          id,
          name: titleOf(first, 18) ?? '',
          more: moreOf(id, first),
        }))}
        chosen={other ? [other.open.view.case] : []}
        onToggle={(id) => void choose(id)}
      />
      {other ? <Said other={other} fits={fits} /> : null}
      <Para className="tl mute mt8">{AFTER}</Para>
      <NotDone title="没有打开" problem={closed} />
      <NotDone title="没有办成" problem={problem} />
    </Dialog>
  );
}

const NOBODY =
  '这次在这台电脑上打开过的信里，没有能合并的。先从收件箱把另一封打开。说的是不同机关的人的，不能合并。';
const AFTER =
  '两封信的内部记录各记一条，服务器不知道哪几封合并。两位来信人下次打开都会看到“和说同一件事的信一起办”，看不到对方写了什么、是谁。回执、来往、期限还是各封各的。';

/** Letters opened at this desk that concern the same offices, those of the same place and matter first. */
function useOthers({ open }: Acting, { merged }: Members): readonly (readonly [Id, FirstContent])[] {
  const glimpses = useGlimpses();
  const { first, view } = open;
  if (!first) return [];
  const known = [view.case, ...merged.map((one) => one.open.view.case)];
  const alike = (one: FirstContent): number =>
    Number(one.place === first.place) + Number(one.matter === first.matter);
  return [...glimpses]
    .filter(([id, one]) => !known.includes(id) && mayMerge(first, one))
    .sort(([, one], [, other]) => alike(other) - alike(one));
}

function moreOf(id: Id, { matter }: FirstContent): string {
  return `${caseLabel(id)}${matter ? `·${MATTER_SHORT[matter]}` : ''}`;
}

/** The other letter as it was written, to be compared before it is tied. */
function Said({ other: { open }, fits }: { other: Member; fits: boolean }): ReactNode {
  if (!fits)
    return (
      <Note icon="ask" tone="due" title="这一封现在不能合并">
        它已经办结，或者正等第二个人确认。
      </Note>
    );
  return (
    <Box className="mt8">
      <Note icon="file" inset title="另一封信写的">
        {open.first?.text ?? ''}
      </Note>
    </Box>
  );
}
