import { counted } from './plural.ts';

/** What is said of the teams that hold the channels of swarms, when one of them is nearly full. */
export const hostTeams = {
  title: (team: string, percent: number) => `The host team ${team} is ${percent}% full`,
  taken: (taken: number, most: number, room: number) =>
    `${taken} of ${most} channels are taken: there is room for ${room} more.`,
  deleted: (channels: number) =>
    `That includes ${counted(channels, 'channel', 'channels')} of swarms deleted in the last 30 days: Teams keeps their places for that long.`,
  todo: 'What to do: make another team, add Swarm to it, and name it in HOST_TEAM_IDS beside the others; or keep channels of closed swarms for less time. docs/operations.md says how.',
  countedAt: (moment: string) => `Counted ${moment}`,
};
