import * as contracts from '#shared/notice/contract';
import type { NoticeText, OfficeNotice } from '#shared/notice/notice';
import * as rules from '#shared/notice/rules';
import { fail, ok, type Result } from '#shared/result';
import type { BlobStore } from '../platform/blobs';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { requestHash } from '../platform/request';
import { areThere } from './attachments';
import * as store from './store';

/** What notices need beside the platform: where attachments lie. */
export interface NoticeOfficePlatform extends Platform {
  blobs: BlobStore;
}

/** What offices do with notices. */
export function noticeOfficeRoutes(p: NoticeOfficePlatform): Route[] {
  return [
    route(contracts.officeNotices, async ({ params, query }) =>
      ok(await store.readLines(p.dynamo, params.area, query.after)),
    ),
    route(contracts.officeNotice, ({ params }) => store.readNotice(p.dynamo, params)),

    route(contracts.draftNotice, async ({ params, body, caller, now }) => {
      const text = await sanitised(body);
      if (!text.ok) return text;
      return store.createDraft(p.dynamo, rules.draft(params, text.value, now), caller.person);
    }),

    route(contracts.editNotice, async ({ params, body, caller, now }) => {
      const text = await sanitised(body.text);
      if (!text.ok) return text;
      const act = { command: 'edit', actor: caller.person, now } as const;
      return change(p, params, body, act, (notice) => rules.edit(notice, text.value));
    }),

    route(contracts.unscheduleNotice, ({ params, body, caller, now }) =>
      change(p, params, body, { command: 'unschedule', actor: caller.person, now }, rules.unschedule),
    ),

    route(contracts.discardNotice, async ({ params, body, caller, now }) => {
      const act = { command: 'discard', actor: caller.person, now } as const;
      const gone = await change(p, params, body, act, rules.discard);
      // Nothing is left of a discarded draft to know the same request by; that it is gone is what was asked.
      return gone.ok || gone.error.code === 'not-found' ? ok(undefined) : gone;
    }),

    ...publishingRoutes(p),
  ];
}

/** What people see at once or at its time. */
function publishingRoutes(p: NoticeOfficePlatform): Route[] {
  return [
    route(contracts.publishNotice, ({ params, body, caller, now }) => {
      const { publishAt } = body;
      const command = publishAt === undefined ? 'publish' : 'schedule';
      return change(p, params, body, { command, actor: caller.person, now }, async (notice) => {
        if (!(await areThere(p.blobs, notice, notice.text.attachments))) return fail('attachment-missing');
        return publishAt === undefined
          ? rules.publish(notice, now, p.random(16))
          : rules.schedule(notice, publishAt, now);
      });
    }),

    route(contracts.correctNotice, async ({ params, body, caller, now }) => {
      const text = await sanitised(body.text);
      if (!text.ok) return text;
      if (!(await areThere(p.blobs, params, text.value.attachments))) return fail('attachment-missing');
      const act = { command: 'correct', actor: caller.person, now } as const;
      return change(p, params, body, act, (notice) =>
        rules.correct(notice, text.value, body.reason, now, p.random(16)),
      );
    }),

    route(contracts.withdrawNotice, ({ params, body, caller, now }) =>
      change(p, params, body, { command: 'withdraw', actor: caller.person, now }, (notice) =>
        rules.withdraw(notice, body.reason, now, p.random(16)),
      ),
    ),

    route(contracts.eraseNotice, ({ params, body, caller, now }) =>
      change(p, params, body, { command: 'erase', actor: caller.person, now }, async (notice, files) => {
        const erased = rules.erase(notice, body.reason, now, p.random(16));
        // The files first: cut off behind them, the same request finds them gone and goes on with the words.
        if (erased.ok) await Promise.all(files.map((sha256) => p.blobs.remove({ ...params, sha256 })));
        return erased;
      }),
    ),

    route(contracts.attachmentUpload, async ({ params, body }) =>
      ok(await p.blobs.presignPut({ ...params, ...body })),
    ),
  ];
}

/** The text as it is stored. The sanitiser takes 20 ms to load: only who writes a notice waits for it. */
async function sanitised(text: NoticeText): Promise<Result<NoticeText>> {
  const sanitiser = await import('./sanitise');
  return sanitiser.sanitised(text);
}

/** A change that names the revision it was decided from. */
function change(
  p: Platform,
  place: store.NoticePlace,
  from: { revision: number },
  act: store.Act,
  decide: store.Decide,
): Promise<Result<OfficeNotice>> {
  const request = requestHash(act.actor, act.command, from);
  return store.change(p.dynamo, p.county, place, { ...act, request }, (notice, files) =>
    notice.revision === from.revision ? decide(notice, files) : fail('conflict'),
  );
}
