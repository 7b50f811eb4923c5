import { publishDue } from './notice/jobs';
import { type RoundJobsPlatform, runRoundJobs } from './recommendation/jobs';
import { endRetention } from './retention/jobs';
import { publishDays } from './tip/jobs';
import { enterLost, sequence, type SequencerPlatform } from './transparency/jobs';

/** What schedules call, by name: each looks up what is due, does it by conditional writes, and may run twice. */
export function openJobs(platform: RoundJobsPlatform & SequencerPlatform) {
  return {
    notices: () => publishDue(platform),
    rounds: () => runRoundJobs(platform),
    log: () => sequence(platform),
    days: () => publishDays(platform),
    retention: () => endRetention(platform),
  };
}

/** What an engineer asks for by name (docs/runbooks/deploy.md, step 8), and no schedule does. */
export function openCommands(platform: SequencerPlatform) {
  return { 'enter-lost-leaves': () => enterLost(platform) };
}
