/** How large what was built is: read by the tests that hold it to a limit, and by the benchmarks. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const WEAPP = '.build/weapp';
export const H5 = '.build/h5';

interface SizedFile {
  /** Below the folder that was asked for. */
  path: string;
  bytes: number;
}

/** Every file of a folder and below. */
export function filesIn(folder: string): SizedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: path.slice(folder.length + 1), bytes: readFileSync(path).length };
    });
}

function sum(files: readonly SizedFile[]): number {
  return files.reduce((total, file) => total + file.bytes, 0);
}

/** Bytes of the mini-program: what WeChat loads before the first page, and all of it. */
export function weappBytes(): { main: number; total: number } {
  const files = filesIn(WEAPP);
  const { subPackages } = JSON.parse(readFileSync(join(WEAPP, 'app.json'), 'utf8')) as {
    subPackages: { root: string }[];
  };
  const inMain = files.filter(({ path }) => !subPackages.some(({ root }) => path.startsWith(`${root}/`)));
  return { main: sum(inMain), total: sum(files) };
}

/** Gzipped bytes of the scripts that the site's home page needs, and how many scripts they are. */
export function firstRouteBytes(): { scripts: number; gzipped: number } {
  const paths = firstRoute();
  const gzipped = paths.reduce((total, path) => total + gzipSync(readFileSync(join(H5, path))).length, 0);
  return { scripts: paths.length, gzipped };
}

/** The scripts of index.html and the chunks that the route of the home page asks for. */
function firstRoute(): string[] {
  const html = readFileSync(join(H5, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/<script[^>]* src="(?:\.\/)([^"]+)"/g)].map(([, path]) => path!);
  const app = readFileSync(join(H5, entries.find((path) => path.includes('/app.'))!), 'utf8');
  const route = /"?path"?:"area\/home\/index","?load"?:(.*?)"?path"?:"/s.exec(app)?.[1] ?? '';
  const ids = [...route.matchAll(/\.e\("?(\w+)"?\)/g)].map(([, id]) => id!);
  return [...entries, ...ids.map((id) => chunkOf(id, app))];
}

/** The file of a chunk: by its number, or by the name the app gives that number. */
function chunkOf(id: string, app: string): string {
  const files = readdirSync(join(H5, 'chunk')).filter((name) => name.endsWith('.js'));
  const names = [
    id,
    ...[...app.matchAll(new RegExp(`\\b"?${id}"?(?::|===?\\w+\\?)"(\\w+)"`, 'g'))].map(([, name]) => name!),
  ];
  const file = files.find((one) => names.some((name) => one.startsWith(`${name}.`)));
  if (!file) throw new Error(`no file for chunk ${id}`);
  return `chunk/${file}`;
}
