import { publishDue } from './notice/jobs';
import { type RoundJobsPlatform, runRoundJobs } from './recommendation/jobs';
import { endRetention } from './retention/jobs';
import { sequence, type SequencerPlatform } from './transparency/jobs';

/** What schedules call, by name: each looks up what is due, does it by conditional writes, and may run twice. */
export function openJobs(platform: RoundJobsPlatform & SequencerPlatform) {
  return {
    notices: () => publishDue(platform),
    rounds: () => runRoundJobs(platform),
    log: () => sequence(platform),
    retention: () => endRetention(platform),
  };
}
