import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, endsSigned } from '../../miniapp/src/notice/detail/blocks';
import { cleanHtml, paragraphs } from '../../miniapp/src/notice/office/editor/clean';

function cleaned(html: string): string {
  return cleanHtml(new DOMParser().parseFromString(html, 'text/html').body);
}

it('makes paragraphs, headings, lists and tables of what a browser leaves in an editable box', () => {
  expect(cleaned('一<div>二</div><div><br></div><p>三<br>四</p>')).toBe(
    '<p>一</p><p>二</p><p>三<br />四</p>',
  );
  expect(cleaned('<h1>题</h1><p><ol><li>一</li><li> </li></ol><b>二</b></p>')).toBe(
    '<h3>题</h3><ol><li>一</li></ol><p><strong>二</strong></p>',
  );
  expect(cleaned('<table><tr><th>组<td>人</table>')).toBe(
    '<table><tbody><tr><th>组</th><td>人</td></tr></tbody></table>',
  );
});

it('takes the words out of what a word processor copies, and nothing else', () => {
  const copied =
    '<style>p{}</style><!--[if gte mso 9]><xml></xml><![endif]--><p class="MsoNormal" style="mso-x:1"><span lang="EN-US">公<o:p></o:p></span><font color="red">告</font></p>';
  expect(cleaned(copied)).toBe('<p>公告</p>');
  expect(cleaned('<a href="https://a.test/?x=&quot;1">看</a><a href="javascript:alert(1)">点</a>')).toBe(
    '<p><a href="https://a.test/?x=&quot;1">看</a>点</p>',
  );
});

it('makes paragraphs of plain lines', () => {
  expect(paragraphs('一 < 二\r\n\r\n 三 ')).toBe('<p>一 &lt; 二</p><p>三</p>');
});

it('is at rest: what is clean stays as it is, and carries no attribute but links', () => {
  const parts = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<b>',
      '</b>',
      '<ul><li>',
      '</li></ul>',
      '<br>',
      '一',
      '二 ',
      '&lt;',
    ],
    ...[
      '<h2>',
      '</h2>',
      '<span style="x">',
      '</span>',
      '<table><tr><td>',
      '</td></tr></table>',
      '<img src=x>',
    ],
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 14 }), (html) => {
      const once = cleaned(html.join(''));
      expect(cleaned(once)).toBe(once);
      expect(once).not.toMatch(/<\w+ (?!href|\/)/);
    }),
  );
});

it('knows a signature at the end of a text, the name and the day and nothing else', () => {
  const signed = (...lines: readonly string[]) =>
    endsSigned(blocksOf(lines.map((line) => `<p>${line}</p>`).join('')), '枣坪村村民选举委员会');
  expect(signed('特此公告。', '<strong>枣坪村村民选举委员会</strong>', '2026年11月23日')).toBe(true);
  expect(signed('特此公告。', '枣坪村村民选举委员会', '2026年11月23日 10:00 起算')).toBe(false);
  expect(signed('由枣坪村村民选举委员会负责。', '2026年11月23日')).toBe(false);
  expect(signed('特此公告。')).toBe(false);
});
