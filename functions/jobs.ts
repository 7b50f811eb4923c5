import { publishDue } from './notice/jobs';
import { type RoundJobsPlatform, runRoundJobs } from './recommendation/jobs';

/** What schedules call, by name: each looks up what is due, does it by conditional writes, and may run twice. */
export function openJobs(platform: RoundJobsPlatform) {
  return {
    notices: () => publishDue(platform),
    rounds: () => runRoundJobs(platform),
  };
}
