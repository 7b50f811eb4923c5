import { type ReactNode, useState } from 'react';
import { ElectedBy, ElectionBody } from '#shared/election/body';
import { OPTION_IDS, PROVINCIAL } from '#shared/election/editions/provincial';
import { USUAL_ROLL_DAYS } from '#shared/election/rules';
import { Link } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Heading, Para } from '../../components/native';
import { Segmented } from '../../components/segmented';
import { SwitchRow } from '../../components/switch-row';
import type { Errors, Form } from './plan-form';

export interface FormPart {
  form: Form;
  errors: Errors;
  change: (part: Partial<Form>) => void;
}

const BODIES = ElectionBody.options.map((value) => ({ value, text: value }));

const VOTERS = ElectedBy.options.map((value) => ({ value, text: value }));
const WHO_VOTES = {
  全体选民: '全体有选举权的居民投票。',
  户代表: '每户派一个代表投票。名单公布时，同时公布户的代表（居组法第17条）。',
  居民代表: '根据居民意见才用。名单公布时，同时公布居民代表；不实行委托投票（居组法第19条）。',
} as const satisfies Record<ElectedBy, string>;

/** Which committee is elected, and in a community by whom. */
export function BodyField({ form, change }: FormPart): ReactNode {
  return (
    <Box className="short">
      <Segmented label="选哪一个" options={BODIES} value={form.body} onChange={(body) => change({ body })} />
      {form.body === '居民委员会' ? (
        <Box className="mt12">
          <Segmented
            label="由谁选举"
            options={VOTERS}
            value={form.electedBy}
            onChange={(electedBy) => change({ electedBy })}
          />
          <Para className="tl mute">{WHO_VOTES[form.electedBy]}</Para>
        </Box>
      ) : null}
    </Box>
  );
}

/** The days that the other days follow from, and what the province and the village set themselves. */
export function PlanFields(part: FormPart): ReactNode {
  const { form, errors, change } = part;
  return (
    <>
      <Box className="short">
        <Field
          kind="digits"
          label="第几届"
          value={form.term}
          error={errors.get('term')}
          onInput={(term) => change({ term })}
        />
        <Field
          kind="date"
          label="选举日"
          value={form.electionDay}
          error={errors.get('electionDay')}
          onInput={(electionDay) => change({ electionDay })}
        />
        <Field
          kind="date"
          label="公布选民名单那天"
          hint={`不填就按选举日前 ${USUAL_ROLL_DAYS} 天。已经贴出去的，填贴出去那天。`}
          value={form.rollDay}
          error={errors.get('rollDay')}
          onInput={(rollDay) => change({ rollDay })}
        />
      </Box>
      <PartyFields {...part} />
      <OptionFields {...part} />
      <Field
        area
        rows={3}
        label="应急预案"
        hint="下雨、停电、来的人不够怎么办，可以不填。村民看得到。"
        value={form.emergency}
        error={errors.get('emergency')}
        onInput={(emergency) => change({ emergency })}
      />
    </>
  );
}

function PartyFields({ form, errors, change }: FormPart): ReactNode {
  return (
    <>
      <Box className="short">
        <Field
          kind="date"
          label="党员大会那天"
          hint="党组织一起换届的才填，党组织的步骤一起排出来。"
          value={form.meetingDay}
          error={errors.get('party.meetingDay')}
          onInput={(meetingDay) => change({ meetingDay })}
        />
      </Box>
      {form.meetingDay === '' ? null : (
        <SwitchRow
          name="新书记要主持选举委员会，或者要参选"
          news="打开以后，先选出书记，再推选选举委员会"
          on={form.secretaryLeads}
          onChange={(secretaryLeads) => change({ secretaryLeads })}
        />
      )}
    </>
  );
}

/** Numbers of days that provinces set otherwise: folded, for most keep them as they are. */
function OptionFields({ form, errors, change }: FormPart): ReactNode {
  const [asked, setAsked] = useState(false);
  const isWrong = OPTION_IDS.some((id) => errors.has(`options.${id}`));
  const isOpen = asked || isWrong;
  return (
    <Box className="mt8">
      <Link end={isOpen ? 'up' : 'down'} expanded={isOpen} onTap={() => setAsked(!asked)}>
        本省另定的天数
      </Link>
      {isOpen ? (
        <Box className="short">
          {OPTION_IDS.map((id) => {
            const { words, measure, range, article } = PROVINCIAL[id];
            return (
              <Field
                key={id}
                kind="digits"
                label={`${words.replace(/。$/, '')}：几天`}
                hint={`不填按 ${measure.days} 天（${article}），可填 ${range.least} 到 ${range.most}`}
                value={form.options[id] ?? ''}
                error={errors.get(`options.${id}`)}
                onInput={(text) => change({ options: { ...form.options, [id]: text } })}
              />
            );
          })}
        </Box>
      ) : null}
    </Box>
  );
}

/** A heading over a part of a desk's form. */
export function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt16">
        {title}
      </Heading>
      <Para className="tl mute">{children}</Para>
    </>
  );
}
