import * as wording from '#shared/wording/contract';
import { keeping } from '#test/wording/books';
import { type Good, good } from './request';

export const WORDING: Good[] = [
  good(wording.readTemplates, ({ tips: { town } }) => ({ params: town.office, as: town.session })),
  good(wording.keepTemplates, async (w) => {
    const { town } = w.tips;
    const { version } = await w.county.must(wording.readTemplates, { params: town.office }, town.session);
    return { ...keeping(w.tips, town, version + 1), as: town.session };
  }),
];
