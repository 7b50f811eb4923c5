import type { ReactNode } from 'react';
import { ABOUT } from '#shared/objection/contract';
import { ChoiceList } from '../components/choice';
import { Field } from '../components/field';
import { Section, Sheet } from '../components/head';
import { Para } from '../components/native';
import type { Writing } from './draft';
import { KINDS } from './kinds';

/** What an objection asks for: what is wrong, with whom, and who says so. */
export function Fields({ writing }: { writing: Writing }): ReactNode {
  const { draft, errors, change } = writing;
  return (
    <>
      <Section title="哪里不对" />
      <Sheet pad join="first">
        <ChoiceList
          one
          label="哪里不对"
          choices={ABOUT.map((about) => ({ id: about, ...KINDS[about] }))}
          chosen={draft.about ? [draft.about] : []}
          onToggle={(picked) => change({ about: ABOUT.find((about) => about === picked) })}
        />
        {errors.about ? <Para className="c-red b mt8">{errors.about}</Para> : null}
      </Sheet>
      <Whom writing={writing} />
    </>
  );
}

function Whom({ writing: { draft, errors, change } }: { writing: Writing }): ReactNode {
  return (
    <>
      <Section title="说的是谁" />
      <Sheet pad join="first">
        <Field
          label="这个人的姓名"
          hint="给自己提，就写自己；也可以替家里人提"
          value={draft.name}
          max={40}
          error={errors.name}
          onInput={(name) => change({ name })}
        />
        <Field
          label="第几组"
          hint="不知道可以不填"
          value={draft.group}
          max={20}
          onInput={(group) => change({ group })}
        />
        <Field
          area
          label="怎么不对"
          hint="写清楚情况，不要写身份证号"
          rows={4}
          value={draft.says}
          max={300}
          error={errors.says}
          onInput={(says) => change({ says })}
        />
        <Field
          label="提的人的姓名"
          hint="只给村民选举委员会看，不公布"
          value={draft.filer}
          max={40}
          error={errors.filer}
          onInput={(filer) => change({ filer })}
        />
      </Sheet>
    </>
  );
}
