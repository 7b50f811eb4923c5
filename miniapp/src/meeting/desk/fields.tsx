import type { ReactNode } from 'react';
import type { ElectionBody } from '#shared/election/body';
import { aboutOf, type ItemAbout, kindsOf, type MeetingKind, meetingOf } from '#shared/meeting/kinds';
import { Button, Link } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Chip } from '../../components/desk';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Segmented } from '../../components/segmented';
import { sayAbout } from '../about';
import './desk.css';
import { EMPTY_ITEM, type ItemForm, type MinutesForm } from './form';

interface Props {
  form: MinutesForm;
  errors: ReadonlyMap<string, string>;
  body: ElectionBody;
  change: (part: Partial<MinutesForm>) => void;
}

/** Everything the minutes of a meeting hold, in the order it is read out. */
export function MinutesFields(props: Props): ReactNode {
  return (
    <>
      <Which {...props} />
      <When {...props} />
      <Came {...props} />
      <Heading level={2} className="t2 mt16">
        议了什么
      </Heading>
      {props.form.items.map((item, at) => (
        // The order of the items is their identity.
        <Item key={`item-${at + 1}`} {...props} item={item} at={at} />
      ))}
      <Box className="row mt12">
        <Button
          kind="second"
          icon="plus"
          onTap={() => props.change({ items: [...props.form.items, EMPTY_ITEM] })}
        >
          加一项
        </Button>
      </Box>
      <Signatures {...props} />
    </>
  );
}

function Which({ form, errors, body, change }: Props): ReactNode {
  const pick = (kind: MeetingKind) => {
    const about = aboutOf(kind, body);
    const items = form.items.map((item) => ({
      ...item,
      about: about.find((one) => one === item.about),
    }));
    change({ kind, items, ...(meetingOf(kind).ofGroup ? {} : { group: '' }) });
  };
  const kinds = kindsOf(body);
  return (
    <>
      <Para className="lab">什么会</Para>
      <ChoiceList
        one
        label="什么会"
        choices={kinds.map((kind) => ({ id: kind, name: kind, more: `应到：${meetingOf(kind).due}` }))}
        chosen={[form.kind]}
        onToggle={(id) => {
          const kind = kinds.find((one) => one === id);
          if (kind) pick(kind);
        }}
      />
      {meetingOf(form.kind).ofGroup ? (
        <Field
          label="哪一组"
          placeholder="第3组"
          value={form.group}
          error={errors.get('group')}
          onInput={(group) => change({ group })}
        />
      ) : null}
    </>
  );
}

function When({ form, errors, change }: Props): ReactNode {
  return (
    <>
      <Box className="row top">
        <Box className="grow">
          <Field
            kind="date"
            label="哪天开的"
            value={form.day}
            error={errors.get('day')}
            onInput={(day) => change({ day })}
          />
        </Box>
        <Box className="grow ml12">
          <Field
            label="几点开始"
            placeholder="09:00"
            value={form.from}
            error={errors.get('from')}
            onInput={(from) => change({ from })}
          />
        </Box>
        <Box className="grow ml12">
          <Field
            label="几点散会"
            placeholder="11:30"
            value={form.to}
            error={errors.get('to')}
            onInput={(to) => change({ to })}
          />
        </Box>
      </Box>
      <Field
        label="在哪里"
        value={form.place}
        error={errors.get('place')}
        onInput={(place) => change({ place })}
      />
    </>
  );
}

function Came({ form, errors, change }: Props): ReactNode {
  const count = (label: string, part: 'due' | 'present' | 'women') => (
    <Field
      kind="digits"
      label={label}
      value={form[part]}
      error={errors.get(part)}
      onInput={(value) => change({ [part]: value })}
    />
  );
  return (
    <Box className="row top">
      <Box className="grow">{count('应到几人', 'due')}</Box>
      <Box className="grow ml12">{count('实到几人', 'present')}</Box>
      <Box className="grow ml12">{count('其中女的', 'women')}</Box>
    </Box>
  );
}

const HOW = [
  { value: 'show', text: '表决' },
  { value: 'persons', text: '选人' },
  { value: 'none', text: '不表决' },
] as const;

interface ItemProps extends Props {
  item: ItemForm;
  at: number;
}

