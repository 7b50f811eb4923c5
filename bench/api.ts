/** The API under test: the boundaries as they are deployed, on one port, in a process of their own. */
import { serve } from '@hono/node-server';
import { openBallotbox } from '#functions/entry/ballotbox';
import { openPublic } from '#functions/entry/public';
import { openTipline } from '#functions/entry/tipline';
import { answerParent } from './child';

const apps = {
  public: openPublic(process.env),
  ballotbox: await openBallotbox(process.env),
  tipline: await openTipline(process.env),
};

/** Each boundary has its own server, as it has its own function. */
function listen(name: keyof typeof apps): Promise<number> {
  return new Promise((resolve) => {
    serve({ fetch: apps[name].fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port));
  });
}

answerParent({ listen });
