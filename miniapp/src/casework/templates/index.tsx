import type { ReactNode } from 'react';
import { type Office, officeText } from '#shared/directory/office';
import { COUNTY_TEMPLATES } from '#shared/wording/county';
import { Box, Heading, Para } from '../../components/native';
import { OpenKeys } from '../../components/open-keys';
import { NotDone, Read } from '../../components/states';
import type { Keys } from '../../platform/keyring';
import { OfficePage } from '../office-page';
import { Editor, useEditing } from './editor';
import { TemplateList } from './list';
import { useKeeping } from './use-keeping';

/** Reply templates: the county's, and the office's own, which its officers write and change. */
export default function TemplatesPage(): ReactNode {
  return (
    <OfficePage title="答复模板" onlyFor="模板只给纪委的办案人员和换届办。">
      {({ office, person, keys }) => (
        <Box className="desk-pad">
          <Para>
            给来信人写话，可以从模板写起：填好的话先给您看，改过再送出。【今天】【办公室】【电话】【最后一天】这几处，用的时候照那封信填上。
          </Para>
          {keys ? (
            <Unlocked key={officeText(office)} office={office} keys={keys} />
          ) : (
            <Locked office={office} person={person} />
          )}
        </Box>
      )}
    </OfficePage>
  );
}

function OwnHeading(): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt24">
        本办公室的
      </Heading>
      <Para className="tl mute">封在本办公室的钥匙里，服务器看不到写了什么。不要写进来信人和信里的事。</Para>
    </>
  );
}

function CountyHeading(): ReactNode {
  return (
    <>
      <Heading level={2} className="t2 mt24">
        全县通用的
      </Heading>
      <Para className="tl mute">每个办公室都有，改不了；要改，照着它写一个本办公室的。</Para>
    </>
  );
}

function Locked({ office, person }: { office: Office; person: string }): ReactNode {
  return (
    <>
      <OwnHeading />
      <Box className="mt8">
        <OpenKeys person={person} office={office} none="这个浏览器里没有您的钥匙，打不开本办公室的模板。" />
      </Box>
      <CountyHeading />
      <TemplateList label="全县通用的" templates={COUNTY_TEMPLATES} />
    </>
  );
}

function Unlocked({ office, keys }: { office: Office; keys: Keys }): ReactNode {
  const { reading, again, keep, ...act } = useKeeping(office, keys);
  const editing = useEditing();
  return (
    <Read reading={reading} what="答复模板" again={again}>
      {({ templates, closed }) => (
        <>
          <OwnHeading />
          <TemplateList
            label="本办公室的"
            templates={templates}
            empty={
              closed
                ? '有同事存过，但是这台电脑上的钥匙打不开，或者签名核对不上。再加一个，就从头存起，以前的没有了。'
                : '还没有写过。'
            }
            onEdit={(at) => editing.edit(templates[at], at)}
            onAdd={() => editing.edit(undefined)}
          />
          <NotDone title="没有存上" problem={editing.open ? undefined : act.problem} />
          <CountyHeading />
          <TemplateList
            label="全县通用的"
            templates={COUNTY_TEMPLATES}
            onCopy={(at) => editing.edit(COUNTY_TEMPLATES[at])}
          />
          {editing.open ? (
            <Editor {...editing.open} {...act} templates={templates} keep={keep} onClose={editing.close} />
          ) : null}
        </>
      )}
    </Read>
  );
}
