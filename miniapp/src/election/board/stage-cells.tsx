import type { ReactNode } from 'react';
import { STAGES } from '#shared/notice/notice';
import { classes } from '../../components/element';
import { Icon } from '../../components/icon';
import './board.css';
import type { BoardLine } from './lines';

/** The eight stages of a village in small: done, now, overdue, later; one label for the reader. */
export function StageCells({ line: { row, things } }: { line: BoardLine }): ReactNode {
  if (!row) return '—';
  const late = new Set(things.flatMap(({ rule, days }) => (days < 0 ? [rule.stage] : [])));
  const name = STAGES[row.stage - 1] ?? '';
  const label = `第 ${row.stage} 步${name}${late.size > 0 ? '，有超期的' : ''}`;
  return (
    <span className="stage-cells" role="img" aria-label={label}>
      {STAGES.map((stage, i) => (
        <StageCell key={stage} number={i + 1} now={row.stage} late={late.has(i + 1)} />
      ))}
    </span>
  );
}

function StageCell({ number, now, late }: { number: number; now: number; late: boolean }): ReactNode {
  const done = number < now;
  return (
    <span
      className={classes('stage-cell', late ? 'cell-late' : done ? 'cell-done' : number === now && 'cell-on')}
    >
      {late ? '!' : done ? <Icon name="check" size="small" /> : number}
    </span>
  );
}
