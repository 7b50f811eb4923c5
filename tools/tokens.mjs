// Makes miniapp/src/tokens.css from miniapp/tokens.json. `--check` only says whether they agree.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../miniapp/tokens.json', import.meta.url);
const target = new URL('../miniapp/src/tokens.css', import.meta.url);

const FONT = { ui: 'font', notice: 'font-notice', noticeTitle: 'font-notice-title' };

/** Sizes of text, targets that grow with it: all follow the phone's font factor `--f`. */
function grown(px) {
  return `calc(${px}px * var(--f, 1))`;
}

function view(tokens, name) {
  const lines = Object.entries(tokens.color[name]).map(([key, value]) => `--${key}: ${value.toLowerCase()};`);
  for (const [role, [size, line, weight]] of Object.entries(tokens.type[name])) {
    lines.push(`--${role}: ${grown(size)};`, `--${role}-lh: ${grown(line)};`, `--${role}-w: ${weight};`);
  }
  const { tap, button, row, tab, icon } = tokens.size[name];
  const label = tokens.type[name].label[0];
  lines.push(`--tap: ${tap}px;`, `--button: ${button}px;`, `--row: ${row}px;`, `--tab: ${tab}px;`);
  lines.push(`--icon: ${grown(icon)};`, `--pill: ${grown(label)};`);
  return lines;
}

function desk(tokens, name) {
  const { title, heading, body, table } = tokens.type[name];
  const { row, control, icon, pill, rail, panel } = tokens.size[name];
  const roles = { title, heading, body, func: body, label: table };
  const lines = Object.entries(roles).flatMap(([role, [size, line]]) => [
    `--${role}: ${size}px;`,
    `--${role}-lh: ${line}px;`,
  ]);
  return [
    ...lines,
    `--tap: ${control}px;`,
    `--button: ${control}px;`,
    `--row: ${row}px;`,
    `--icon: ${icon}px;`,
    `--pill: ${pill}px;`,
    `--rail: ${rail}px;`,
    `--panel: ${panel}px;`,
  ];
}

function block(selector, lines) {
  return `${selector} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;
}

function within(media, text) {
  return `@media ${media} {\n${text.replace(/^(?=.)/gm, '  ')}}\n`;
}

/** A list of fonts, broken as the formatter breaks long lines. */
function fontList(name, list) {
  const line = `--${name}: ${list};`;
  if (line.length <= 108) return line;
  const lines = [''];
  const fonts = list.split(', ');
  for (const [at, font] of fonts.entries()) {
    const part = at === fonts.length - 1 ? `${font};` : `${font},`;
    const last = lines[lines.length - 1];
    const longer = last === '' ? part : `${last} ${part}`;
    if (longer.length > 106) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return [`--${name}:`, ...lines.map((part) => `  ${part}`)].join('\n  ');
}

/** The style sheet that a set of tokens makes. */
export function sheetOf(tokens) {
  const fonts = Object.entries(FONT).map(([key, name]) => fontList(name, tokens.type.family[key]));
  return [
    '/* Made from miniapp/tokens.json by tools/tokens.mjs: change the tokens, not this file. */\n',
    block('.page', [...fonts, ...view(tokens, 'standard')]),
    block('.page.elder', view(tokens, 'elder')),
    '/* On a phone a desk is set like any other page; on paper all is set alike. */',
    within('(min-width: 700px), print', block('.page.desk', desk(tokens, 'office'))),
    within('screen and (min-width: 700px)', block('.page.desk.elder', desk(tokens, 'officeElder'))),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = sheetOf(JSON.parse(readFileSync(source, 'utf8')));
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== made) {
      process.stderr.write(
        'miniapp/src/tokens.css does not agree with miniapp/tokens.json: run node tools/tokens.mjs\n',
      );
      process.exit(1);
    }
  } else {
    writeFileSync(target, made);
  }
}
