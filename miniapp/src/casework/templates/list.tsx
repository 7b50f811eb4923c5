import type { ReactNode } from 'react';
import { REFUSAL_WORDS } from '#shared/tip/refusal';
import { MOST_TEMPLATES, PURPOSE_WORDS, type Template } from '#shared/wording/template';
import { Button, Link } from '../../components/button';
import { Box, Para, Words } from '../../components/native';
import './templates.css';

/** Templates with what they are for; one's own can be changed, the county's copied. */
export function TemplateList({
  label,
  templates,
  empty,
  onEdit,
  onCopy,
  onAdd,
}: {
  label: string;
  templates: readonly Template[];
  empty?: string;
  onEdit?: (at: number) => void;
  onCopy?: (at: number) => void;
  onAdd?: () => void;
}): ReactNode {
  return (
    <>
      {templates.length === 0 ? <Para className="mt8">{empty}</Para> : null}
      <Box role="list" label={label}>
        {templates.map((template, at) => (
          // A template has no id: its place is its identity.
          <Box key={`template-${at + 1}`} className="template" role="listitem">
            <Box className="row">
              <Words className="b grow">{template.name}</Words>
              {onEdit ? (
                <Link icon="pen" label={`改${template.name}`} onTap={() => onEdit(at)}>
                  改
                </Link>
              ) : null}
              {onCopy ? (
                <Link icon="plus" label={`照着${template.name}写一个`} onTap={() => onCopy(at)}>
                  照着写一个
                </Link>
              ) : null}
            </Box>
            <Box className="tl mute">{purposeOf(template)}</Box>
            <Para className="template-text">{template.text}</Para>
          </Box>
        ))}
      </Box>
      {onAdd && templates.length < MOST_TEMPLATES ? (
        <Box className="mt8">
          <Button kind="second" icon="plus" onTap={onAdd}>
            加一个……
          </Button>
        </Box>
      ) : null}
    </>
  );
}

/** What it is for, and the legal reason where it has one. */
function purposeOf({ purpose, reason }: Template): string {
  return reason ? `${PURPOSE_WORDS[purpose]}：${REFUSAL_WORDS[reason]}` : PURPOSE_WORDS[purpose];
}