function Item({ form, errors, body, change, item, at }: ItemProps): ReactNode {
  const put = (part: Partial<ItemForm>) =>
    change({ items: form.items.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const name = `第 ${at + 1} 项`;
  return (
    <Box className="thing">
      <Field
        label={`${name}：议题`}
        value={item.title}
        error={errors.get(`items.${at}.title`)}
        onInput={(title) => put({ title })}
      />
      <About about={item.about} choices={aboutOf(form.kind, body)} body={body} put={put} />
      <Field
        area
        rows={3}
        label={`${name}：说了什么、怎么定的`}
        value={item.says}
        error={errors.get(`items.${at}.says`)}
        onInput={(says) => put({ says })}
      />
      <Box className="mt12">
        <Segmented
          label={`${name}：怎么定`}
          options={HOW}
          value={item.how}
          onChange={(how) => put({ how })}
        />
      </Box>
      <Votes name={name} item={item} error={errors.get(`items.${at}.vote`)} put={put} />
      {form.items.length > 1 ? (
        <Link label={`删去${name}`} onTap={() => change({ items: form.items.filter((_, i) => i !== at) })}>
          删去这一项
        </Link>
      ) : null}
    </Box>
  );
}

type Put = (part: Partial<ItemForm>) => void;

/** Which step of the timetable an item decides; none, where it decides none. */
function About({
  about,
  choices,
  body,
  put,
}: {
  about: ItemForm['about'];
  choices: readonly ItemAbout[];
  body: ElectionBody;
  put: Put;
}): ReactNode {
  if (choices.length === 0) return null;
  return (
    <>
      <Para className="lab mt12">办的是时间表上哪一步；都不是就不选</Para>
      <Box className="meeting-chips">
        {choices.map((one) => (
          <Chip key={one} on={about === one} onTap={() => put({ about: about === one ? undefined : one })}>
            {sayAbout(one, body)}
          </Chip>
        ))}
      </Box>
    </>
  );
}

interface VotesProps {
  name: string;
  item: ItemForm;
  error: string | undefined;
  put: Put;
}

function Votes(props: VotesProps): ReactNode {
  if (props.item.how === 'none') return null;
  return props.item.how === 'persons' ? <Persons {...props} /> : <Hands {...props} />;
}

function Persons({ name, item, error, put }: VotesProps): ReactNode {
  return (
    <>
      <Box className="short">
        <Field
          kind="digits"
          label={`${name}：要选几人`}
          value={item.seats}
          onInput={(seats) => put({ seats })}
        />
      </Box>
      <Field
        area
        rows={6}
        label={`${name}：得票`}
        hint="每行一个人：姓名 票数。同名的加上组：李守田 第3组 21。票数相同的，按商定的先后写。"
        value={item.persons}
        error={error}
        onInput={(persons) => put({ persons })}
      />
    </>
  );
}

const HANDS = [
  { label: '赞成', part: 'for' },
  { label: '反对', part: 'against' },
  { label: '弃权', part: 'abstain' },
] as const;

function Hands({ name, item, error, put }: VotesProps): ReactNode {
  return (
    <Box className="row top short">
      {HANDS.map(({ label, part }, i) => (
        <Box key={part} className={i === 0 ? 'grow' : 'grow ml12'}>
          <Field
            kind="digits"
            label={`${name}：${label}`}
            value={item[part]}
            error={i === 0 ? error : undefined}
            onInput={(value) => put({ [part]: value })}
          />
        </Box>
      ))}
    </Box>
  );
}

function Signatures({ form, errors, change }: Props): ReactNode {
  const field = (label: string, part: 'chair' | 'recorder' | 'sheet', hint?: string) => (
    <Field
      label={label}
      hint={hint}
      value={form[part]}
      error={errors.get(part)}
      onInput={(value) => change({ [part]: value })}
    />
  );
  return (
    <>
      <Heading level={2} className="t2 mt16">
        签名
      </Heading>
      <Box className="row top">
        <Box className="grow">{field('主持人', 'chair')}</Box>
        <Box className="grow ml12">{field('记录人', 'recorder')}</Box>
      </Box>
      {field('签到表原件放在哪里', 'sheet', '原件留村里存档，不用拍照上传。')}
    </>
  );
}
