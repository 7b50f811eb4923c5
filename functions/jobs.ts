import type { RoundJobsPlatform } from './recommendation/jobs';
import type { SequencerPlatform } from './transparency/jobs';

/**
 * What schedules call, by name: each looks up what is due, does it by conditional writes, and may run twice. A cold
 * start loads the code of the one that is called.
 */
export function openJobs(platform: RoundJobsPlatform & SequencerPlatform) {
  return {
    notices: async () => (await import('./notice/jobs')).publishDue(platform),
    rounds: async () => (await import('./recommendation/jobs')).runRoundJobs(platform),
    log: async () => (await import('./transparency/jobs')).sequence(platform),
    days: async () => (await import('./tip/jobs')).publishDays(platform),
    files: async () => (await import('./tip/jobs')).endFiles(platform),
    erasings: async () => (await import('./tip/jobs')).endErasings(platform),
    tokens: async () => (await import('./token/jobs')).keepTokenKeys(platform),
    retention: async () => (await import('./retention/jobs')).endRetention(platform),
  };
}

/** What an engineer asks for by name (docs/runbooks/deploy.md, step 8), and no schedule does. */
export function openCommands(platform: SequencerPlatform) {
  return {
    'enter-lost-leaves': async () => {
      const { enterLost } = await import('./transparency/jobs');
      return enterLost(platform);
    },
  };
}
