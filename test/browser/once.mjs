// Before the suites of this project begin side by side: the site they are served and the browser they drive, each made once.
import { buildH5WhenStale } from '../../tools/build-when-stale.mjs';

/** Builds the site where it is stale, and unpacks the browser from npm. */
export default async function once() {
  if (!(await buildH5WhenStale())) throw new Error('The site could not be built; see above.');
  if (process.env.CHROMIUM_PATH || `${process.platform} ${process.arch}` !== 'linux x64') return;
  const { default: packed } = await import('@sparticuz/chromium');
  await packed.executablePath();
}
